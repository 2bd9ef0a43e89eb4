"""Looking back: what dates would have suggested on a day of the past, and what happened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Response

from app.accounts.policy import Act, require
from app.advice.history import months_on
from app.advice.outlook import advised, hindcast, record, track_record
from app.advice.prospects import Prospect, prospects, reach
from app.advice.readiness import GAPS, HIGH_FROM, MEDIUM_FROM, WORDS
from app.advice.reckoning import reckoning
from app.kit.dates import spoken
from app.kit.translation import gettext as _
from app.kit.translation import marked
from app.states.queries import book
from app.web.deps import Reads, Visit
from app.web.forms import Form
from app.web.pages import page

router = APIRouter()

FIRST_DAY = date(2011, 1, 1)
"""The Convention had been in force for five months."""
USUAL = date(2012, 8, 1)
"""The day that is shown first: two years after the entry into force."""
WITHIN = 24
OFFERED = ("24", "36")
ASK = marked("Please give a date such as 2012-08-01.")


@dataclass(frozen=True)
class Asked:
    """The day that is looked back from, and the months within which States may join."""

    on: date
    months: int


@router.get("/hindcast", name="hindcasts.show")
def show(
    at: Reads, day: str = "", month: int | None = None, months: str = "", whole: bool = False
) -> Response:
    require(at.me.reader, Act.READ_FORECASTS)
    form: Form[Any] = Form({"day": day, "months": months or str(WITHIN)})
    last = months_on(record(at.db).known_until, -WITHIN)
    asked = Asked(_chosen(form, last, day, month), _within(form))
    if "day" not in form.errors:
        form.typed["day"] = asked.on.isoformat()
    return page(
        at.request,
        "hindcasts/show.html",
        form.status,
        form=form,
        asked=asked,
        whole=whole,
        last=last,
        month=_steps(asked.on),
        steps=[months_on(FIRST_DAY, step) for step in range(_steps(last) + 1)],
        years=track_record(at.db, at.me.reader, WITHIN),
        rules=(MEDIUM_FROM, HIGH_FROM),
        words=WORDS,
        gaps=GAPS,
        known_until=record(at.db).known_until,
        **_list(at, asked),
    )


def _list(at: Visit, asked: Asked) -> dict[str, Any]:
    """The list of that day, and how it fared."""
    then = hindcast(at.db, at.me.reader, asked.on, asked.months)
    ranked = [one.outlook for one in then.doors] if then else []
    return {
        "then": then,
        "fared": reckoning(then, record(at.db)) if then else None,
        "top": reach(one.chance for one in ranked),
        "named": _named(at, ranked),
        "advice": advised(at.db, at.me.reader, asked.on) if then else {},
    }


def _named(at: Visit, ranked: list[Any]) -> Mapping[str, Prospect]:
    places = record(at.db).places
    return {one.iso3: one for one in prospects(ranked, book(at.db).states, places)}


def _chosen(form: Form[Any], last: date, text: str, month: int | None) -> date:
    """The day that was asked for: a date, or the first of a month of the slider."""
    if month is not None and not text:
        return months_on(FIRST_DAY, min(max(month, 0), _steps(last)))
    if not text:
        return min(USUAL, last)
    try:
        chosen = date.fromisoformat(text)
    except ValueError:
        form.errors["day"] = _(ASK)
        return min(USUAL, last)
    if FIRST_DAY <= chosen <= last:
        return chosen
    form.errors["day"] = _(
        "Please give a date from %(first)s to %(last)s: later, it is not yet known who joined.",
        first=spoken(FIRST_DAY),
        last=spoken(last),
    )
    return min(USUAL, last)


def _within(form: Form[Any]) -> int:
    typed = form.value("months")
    if typed not in OFFERED:
        form.errors["months"] = _("Please choose one of the answers offered.")
        return WITHIN
    return int(typed)


def _steps(on: date) -> int:
    """Months since the first day of the slider."""
    return (on.year - FIRST_DAY.year) * 12 + on.month - FIRST_DAY.month
