"""The one bug that nobody would forgive: a restricted entry that somebody else learns of.

Every surface there is (each page that the application has, each command that reads) is fetched by
a person before and after others wrote entries that this person may not read. Nothing may differ:
no text, no count, no rank, no date. What is answered to a form that is sent is in
`test_leaks_by_post`. With "warn others" ticked, one known sentence may appear and
nothing else of the entry.
"""

import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import THE_GROUP, Act, Reader, Role, Visibility, may, may_read
from app.accounts.queries import users
from app.advice.decisions import accept_suggestion, decline_suggestion
from app.advice.forecasting import Foresee, foresee
from app.advice.forms import Accept, AmendApproach, Decline, PlanApproach
from app.advice.gathering import advice
from app.advice.service import amend_approach, confirm_approach, plan_approach
from app.audit.derived import forget
from app.audit.later import token
from app.audit.service import last_version
from app.briefings.editing import save_edits
from app.briefings.files import MEDIA
from app.contacts.filters import Filters
from app.contacts.forms import AmendContact, EndStep, LogContact, Retract
from app.contacts.models import Contact, Joining
from app.contacts.service import amend_contact, log_contact, retract_contact
from app.contacts.stepping import end_step
from app.doors.door import Door
from app.doors.forms import EndRest, HoldDoor, MoveStage, ReadBarrier, RestDoor
from app.doors.queries import door_of
from app.doors.resting import end_rest, put_to_rest
from app.doors.rests import rests
from app.doors.service import hold_door, move_stage, read_barrier
from app.edited_briefs.forms import BeginBrief, EditBrief
from app.edited_briefs.models import EditedBrief
from app.edited_briefs.service import begin_brief
from app.kit.numbers import LARGEST
from app.messengers.forms import ExcludePair
from app.messengers.service import exclude_pair
from app.opportunities.forms import RecordHappening
from app.opportunities.happenings import record_happening
from app.states.forms import RecordSignal, RetractSignal
from app.states.withdrawal_watch import record_signal, retract_signal
from app.transfer.contacts_export import Format, export_to
from app.trips.amending import amend_appointment, amend_trip
from app.trips.calling_off import call_off_trip
from app.trips.forms import AmendAppointment, AmendTrip, CallOffTrip
from app.trips.models import Trip
from tests.advice.plan_cast import planned_round
from tests.briefings.documents import all_told
from tests.handovers.cast import give
from tests.reports.cast import reported
from tests.trips.cast import APPOINTMENT, TRIP, appoint, met, travel
from tests.world import NOW, TODAY, World

TOKEN = "qzjxkvwhbm"
SHARED = "An entry for the group"
MISSPELT = "qzjxkvwhmb"
WARNING = "Please speak to a Coordinator before you approach this door"
STATES = ("AGO", "KHM")
CARRIED = {"AGO": 1, "KHM": 5}
"""Versions of messages that are supplied; their pages count who carried them."""
NOT_PAGES = {
    "/static/{name}", "/favicon.ico", "/sign-in/{token}", "/healthz", "/readyz",
    "/manifest.webmanifest", "/service-worker.js",
}  # fmt: skip
CHANGING = re.compile(
    r'name="submission" value="[^"]*"|[0-9a-f]{16}</code>|state=[0-9A-Za-z_-]{20,}'
    r"|data-seen=\"[^\"]*\"|'seen': '[^']*'"
)
QUERIES = {
    "/contacts": [
        "", f"?q={TOKEN}", "?state=AGO", "?standing=signatory", "?commitment=true", "?sort=logged",
        "?sort=state", "?response=interested", "?messenger=ZMB", "?visibility=coordinators",
    ],
    "/contacts/new": [
        "?state=AGO", "?state=KHM", "?appointment=1", "?appointment=2", "?appointment=3",
    ],
    "/approaches": ["", "?mine=true", "?every=true"],
    "/approaches/new": ["?state=AGO", "?state=KHM&adjust=true"],
    "/doors": [
        "", "?sort=silence", "?sort=messengers", "?group=stage", "?group=region", "?sort=cold",
        "?due=cold", "?due=resting", "?columns=when", "?rest=asleep", "?rest=woken",
    ],
    "/board": ["", "?full=none", "?sort=cold", "?due=resting", "?messenger=ZMB", "?rest=asleep"],
    "/claims/new": ["", "?door=AGO-ratify&door=KHM-accede"],
    "/assignments/new": ["", "?approach=1.1&approach=2.1"],
    "/views/new": ["?listing=doors&query=stage%3D4", "?listing=contacts"],
    "/doors/{iso3}/{ask}": ["", "?every=true"],
    "/happenings/new": ["", "?state=AGO", "?state=AGO&back=door"],
    "/withdrawal-signals": ["", "?state=AUT"],
    "/states": ["", "?on=2020-04-01"],
    "/states/options": ["?q=a"],
    "/exports/contacts.csv": ["", f"?q={TOKEN}"],
    "/search": [
        "", f"?q={TOKEN}", f"?q={TOKEN[:5]}", f"?q={MISSPELT}", f"?q=angola+{MISSPELT}",
        f"?q={TOKEN}+commitment", f"?q={TOKEN}&kind=commitments", f"?q={TOKEN}&kind=approaches",
        f"?q={TOKEN}+rest&kind=rests", "?q=angola&kind=rests", "?q=angola", "?q=cambodia+letter",
        "?q=entry+for+the+grop", "?q=minister&kind=contacts",
    ],
    "/hand-overs/new": ["", "?successor={colleague}", "?account={colleague}&successor={stranger}"],
    "/readiness": ["", "?sort=region&region=African"],
    "/plans/{number}/edits/new": ["?line=AGO-ratify-AUT-2026-11-30"],
    "/hindcast": ["", "?day=2023-06-30&months=36&whole=true"],
    "/expected-joins": ["", "?state=AGO"],
    "/learning": ["", "?every=true"],
    "/forecasts": ["", "?state=AGO"],
    "/changes": ["?state=AGO", "?state=KHM", "?state="],
    "/trips/new": ["", "?meeting=1"],
    "/trips/{number}/appointments/new": ["", "?state=AGO"],
    "/messages/new": ["", "?message=1", "?translates=5&language=es", "?ask=vote_yes"],
    "/messages/{number}/comparison": ["", "?other=1"],
    "/settings/weights": ["", "?as=0"],
    "/edited-briefs/new": ["", "?state=AGO"],
    "/edited-briefs/{number}": ["", "?version=1"],
    "/edited-briefs/{number}/versions": ["", "?since=0&until=1"],
    "/search/commands": ["", "?q=angola", "?q=log+with+cambodia", f"?q={TOKEN}", f"?q={MISSPELT}"],
}  # fmt: skip


@pytest.fixture
def world(world: World) -> World:
    """People who were here before: Home tells each what is new since."""
    for person in world.everybody:
        person.previous_visit = NOW - timedelta(days=1)
    return world


NUMBERS = ("1", "4", "5")
"""Of entries, as a walk asks for them."""


def surfaces(
    app: Any,
    states: Sequence[str] = STATES,
    numbers: Sequence[str] = NUMBERS,
) -> Iterator[str]:
    """Every address that answers GET, learned from the application itself."""
    for path in sorted(paths(app)):
        if path in NOT_PAGES or path.endswith(".xlsx"):
            continue
        if "{" not in path:
            yield from (f"{path}{query}" for query in QUERIES.get(path, [""]))
            continue
        for iso3 in states:
            ask = "ratify" if iso3 == "AGO" else "accede"
            for number in numbers:
                made = path.replace("{iso3}", iso3).replace("{ask}", ask).replace("{code}", "ISU")
                made = made.replace("{section}", "regions")
                made = re.sub(r"\{(number|email|id)(:\w+)?\}", number, made)
                assert "{" not in made, f"the leak test must learn of {path}"
                yield from (f"{made}{query}" for query in QUERIES.get(path, [""]))


def paths(app: Any, method: str = "GET") -> set[str]:
    found = set()
    for route in app.routes:
        inner = getattr(getattr(route, "original_router", None), "routes", None)
        for one in inner or [route]:
            if method in (getattr(one, "methods", None) or ()):
                found.add(one.path)
    return found


def bare(shown: str) -> str:
    """A page without what the reader typed in themselves."""
    for typed in (f"q={TOKEN}", f"q%3D{TOKEN}", f'value="{TOKEN}', f"“{TOKEN}"):
        shown = shown.replace(typed, "")
    return shown


def seen_by(
    client: TestClient,
    db: Session,
    reader: Reader,
    app: Any,
    numbers: Sequence[str] = NUMBERS,
) -> dict[str, str]:
    """Everything that a person can see, by surface."""
    seen = {}
    accounts = {one.email.split(".")[0]: one.id for one in users(db)}
    for path in dict.fromkeys(surfaces(app, numbers=numbers)):
        path = path.replace("{colleague}", str(accounts["colin"]))
        path = path.replace("{stranger}", str(accounts["sam"]))
        # a stream says what is new to a page that was made before anything was hidden
        since = f"&seen={client.seen}" if path.startswith("/changes") else ""
        reply = client.get(path + since)
        seen[path] = CHANGING.sub("", f"{reply.status_code} {reply.headers} {read(reply)}")
        seen[path] = re.sub(r"x-request-id': '[0-9a-f]+'|content-length': '\d+'", "", seen[path])
    if may(reader, Act.READ_ENTRIES):
        seen["samedoor next"] = _next(db, reader)
        seen["samedoor export"] = _export(db, reader)
    return seen


def read(reply: Any) -> str:
    """What an answer says: of a file, its text and what it says of itself."""
    kind = reply.headers.get("content-type", "")
    return all_told(reply.content, kind) if kind in MEDIA.values() else reply.text


def _next(db: Session, reader: Reader) -> str:
    given_advice = advice(db, reader, TODAY)
    lines = [line.printed() for line in given_advice.lines]
    return json.dumps(lines) + repr(given_advice.resting)


def _export(db: Session, reader: Reader) -> str:
    file = io.BytesIO()
    export_to(db, file, Format.CSV, reader, Filters(), TODAY)
    return file.getvalue().decode()


def hidden_from(reader: Reader, author: User, level: Visibility, messengers: list[str]) -> bool:
    if level is Visibility.GROUP and reader.role is Role.OBSERVER:
        return False  # observers are told the totals of what the group reads
    return not may_read(reader, level, author.id, messengers)


def write_hidden(db: Session, author: User, level: Visibility, iso3: str, *, warn: bool) -> None:
    """One entry of each kind at one level, full of the token."""
    says = "yes" if warn else "no"
    door = door_of(db, iso3, TODAY)
    assert door is not None
    wish = LogContact(
        state=iso3,
        held_on=TODAY - timedelta(days=5),
        channel="letter",
        level="minister",
        response="interested",
        messengers=["ZMB"],
        note=f"{TOKEN} note",
        place=f"{TOKEN} place",
        counterpart_office=[f"{TOKEN} office"],
        commitment_side=["theirs"],
        commitment_text=[f"{TOKEN} commitment"],
        message_version_id=CARRIED[iso3],
        next_step=f"{TOKEN} next",
        visibility=level,
        warn_others=says,
        submission=f"{TOKEN}-{iso3}-{level}",
    )
    contact = log_contact(db, wish, by=author, now=NOW, today=TODAY)
    again = AmendContact(**wish.model_dump(), version=contact.version)
    again.note = f"{TOKEN} amended"
    amend_contact(db, again, number=contact.id or 0, by=author, now=NOW, today=TODAY)
    other = wish.model_copy(update={"submission": f"{TOKEN}-2-{iso3}-{level}"})
    second = log_contact(db, other, by=author, now=NOW, today=TODAY)
    reason = Retract(reason=f"{TOKEN} reason")
    retract_contact(db, reason, number=second.id or 0, by=author, now=NOW)
    _end_hidden(db, author, wish)
    _join_hidden(db, author, wish)
    _write_at_door(db, author, level, door, says)
    planned = PlanApproach(
        state=iso3,
        messenger="ZMB",
        channel="letter",
        level="ambassador",
        window_from=TODAY,
        window_to=TODAY + timedelta(days=20),
        note=f"{TOKEN} plan",
        visibility=level,
        warn_others=says,
        override_reason=f"{TOKEN} override",
    )
    approach = plan_approach(db, planned, by=author, now=NOW, today=TODAY)
    changed = AmendApproach(**planned.model_dump(), version=approach.version)
    changed.note = f"{TOKEN} changed plan"
    amend_approach(db, changed, number=approach.id or 0, by=author, now=NOW, today=TODAY)
    _edit_hidden(db, author, level, iso3, contact.id or 0)
    confirm_approach(db, approach.id or 0, by=author, now=NOW)
    _travel_hidden(db, author, level, iso3)


def _end_hidden(db: Session, author: User, wish: LogContact) -> None:
    """One more, whose next step was taken."""
    other = wish.model_copy(update={"submission": f"{TOKEN}-3-{wish.state}-{wish.visibility}"})
    contact = log_contact(db, other, by=author, now=NOW, today=TODAY)
    told = EndStep(outcome="taken", on=TODAY, note=f"{TOKEN} word", version=contact.version)
    end_step(db, told, number=contact.id or 0, by=author, now=NOW, today=TODAY)


def _edit_hidden(db: Session, author: User, level: Visibility, iso3: str, contact: int) -> None:
    """A brief that is hidden whole; and edits, of that level by what they rest on, of one that the
    whole group reads: of a line that is hidden, one that is added, and one that others have too."""
    told = {"state": iso3, "occasion": f"{TOKEN} {level}", "held_on": TODAY}
    own = BeginBrief(**told, visibility=level)
    hidden = begin_brief(db, own, by=author, now=NOW, today=TODAY)
    shared = db.exec(
        select(EditedBrief).where(EditedBrief.state_iso3 == iso3, EditedBrief.occasion == SHARED)
    ).first()
    for one in filter(None, (hidden, shared)):
        keys = [f"contact:{contact}", "barrier:capacity"]
        wish = EditBrief(
            saved=LARGEST,
            key=keys,
            wording=[f"{TOKEN} words", f"{TOKEN} more"],
            pin=keys,
            section="ask",
            text=f"{TOKEN} {level} line",
            visibility=level,
        )
        save_edits(db, wish, number=one.id or 0, by=author, now=NOW, today=TODAY)


def _travel_hidden(db: Session, author: User, level: Visibility, iso3: str) -> None:
    """A trip with an appointment, both changed, and an appointment on the trip that all read, with
    the contact that came of it."""
    told = {"title": f"{TOKEN} trip", "visibility": level, "messenger": "ZMB"}
    other = travel(db, author, **told | {"title": f"{TOKEN} called off"})
    reason = CallOffTrip(reason=f"{TOKEN} reason")
    call_off_trip(db, reason, number=other.id or 0, by=author, now=NOW)
    trip = travel(db, author, **told)
    again = AmendTrip.model_validate(TRIP | told | {"title": f"{TOKEN} changed", "version": 1})
    amend_trip(db, again, number=trip.id or 0, by=author, now=NOW, today=TODAY)
    words = {
        "place": f"{TOKEN} place", "counterpart_office": f"{TOKEN} office",
        "counterpart_name": f"{TOKEN} name", "language": f"{TOKEN} language",
        "override_reason": f"{TOKEN} reason", "state": iso3, "visibility": level,
    }  # fmt: skip
    shared = db.exec(select(Trip).where(Trip.title == SHARED)).one()
    for one in (trip, shared):
        made = appoint(db, author, one, **words)
        changed = AmendAppointment.model_validate(
            APPOINTMENT | words | {"place": f"{TOKEN} changed", "version": made.version}
        )
        amend_appointment(db, changed, number=made.id or 0, by=author, now=NOW, today=TODAY)
    note = {"note": f"{TOKEN} note", "visibility": level, "messengers": ["ZMB"]}
    met(db, author, made, **note, warn_others="no")


def _join_hidden(db: Session, author: User, wish: LogContact) -> None:
    """Two more at the time of what all read there: one joined into it, and one that it is joined
    into, as it is where a hidden entry came first."""
    shared = db.exec(
        select(Contact).where(Contact.note == SHARED, Contact.state_iso3 == wish.state)
    ).first()
    assert shared is not None
    told = {"held_on": shared.held_on, "channel": shared.channel, "warn_others": "no"}
    one, other = (
        log_contact(
            db,
            wish.model_copy(update=told | {"submission": f"{wish.submission}-{place}"}),
            by=author,
            now=NOW,
            today=TODAY,
        )
        for place in "ab"
    )
    by = {"author_id": author.id or 0, "joined_at": NOW}
    for away, into in ((one, shared), (shared, other)):
        db.add(Joining(contact_id=away.id or 0, into_id=into.id or 0, **by))
    db.flush()


def _write_at_door(db: Session, author: User, level: Visibility, door: Door, says: str) -> None:
    moved = MoveStage(stage=4, moved_on=TODAY, reason=f"{TOKEN} move", visibility=level)
    move_stage(db, moved, door=door, by=author, now=NOW, today=TODAY)
    reading = ReadBarrier(
        barrier="capacity", read_on=TODAY, source=f"{TOKEN} source", visibility=level
    )
    read_barrier(db, reading, door=door, by=author, now=NOW, today=TODAY)
    _rest_hidden(db, author, level, door, says)


def _rest_hidden(db: Session, author: User, level: Visibility, door: Door, says: str) -> None:
    """A rest that was ended, one that the door woke from, and one that lasts; where this is done
    once more, another that lasts."""
    told = {"reason": f"{TOKEN} rest", "visibility": level, "warn_others": says}
    before = ((90, None), (60, TODAY - timedelta(days=10)))
    known = door in rests(db, author.reader, TODAY)
    for ago, until in (*(() if known else before), (0, None)):
        then = {"by": author, "now": NOW, "today": TODAY - timedelta(days=ago)}
        for lasting in rests(db, author.reader, then["today"]).get(door, ()):
            if lasting.asleep:
                end_rest(db, EndRest(reason=f"{TOKEN} end"), number=lasting.id, **then)
        wish = RestDoor(triggers=["vote", "election"], until=until, **told)
        put_to_rest(db, wish, door=door, **then)


def write_for_all(db: Session, world: World) -> None:
    """What everybody may read, so that the pages are not empty."""
    for iso3, days in (("AGO", 290), ("KHM", 300), ("AGO", 400)):
        wish = LogContact(
            state=iso3,
            held_on=TODAY - timedelta(days=days),
            channel="bilateral_meeting",
            response="noncommittal",
            note=SHARED,
        )
        log_contact(db, wish, by=world.member, now=NOW, today=TODAY)

    step = {"state": "NPL", "held_on": TODAY - timedelta(days=200), "channel": "letter"}
    wish = LogContact(**step, note=SHARED, next_step=SHARED)
    log_contact(db, wish, by=world.colleague, now=NOW, today=TODAY)
    give(db, world.colleague, world.colleague, world.member)
    event = RecordHappening(
        state="AGO", kind="hosted_event", happened_on="2026-11-01", what=SHARED, source=SHARED
    )
    record_happening(db, event, by=world.member, now=NOW, today=TODAY)
    for iso3 in STATES:
        wish = BeginBrief(state=iso3, occasion=SHARED, held_on=TODAY)
        one = begin_brief(db, wish, by=world.member, now=NOW, today=TODAY)
        edit = EditBrief(section="ask", text=SHARED)
        save_edits(db, edit, number=one.id or 0, by=world.member, now=NOW, today=TODAY)
    trip = travel(db, world.member, title=SHARED, messenger="ZMB")
    for iso3 in ("AGO", "NPL"):
        appoint(db, world.member, trip, state=iso3, override_reason="Test reason")
    db.execute(text("UPDATE messengers SET takes_part = true WHERE code IN ('AUT','ZMB','IRL')"))
    forget(db)
    planned_round(db, world.coordinator)
    reported(db, world.coordinator)
    forget(db)


@pytest.fixture
def pages(client_for: Callable[..., TestClient], db: Session) -> Callable[[User], TestClient]:
    clients: dict[int, TestClient] = {}

    def client(user: User) -> TestClient:
        if user.id not in clients:
            clients[user.id or 0] = made = client_for(user, judged=False)
            made.seen = token(last_version(db), NOW)  # type: ignore[attr-defined]  # where one was
        return clients[user.id or 0]

    return client


CAST = ("member", "stranger", "campaigner", "envoy", "observer", "administrator")
SLOW = settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize("name", CAST)
def test_nothing_of_a_hidden_entry_shows_anywhere(app, db, world, pages, name):
    write_for_all(db, world)
    user = getattr(world, name)
    client = pages(user)
    before = cache(lambda: seen_by(client, db, user.reader, app))

    @SLOW
    @given(level=st.sampled_from(list(Visibility)), iso3=st.sampled_from(STATES))
    def walk(level: Visibility, iso3: str) -> None:
        author = world.coordinator
        if not hidden_from(user.reader, author, level, ["ZMB"]):
            return
        before()
        with world_that_ends(db):
            write_hidden(db, author, level, iso3, warn=False)
            forget()
            after = seen_by(client, db, user.reader, app)
            for surface, shown in after.items():
                assert TOKEN not in bare(shown), f"{surface} shows a hidden {level} entry to {name}"
                assert shown == before()[surface], f"{surface} changes for {name}"

    walk()


def test_what_was_for_one_delegation_alone_stays_hidden_when_another_travels(app, db, world, pages):
    words = {"visibility": "messenger", "override_reason": "Test reason"}
    trip = travel(db, world.coordinator, title=SHARED, messenger="ZMB")
    made = appoint(db, world.coordinator, trip, **words, place=f"{TOKEN} place")
    by = {"by": world.coordinator, "now": NOW, "today": TODAY}
    told = APPOINTMENT | words | {"place": SHARED, "version": 1}
    amend_appointment(db, AmendAppointment.model_validate(told), number=made.id or 0, **by)
    handed = AmendTrip.model_validate(TRIP | {"title": SHARED, "messenger": "AUT", "version": 1})
    amend_trip(db, handed, number=trip.id or 0, **by)
    forget()
    numbers = list({str(trip.id), str(made.id)})
    seen = seen_by(pages(world.member), db, world.member.reader, app, numbers)
    assert SHARED in seen[f"/trips/{trip.id}"]
    for surface, shown in seen.items():
        assert TOKEN not in bare(shown), f"{surface} shows what the former delegation alone read"


@pytest.mark.parametrize("name", ["member", "campaigner", "envoy"])
def test_an_entry_that_warns_others_shows_the_one_sentence_and_nothing_else(
    app, db, world, pages, name
):
    write_for_all(db, world)
    user = getattr(world, name)
    client = pages(user)
    with world_that_ends(db):
        write_hidden(db, world.coordinator, Visibility.COORDINATORS, "AGO", warn=True)
        forget()
        warned = seen_by(client, db, user.reader, app)
    with world_that_ends(db):
        door = door_of(db, "AGO", TODAY)
        hold = HoldDoor(reason=f"{TOKEN} hold")
        hold_door(db, hold, door=door, by=world.coordinator, now=NOW, today=TODAY)
        forget()
        held = seen_by(client, db, user.reader, app)
    assert any(WARNING in shown for shown in warned.values())
    for surface, shown in warned.items():
        assert TOKEN not in bare(shown)
        assert shown == held[surface], f"{surface} tells a warned entry from a hold"


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("campaigner", Visibility.DELEGATIONS),
        ("stranger", Visibility.MESSENGER),
        ("envoy", Visibility.COORDINATORS),
    ],
)
def test_what_is_made_of_a_suggestion_is_as_hidden_as_what_it_rests_on(
    app, db, world, pages, name, level
):
    write_for_all(db, world)
    user, by = getattr(world, name), world.coordinator
    client = pages(user)
    wish = LogContact(
        state="AGO",
        held_on=TODAY - timedelta(days=280),
        channel="letter",
        response="interested",
        messengers=["AUT"],
        note=f"{TOKEN} note",
        visibility=level,
        warn_others="no",
    )
    log_contact(db, wish, by=by, now=NOW, today=TODAY)
    before = seen_by(client, db, user.reader, app)
    door = Door("AGO", "ratify")
    line = advice(db, by.reader, TODAY).at(door)
    accept = Accept(messenger=line.messenger)
    decline = Decline(messenger=line.messenger, reason=f"{TOKEN} decline")
    for act, made in ((accept_suggestion, accept), (decline_suggestion, decline)):
        with world_that_ends(db):
            act(db, made, door=door, by=by, now=NOW, today=TODAY)
            forget()
            for surface, shown in seen_by(client, db, user.reader, app).items():
                assert shown == before[surface], f"{surface} changes for {name}"


def test_the_group_as_the_command_line_reads_it_learns_nothing(db, world):
    write_for_all(db, world)
    before = _next(db, THE_GROUP), _export(db, THE_GROUP)
    for level in (Visibility.DELEGATIONS, Visibility.MESSENGER, Visibility.COORDINATORS):
        with world_that_ends(db):
            write_hidden(db, world.coordinator, level, "AGO", warn=False)
            assert (_next(db, THE_GROUP), _export(db, THE_GROUP)) == before


@pytest.mark.parametrize("name", CAST)
def test_what_coordinators_keep_is_read_by_them_alone_or_with_the_envoy(
    app, db, world, pages, name
):
    """The cause of an excluded pair; then signals of leaving, retracted too, and forecasts."""
    write_for_all(db, world)
    wish = ExcludePair(state="AGO", cause=f"{TOKEN} cause")
    exclude_pair(db, wish, code="ZMB", by=world.coordinator, now=NOW)
    before = everything(app, db, world, pages, name)
    assert not shows(before)
    signal = RecordSignal(
        state="AUT", seen_on="2026-11-01", what=f"{TOKEN} signal", source=f"{TOKEN} source"
    )
    made = record_signal(db, signal, by=world.coordinator, now=NOW, today=TODAY)
    chance = Foresee(state="AGO", percent=37, months="24", reason=f"{TOKEN} reason")
    foresee(db, chance, by=world.coordinator, now=NOW, today=TODAY)
    forget()
    seen = everything(app, db, world, pages, name)
    if name == "envoy":
        shown = {path.partition("?")[0] for path in shows(seen)}
        assert shown == {"/withdrawal-signals", "/forecasts"}
        return
    assert seen == before
    again = RetractSignal(reason=f"{TOKEN} reason")
    retract_signal(db, again, number=made.id or 0, by=world.coordinator, now=NOW)
    forget()
    assert everything(app, db, world, pages, name) == before


def everything(
    app: Any, db: Session, world: World, pages: Callable[[User], TestClient], name: str
) -> dict[str, str]:
    user = getattr(world, name)
    return seen_by(pages(user), db, user.reader, app)


def shows(seen: dict[str, str]) -> set[str]:
    """The surfaces that show what only Coordinators wrote."""
    return {surface for surface, shown in seen.items() if TOKEN in bare(shown)}


class world_that_ends:  # noqa: N801  # reads as a sentence
    """What is written inside is taken back."""

    def __init__(self, db: Session) -> None:
        self.db = db

    def __enter__(self) -> None:
        self.point = self.db.begin_nested()

    def __exit__(self, *_: object) -> None:
        self.point.rollback()
        self.db.expire_all()
        forget()
