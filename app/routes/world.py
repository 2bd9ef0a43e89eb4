"""The world at a glance: every State in its region or on the map, and progress over time."""

from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Response

from app.accounts.policy import Act, may
from app.doors.ladder import NAMES, Stage
from app.doors.queries import stages
from app.kit.dates import spoken
from app.kit.translation import gettext as _
from app.norms.queries import ccm_resolutions
from app.states.geometry import HEIGHT, WIDTH, outline
from app.states.outlines import outlines
from app.states.progress import OPENED
from app.states.progress_chart import chart
from app.states.queries import book, progress, standings
from app.states.targets import goals
from app.states.world import drawing, regions
from app.web.deps import Reads, Visit
from app.web.forms import Form
from app.web.pages import page, today_or

router = APIRouter(prefix="/world")


@router.get("", name="world.show")
def show(at: Reads, day: str = "", view: str = "tiles", month: int | None = None) -> Response:
    form: Form[Any] = Form({"day": day})
    chosen = _chosen(form, at.today, day, month)
    known = book(at.db)
    return page(
        at.request,
        "world/show.html",
        form.status,
        form=form,
        day=chosen,
        today=at.today,
        month=_months(chosen),
        months=[_end(month, at.today) for month in range(_months(at.today) + 1)],
        record=known.record(chosen),
        demonstration=any(act.demonstration for acts in known.acts.values() for act in acts),
        progress=chart(progress(at.db, at.today), goals(at.db), at.today, chosen),
        votes=ccm_resolutions(at.db),
        **_states(at, chosen, on_map=view == "map"),
    )


def _states(at: Visit, chosen: date, *, on_map: bool) -> dict[str, Any]:
    """Every State as a tile or on the map."""
    known, standing = book(at.db), standings(at.db, chosen)
    return {
        "standing": standing,
        "regions": regions(known, standing),
        "rungs": _rungs(at, chosen),
        "NAMES": NAMES,
        "view": "map" if on_map else "tiles",
        "map": drawing(known.states.values(), outlines()) if on_map else None,
        "outline": outline(),
        "size": (round(WIDTH), round(HEIGHT)),
    }


def _chosen(form: Form[Any], today: date, text: str, month: int | None) -> date:
    """The day that was asked for: a date, or the last day of a month of the slider."""
    if month is not None and not text:
        return _end(min(max(month, 0), _months(today)), today)
    try:
        chosen = today_or(text, today)
    except ValueError:
        form.errors["day"] = _("Please give a date such as 2020-04-01.")
        return today
    if OPENED <= chosen <= today:
        return chosen
    form.errors["day"] = _(
        "Please give a date from %(day)s, when the Convention was opened for signature, to today.",
        day=spoken(OPENED),
    )
    return today


def _months(on: date) -> int:
    """Months since the Convention was opened for signature."""
    return (on.year - OPENED.year) * 12 + on.month - OPENED.month


def _end(months: int, today: date) -> date:
    """The last day of that month of the slider; of the month that is not over, today."""
    years, month = divmod(OPENED.month + months, 12)
    return min(date(OPENED.year + years, month + 1, 1) - timedelta(days=1), today)


def _rungs(at: Visit, chosen: date) -> dict[str, Stage]:
    """Where open doors stand today, as far as the reader may know; nothing on other days."""
    if chosen != at.today or not may(at.me.reader, Act.READ_ENTRIES):
        return {}
    found = stages(at.db, at.me.reader, at.today)
    return {door.iso3: move.stage for door, move in found.items()}
