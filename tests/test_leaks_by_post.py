"""What is answered to a form tells no more of a hidden entry than any page does.

Every route that takes a form is posted to by people before and after others wrote entries that they
may not read: the answer stays the same, and a hidden entry answers as one that does not exist.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, SQLModel, select

from app.accounts.models import User
from app.accounts.policy import Visibility
from app.accounts.queries import users
from app.advice.gathering import advice
from app.advice.models import Approach
from app.advice.suggest import Suggestion
from app.audit.derived import forget
from app.contacts.models import Commitment, Contact
from app.doors.door import Door
from app.doors.models import BarrierReading, Rest
from app.trips.models import Appointment, Trip
from tests.advice.test_acts import log, plan
from tests.doors.cast import read, rest
from tests.messages.cast import TEXTS as MESSAGE
from tests.opportunities.cast import HAPPENING, MEETING
from tests.test_leaks import (
    CAST,
    CHANGING,
    STATES,
    TOKEN,
    hidden_from,
    paths,
    write_for_all,
    write_hidden,
)
from tests.trips.cast import APPOINTMENT, TRIP, appoint, travel
from tests.world import TODAY, World

NOWHERE = 987_654
ASKS = dict(zip(STATES, ("ratify", "accede"), strict=True))
REASON = {"reason": "A reason"}
KEEPING = {"keep": "theirs"}
LOGGED = {"held_on": "2026-11-20", "channel": "letter", "note": "A note", "override_reason": "Yes"}
PLANNED = {
    "messenger": "AUT", "channel": "letter", "level": "ambassador", "note": "A plan",
    "window_from": "2026-11-24", "window_to": "2026-12-24",
}  # fmt: skip
ENDED = {"outcome": "taken", "on": "2026-11-23", "note": "A word", "version": "1"}
TREATY_ACT = {"action": "ratification", "date": "2026-11-01", "source": "A paper"}
HAPPENED = {name: value for name, value in HAPPENING.items() if name != "state"}
SIGNAL = {"seen_on": "2026-11-01", "what": "Test entry", "source": "A paper"}
TICKED = {"door": ["AGO-ratify", "KHM-accede", "NPL-accede"], "messenger": "AUT"}
ROUND = {
    "spacing_days": "40", "rest_after_declined_days": "182", "declined_returns_days": "90",
    "snooze_days": "30", "knocks_per_quarter": "6",
}  # fmt: skip
BEGUN = {"state": "AGO", "occasion": "A visit", "held_on": "2026-12-03"}
EDITED = {
    "saved": "1", "key": ["barrier:capacity", "contact:1"], "wording": ["Our words", "More words"],
    "pin": ["contact:1"], "section": "ask", "text": "A line",
}  # fmt: skip
TRAVELLED = TRIP | {"messenger": "AUT"}
MET = APPOINTMENT | {"held_on": "2026-12-03"}
LINE = "AGO-ratify-AUT-2026-11-30"
FORESEEN = {"state": "AGO", "months": "24", "percent": "30", **REASON}
PERIOD = {"starts_on": "2025-01-01", "ends_on": "2026-11-01", "language": "en"}
TEXT = {"language": "en", "number": "0", "of_number": "0", "text": "A text"}
AT_STATE: dict[str, list[dict[str, Any]]] = {
    "/contacts": [LOGGED, LOGGED | {"note": ""}, LOGGED | {"override_reason": ""}],
    "/approaches": [PLANNED, PLANNED | {"override_reason": "Yes"}, PLANNED | {"channel": ""}],
    "/claims": [TICKED, TICKED | {"channel": "letter", "level": "director"}, {"messenger": "AUT"}],
    "/treaty-acts": [TREATY_ACT],
    "/happenings": [HAPPENED, HAPPENED | {"source": ""}],
    "/withdrawal-signals": [SIGNAL, {}],
    "/meetings/{number}/attendances": [{"states": "AGO", "institutions": "ISU"}, {}],
    "/messengers/{code}/exclusions": [{"cause": "A cause"}],
    "/presences": [{"visibility": "group"}, {"visibility": "coordinators"}, {}],
    "/doors/{iso3}/{ask}/moves": [{"stage": "2", "moved_on": "2026-11-20", **REASON}, REASON],
    "/doors/{iso3}/{ask}/barriers": [
        {"barrier": "capacity", "read_on": "2026-11-20", "source": "A paper"},
        REASON,
    ],
    "/doors/{iso3}/{ask}/holds": [REASON, {}],
    "/doors/{iso3}/{ask}/rests": [{"triggers": ["election"], **REASON}, REASON],
    "/doors/{iso3}/{ask}/lead": [{"messenger": "AUT", **REASON}],
    "/doors/{iso3}/{ask}/lead/lifting": [{}],
    "/suggestions/{iso3}/{ask}/acceptance": [{}, {"messenger": "NZL"}],
    "/suggestions/{iso3}/{ask}/refusal": [REASON, {}, {"messenger": "NZL", **REASON}],
    "/suggestions/{iso3}/{ask}/snooze": [{}, {"messenger": "NZL"}],
}
"""Forms about a State; where a suggestion is decided, `messenger` is the one suggested."""
OF_ENTRY: dict[str, list[dict[str, Any]]] = {
    "/contacts/{number}": [
        LOGGED | {"state": "NPL", "version": "1"}, LOGGED | {"state": "NPL", "version": "0"},
        LOGGED | {"state": "NPL", "version": "1"} | KEEPING, {},
    ],
    "/contacts/{number}/retraction": [REASON, {}],
    "/contacts/{number}/step-outcome": [ENDED, ENDED | {"outcome": "not_needed", "note": ""}, {}],
    "/contacts/{number}/joining": [{"other": "1"}, {}],
    "/contacts/{number}/parting": [{"other": "1"}, {}],
    "/commitments/{number}/outcome": [{"outcome": "kept"}, {}],
    "/approaches/{number}": [
        PLANNED | {"version": "1"}, PLANNED | {"version": "0"},
        PLANNED | {"version": "0"} | KEEPING, {},
    ],
    "/approaches/{number}/confirmation": [{}],
    "/approaches/{number}/drop": [REASON, {}],
    "/rests/{number}/ending": [REASON, {}],
    "/trips/{number}": [
        TRIP | {"version": "1", "title": "Other"}, TRIP | {"version": "0"},
        TRIP | {"version": "0"} | KEEPING, {},
    ],
    "/trips/{number}/calling-off": [REASON, {}],
    "/trips/{number}/resumption": [{}],
    "/trips/{number}/approaches": [{"approach": ["1", "2"]}, {}],
    "/trips/{number}/appointments": [
        MET | {"override_reason": "Yes"}, MET, MET | {"state": "NPL", "at": "soon"},
    ],
    "/appointments/{number}": [
        MET | {"version": "1", "place": "Other"}, MET | {"version": "1"} | KEEPING, MET, {},
    ],
    "/appointments/{number}/calling-off": [{}],
    "/barriers/{number}/overcoming": [{"overcome_on": "2026-11-21", **REASON}, REASON],
}  # fmt: skip
"""Forms about an entry, by its number."""
ENTRIES: dict[str, Any] = {
    "contacts": Contact, "commitments": Commitment, "approaches": Approach,
    "barriers": BarrierReading, "rests": Rest, "trips": Trip, "appointments": Appointment,
}  # fmt: skip
WITHIN: dict[str, tuple[str, str, dict[str, Any]]] = {
    "contacts": ("other", "/contacts/{number}/joining", {}),
    "approaches": ("approach_id", "/contacts", LOGGED | {"state": "AGO"}),
    "appointments": ("appointment_id", "/contacts", LOGGED | {"state": "AGO"}),
    "commitments": (
        "commitment_id",
        "/contacts/{number}",
        LOGGED | {"state": "NPL", "version": "1", "commitment_text": "To call"},
    ),
}
"""Forms that name an entry in a field."""
OTHERS: dict[str, list[dict[str, Any]]] = {
    "/holds/{number}/lifting": [{}],
    "/treaty-acts/{number}/retraction": [REASON],
    "/happenings/{number}/retraction": [REASON, {}],
    "/withdrawal-signals/{number}/retraction": [REASON, {}],
    "/messengers/exclusions/{number}/lifting": [{}],
    "/assignments": [
        {"approach": ["1.1", "2.1"], "messenger": "NZL"},
        {"approach": ["1.1"], "owner": "many"},
    ],
    "/trips": [TRAVELLED, TRAVELLED | {"title": ""}, TRAVELLED | {"ends_on": "2026-11-01"}],
    "/meetings": [MEETING, MEETING | {"source": ""}],
    "/meetings/{number}": [MEETING | {"version": "1"}, MEETING | {"version": "1"} | KEEPING, {}],
    "/meetings/attendances/{number}/retraction": [{}],
    "/messengers/{code}": [{"takes_part": "true", "languages": "en", "version": "1"}],
    "/messages": [
        MESSAGE | {"ask": "ratify", "language": "en"},
        MESSAGE | {"translates": "1", "language": "es"},
        MESSAGE | {"add": "raised"},
        {},
    ],
    "/messages/{number}": [MESSAGE | {"revision": "1"}, MESSAGE | {"revision": "1"} | KEEPING, {}],
    "/messages/{number}/review": [{"revision": "1"}, {}],
    "/messages/{number}/adoption": [{"revision": "1"}, {}],
    "/messages/{number}/retirement": [REASON, {}],
    "/edited-briefs": [BEGUN, BEGUN | {"occasion": ""}],
    "/edited-briefs/{number}": [
        EDITED,
        EDITED | {"take": ["contact:1"]},
        EDITED | KEEPING,
        EDITED | {"key": ["contact:987654"]},
        {},
    ],
    "/settings": [ROUND],
    "/settings/weights/preview": [{"language": "20"}, {"language": "much"}],
    "/settings/weights": [{"language": "20", "reason": "A reason"}, {"language": "much"}],
    "/targets": [{"number": "150", "due": "2030", "title": "A target", "source": "A paper"}],
    "/targets/{number}/withdrawal": [{}],
    "/accounts": [{"name": "Nia New", "email": "nia@example.org", "role": "member"}],
    "/accounts/{email}/link": [{}],
    "/accounts/{email}/disabling": [{}],
    "/hand-overs": [
        {"account": "{member}", "successor": "{colleague}"},
        {"account": "{member}", "successor": "{campaigner}", "close": "true"},
        {"account": "{coordinator}", "successor": "{member}"},
        {"account": "{member}", "successor": "{member}"},
        {"account": "{member}"},
    ],
    "/password": [{"password": "short"}],
    "/theme": [{"theme": "dark"}],
    "/language": [
        {"language": "fr", "back": "/doors"},
        {"language": "xx", "back": "//elsewhere.example"},
    ],
    "/columns": [{"listing": "doors", "query": "stage=4", "offered": "7", "shown": "stage"}],
    "/views": [{"listing": "doors", "query": "stage=4", "name": "Mine"}, {"listing": "contacts"}],
    "/views/{number}": [{"name": "Mine"}, {}],
    "/views/{number}/deletion": [{}],
    "/forecasts": [FORESEEN, FORESEEN | {"percent": "many"}, {}],
    "/forecasts/{number}/revision": [{"percent": "20", **REASON}, {}],
    "/plans": [{"seconds": "10", "weeks": "8"}, {"weeks": "many"}],
    "/plans/{number}/cancellation": [{}],
    "/plans/{number}/wishes": [{"line": LINE, "kind": "pin"}, {}],
    "/plans/wishes/{number}/retraction": [{}],
    "/plans/{number}/edits": [{"line": LINE, "week": "2026-12-07"}, {}],
    "/plans/{number}/successor": [{}],
    "/plans/{number}/adoption": [{"line": [LINE]}, {}],
    "/reports": [PERIOD, PERIOD | {"ends_on": "2020-01-01"}, {}],
    "/reports/{number}/discard": [{"sure": "true"}, {}],
    "/reports/{number}/finalisation": [{"agreed": "true"}, {}],
    "/reports/{number}/texts/{section}": [TEXT, TEXT | {"preview": "true"}, {}],
    "/tour": [{}],
    "/sessions/others/revocation": [{}],
    "/sessions/{number}/revocation": [{}],
    "/sign-in": [{"email": "nia@example.org"}],
    "/sign-in/{token}": [{}],
    "/sign-out": [{}],
}
VARYING = re.compile(
    rf"{CHANGING.pattern}|(?<=/sign-in/)[0-9A-Za-z_-]{{20,}}|samedoor=[^;]+|expires=[^;]+"
    r"|(?<=messages/)\d+|(?<=contacts/)\d+|(?<=approaches/)\d+|(?<=meetings/)\d+"
    r"|(?<=hand-overs/)\d+|(?<=reports/)\d+|(?<=edited-briefs/)\d+|(?<=trips/)\d+|(?<=account=)\d+"
)
"""What differs between two answers that say the same: keys, tokens, and new entries' numbers."""


AT_DOOR = {"HX-Request": "true", "HX-Target": "door_form", "Same-Page": "true"}
"""What a form says that is sent from a door's page, which stays."""


class Post(NamedTuple):
    """A form to send, what its route is called in the application, and from where it is sent."""

    route: str
    path: str
    form: tuple[tuple[str, Any], ...]
    at_door: bool = False


def test_the_leak_test_knows_every_route_that_takes_a_form(app):
    assert paths(app, "POST") == set(AT_STATE | OF_ENTRY | OTHERS)


@pytest.mark.parametrize("name", CAST)
def test_an_answer_to_a_form_tells_nothing_of_hidden_entries(app, db, world, client_for, name):
    user = getattr(world, name)
    write_for_all(db, world)
    own = _write_own(db, world, user)
    posts = list(_posts(db, user, own))
    client = client_for(user, judged=False)
    before = _answers(db, client, posts)
    present = {noun: _numbers(db, model) for noun, model in ENTRIES.items()}
    hidden = [
        one for one in Visibility if hidden_from(user.reader, world.coordinator, one, ["ZMB"])
    ]
    for place, level in enumerate(hidden):
        write_hidden(db, world.coordinator, level, STATES[place % len(STATES)], warn=False)
    forget()
    after = _answers(db, client, posts)
    for post, answer in after.items():
        assert TOKEN not in answer, f"{post} shows a hidden entry to {name}"
        assert answer == before[post], f"{post} answers {name} otherwise"
    for noun, model in ENTRIES.items():
        written = sorted(_numbers(db, model) - present[noun])
        for number in {*written[:1], *written[-1:]}:
            _answers_as_nothing(db, client, own, noun, number)


def _write_own(db: Session, world: World, user: User) -> dict[str, int]:
    """Entries of the person, or else of a member, on which the forms about an entry succeed."""
    by = user if user.messenger else world.member
    promise = {"commitment_side": ["ours"], "commitment_text": ["To send a paper"]}
    contact = log(db, by, state="NPL", held_on=TODAY - timedelta(days=90), **promise)
    approach = plan(db, by, state="NPL", override_reason="Yes")
    reading = read(db, by, Door("AGO", ASKS["AGO"]), barrier="low_priority")
    rested = rest(db, by, Door("NPL", "accede"))
    trip = travel(db, by, messenger="AUT", title="Own")
    appointment = appoint(db, by, trip, state="NPL", override_reason="Yes")
    commitment = db.exec(select(Commitment.id).where(Commitment.contact_id == contact.id)).one()
    return {
        "contacts": contact.id, "approaches": approach.id, "barriers": reading.id,
        "commitments": commitment, "rests": rested.id, "trips": trip.id,
        "appointments": appointment.id,
    }  # fmt: skip


def _posts(db: Session, user: User, own: dict[str, int]) -> Iterator[Post]:
    """Every form to send: about both States, about what the person may read, and all others."""
    for iso3 in STATES:
        line = advice(db, user.reader, TODAY).at(Door(iso3, ASKS[iso3]))
        suggested = {"messenger": line.messenger} if isinstance(line, Suggestion) else {}
        for route, forms in AT_STATE.items():
            path = _filled(route, iso3=iso3, ask=ASKS[iso3], number=1)
            usual = suggested if "suggestions" in route else {"state": iso3}
            yield from (_post(route, path, usual | form) for form in forms)
            yield from (_post(route, path, usual | form)._replace(at_door=True) for form in forms)
    for route, forms in OF_ENTRY.items():
        path = _filled(route, number=own[route.split("/")[1]])
        yield from (_post(route, path, form) for form in forms)
    people = {one.email.partition(".")[2].partition("@")[0]: str(one.id) for one in users(db)}
    for route, forms in OTHERS.items():
        for form in forms:
            named = {key: _named(value, people) for key, value in form.items()}
            yield _post(route, _filled(route, number=1), named)


def _named(value: Any, people: dict[str, str]) -> Any:
    """The number of an account where a form names one by its role, such as {member}."""
    return people.get(value[1:-1], value) if isinstance(value, str) else value


def _post(route: str, path: str, form: dict[str, Any]) -> Post:
    return Post(route, path, tuple((key, _fixed(value)) for key, value in form.items()))


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _filled(route: str, **known: Any) -> str:
    usual = {"code": "ZMB", "email": "mia.member@example.org", "token": "no-such-link"}
    usual["section"] = "regions"
    return route.format(**usual | known)


def _answers(db: Session, client: TestClient, posts: list[Post]) -> dict[Post, str]:
    for page in ("/approaches", "/doors", "/doors/AGO/ratify", "/states/AGO"):
        client.get(page)  # what pages derive is at hand, as it is in real life
    return {
        post: _answer(db, client, post.path, dict(post.form), AT_DOOR if post.at_door else {})
        for post in posts
    }


def _answer(
    db: Session,
    client: TestClient,
    path: str,
    form: dict[str, Any],
    headers: dict[str, str] | None = None,
) -> str:
    """Status, where it leads, what it says there and what the page says; nothing stays done."""
    kept = dict(client.cookies)
    with db.begin_nested() as point:
        reply = client.post(path, data=form, headers=headers)
        point.rollback()
    db.expire_all()
    client.cookies.clear()
    client.cookies.update(kept)
    heads = [
        reply.headers.get(name, "")
        for name in ("location", "set-cookie", "hx-redirect", "hx-trigger")
    ]
    return VARYING.sub("", f"{reply.status_code} {heads} {reply.text}")


def _answers_as_nothing(
    db: Session, client: TestClient, own: dict[str, int], noun: str, number: int
) -> None:
    """A hidden entry's number answers as one that nothing has, in an address and in a form."""
    for route in (one for one in OF_ENTRY if one.startswith(f"/{noun}/")):
        for form in OF_ENTRY[route]:
            there, nowhere = (
                _answer(db, client, _filled(route, number=one), form).replace(f"/{noun}/{one}", "")
                for one in (number, NOWHERE)
            )
            assert there == nowhere, f"{route} tells that {number} exists"
            assert there.startswith(("403", "404", "409")), route
    if noun in WITHIN:
        field, where, form = WITHIN[noun]
        path = _filled(where, number=own["contacts"])
        there, nowhere = (
            _answer(db, client, path, form | {field: one}).replace(f'{field}" value="{one}"', "")
            for one in (number, NOWHERE)
        )
        assert there == nowhere, f"{path} tells that {number} exists"


def _numbers(db: Session, model: type[SQLModel]) -> set[int]:
    return set(db.exec(select(model.id)))  # type: ignore[attr-defined]  # all of them have it
