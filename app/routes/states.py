"""States: where each stands, and everything about one of them."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts.policy import Act, Reader, may, totals_for
from app.advice.list_filters import understood
from app.advice.queries import all_warned, open_approaches
from app.audit.derived import FACTS, derived
from app.contacts.listing import timeline
from app.contacts.queries import knock_totals, open_commitments, step_outcomes
from app.contacts.records import door_records
from app.contacts.silence import EMPTY, YEAR
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES, RESPONSE_NAMES
from app.doors.panel import door_panel
from app.doors.queries import door_of
from app.kit.languages import language_name
from app.kit.translation import Said, joined, marked, pmarked
from app.kit.translation import gettext as _
from app.messengers.offices import role_name
from app.messengers.queries import messengers, offices_of
from app.norms.queries import ccm_votes, position_of
from app.opportunities.happenings import happenings, retractable
from app.opportunities.queries import meetings_ahead
from app.states.listing import regions, states_on
from app.states.names import find_states
from app.states.queries import (
    acts_of,
    book,
    get_state,
    memberships_of,
    related_treaties_of,
    standings,
)
from app.states.regions import region_name
from app.states.standing import Standing, deciding
from app.states.treaties import TREATY_NAMES
from app.views.listing import Listing
from app.views.queries import kept_views
from app.web.columns import columns_of
from app.web.deps import Db, Me, Today
from app.web.forms import Form
from app.web.pages import page, today_or

router = APIRouter(prefix="/states")

COLUMNS = Said(
    {
        "standing": marked("Standing"),
        "by": pmarked("treaty act", "By"),
        "force": marked("In force"),
        "group": marked("Regional group"),
    }
)
SHOWN = 20
"""Contacts on a State's page; older ones are in the contact log."""

WORDS = {
    "channels": CHANNEL_NAMES,
    "levels": LEVEL_NAMES,
    "responses": RESPONSE_NAMES,
    "treaty_names": TREATY_NAMES,
    "role_name": role_name,
}


@router.get("", name="states.index")
def index(
    request: Request, db: Db, me: Me, today: Today, q: str = "", standing: str = "",
    region: str = "", on: str = "", columns: str = "",
) -> Response:  # fmt: skip
    form: Form[Any] = Form({"q": q, "standing": standing, "region": region, "on": on})
    query, _ = understood(Listing.STATES, form.typed | {"columns": columns})
    views = kept_views(db, me.reader, Listing.STATES, query)
    day, kind = _day(form, today), _standing(form)
    known = book(db)
    listed = states_on(known, standings(db, day), day, text=q, standing=kind, region=region)
    return page(
        request, "states/index.html", form.status, form=form, listed=listed, on=day, today=today,
        record=known.record(day), choices=[(name, region_name(name)) for name in regions(known)],
        views=views, query=views.query, listing=Listing.STATES,
        columns=columns_of(request, Listing.STATES, COLUMNS, columns), laid_out=columns,
    )  # fmt: skip


@router.get("/options", name="states.options")
def options(request: Request, db: Db, me: Me, q: str = "") -> Response:
    found = find_states(book(db).states.values(), q)
    return page(request, "states/options.html", found=found)


@router.get("/{iso3}", name="states.show")
def show(request: Request, db: Db, me: Me, today: Today, iso3: str) -> Response:
    code = iso3.upper()
    facts = derived(db, ("facts", code, today), lambda: _facts(db, code, today), touched_by=FACTS)
    work = _work(db, me.reader, code, today)
    return page(request, "states/show.html", today=today, **facts, **work)


def _facts(db: Session, iso3: str, today: date) -> dict[str, Any]:
    """What the depositary, the record of votes and the Monitor say: for everybody."""
    state, known = get_state(db, iso3), book(db)
    acts = known.acts.get(iso3, ())
    return {
        "state": state,
        "card": known.states[iso3],
        "official": _languages(state.official_languages, state.official_languages_iso639_3),
        "working": _languages(state.working_languages),
        "standing": known.standing(iso3, today),
        "decided": deciding(acts, today),
        "record": known.record(today),
        "acts": acts_of(db, iso3),
        "votes": ccm_votes(db, iso3)[::-1],
        "position": position_of(db, iso3),
        "treaties": related_treaties_of(db, iso3),
        "memberships": memberships_of(db, iso3),
        "offices": offices_of(db, iso3),
    }


def _work(db: Session, reader: Reader, iso3: str, today: date) -> dict[str, Any]:
    """What the group did at this State's door: as much as the reader may read."""
    if not may(reader, Act.READ_ENTRIES):
        return WORDS | _totals(db, reader, iso3, today)
    called, happened = messengers(db), happenings(db, reader).get(iso3, ())
    knocks = timeline(db, reader, iso3, today, size=SHOWN)
    doorway = derived(
        db, ("doorway", reader, iso3, today), lambda: _doorway(db, reader, iso3, today)
    )
    return WORDS | {
        "reads": True,
        "names": lambda codes: joined(called[code].name for code in codes),
        "timeline": knocks,
        "ended": step_outcomes(db, [line.id for line in knocks]),
        "shown": SHOWN,
        "happenings": happened,
        "retractable": retractable(happened, reader),
        **doorway,
    }


def _totals(db: Session, reader: Reader, iso3: str, today: date) -> dict[str, Any]:
    """For those who read no entries: what is asked, and to observers how many contacts."""
    counted = totals_for(reader)
    return {
        "reads": False,
        "panel": door_panel(db, reader, iso3, today),
        "total": knock_totals(db, counted, today - YEAR).get(iso3, 0) if counted else None,
    }


def _doorway(db: Session, reader: Reader, iso3: str, today: date) -> dict[str, Any]:
    """The door with what is derived of it, commitments and approaches, as the reader reads them."""
    door = door_of(db, iso3, today)
    record = door_records(db, reader, today).get(door, EMPTY) if door else EMPTY
    return {
        "panel": door_panel(db, reader, iso3, today),
        "commitments": open_commitments(db, reader, iso3),
        "approaches": open_approaches(db, reader, iso3),
        "meetings": [one for one in meetings_ahead(db, reader, today) if iso3 in one.attending],
        "doorstep": record,
        "from_demonstration": any(
            knock.demonstration for knock in (*record.recent, record.last_effective) if knock
        ),
        "warned": door in all_warned(db, reader, today, iso3),
    }


def _languages(*codes: str) -> list[str]:
    return [language_name(code) for text in codes for code in text.split(";") if code]


def _day(form: Form[Any], today: date) -> date:
    try:
        return today_or(form.value("on").strip(), today)
    except ValueError:
        form.errors["on"] = _("Please give a date such as 2020-04-01. Today is shown.")
        return today


def _standing(form: Form[Any]) -> Standing | None:
    typed = form.value("standing")
    if typed and typed not in set(Standing):
        form.errors["standing"] = _("Please choose one of the answers offered.")
        return None
    return Standing(typed) if typed else None
