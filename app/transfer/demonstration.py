"""Demonstration entries: loaded by `make run` only, and taken away by one command."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.service import add_user
from app.advice.decisions import decline_suggestion
from app.advice.forms import Decline, PlanApproach
from app.advice.gathering import advice
from app.advice.queries import open_approaches
from app.advice.runs import start_run
from app.advice.service import confirm_approach, plan_approach
from app.audit.models import Entry
from app.audit.service import record
from app.contacts.forms import AmendContact, LogContact, Retract, SettleCommitment
from app.contacts.models import Contact
from app.contacts.queries import contact_detail, open_commitments
from app.contacts.service import amend_contact, log_contact, retract_contact, settle_commitment
from app.contacts.snapshot import snapshot, typed_of
from app.contacts.terms import CHANNEL_PHRASES, Outcome
from app.doors.door import Door
from app.doors.forms import HoldDoor, MoveStage, OvercomeBarrier, ReadBarrier, RestDoor
from app.doors.queries import door_of
from app.doors.resting import put_to_rest
from app.doors.service import hold_door, move_stage, overcome_barrier, read_barrier
from app.edited_briefs.forms import BeginBrief
from app.edited_briefs.models import BriefEdit
from app.edited_briefs.service import added_key, begin_brief, keep_edits
from app.handovers.service import mend_ownerless
from app.kit.errors import Missing
from app.kit.origin import Origin
from app.kit.translation import SOURCE
from app.messengers.models import Messenger
from app.opportunities.forms import RecordAttendance, RecordHappening, RecordMeeting
from app.opportunities.happenings import record_happening
from app.opportunities.service import record_attendance, record_meeting
from app.reports.forms import BeginReport
from app.reports.queries import period
from app.reports.service import begin_report
from app.transfer import erasure
from app.transfer.origins import holds
from app.transfer.samples import (
    AMENDED,
    APPROACHES,
    BARRIERS,
    CONTACTS,
    DECLINED_BY,
    EDITED,
    EDITED_AHEAD,
    HAPPENED,
    HAPPENED_AGO,
    HELD,
    MARK,
    MEETING,
    MEETING_DAYS,
    MEETING_STATES,
    PEOPLE,
    PLAN,
    RESTS,
    RETRACTED,
    SETTLED,
    STAGES,
    TAKING_PART,
    TRIP,
    Planned,
    Reading,
    Rung,
    Sample,
    Slept,
    says,
)
from app.trips.forms import AddApproaches, MakeAppointment, PlanTrip
from app.trips.queries import to_add
from app.trips.service import add_approaches, make_appointment, plan_trip

LOADED, MARKED, REMOVED = "demonstration.loaded", "demonstration.marked", "demonstration.removed"
Cast = dict[str, User]


def load(db: Session, *, now: datetime) -> list[User]:
    """Make demonstration accounts and entries, the same for the same day; the accounts.

    [] and nothing done where they were loaded before, even if they are removed since, or where
    entries of another origin exist: demonstration never mixes itself into what is real. A plan of
    the round is asked for, which the worker beside the server makes.
    """
    if _loaded_before(db) or holds(db, Origin.REAL) or holds(db, Origin.SYNTHETIC):
        return []
    today = now.date()
    made = [add_user(db, one, by=None, now=now, origin=Origin.DEMONSTRATION) for one in PEOPLE]
    cast = {user.email.partition("@")[0]: user for user in made}
    _mark_messengers(db, now)
    contacts = _log_all(db, cast, now, today)
    _show_changes(db, contacts, cast, now, today)
    for slept in RESTS:
        _rest(db, slept, cast, now, today)
    _happen(db, cast, now)
    for rung in STAGES:
        _move(db, rung, cast, now, today)
    for reading in BARRIERS:
        _read(db, reading, cast, now, today)
    _hold(db, cast, now, today)
    _meet(db, cast, now, today)
    _edit(db, cast, now, today)
    for planned in APPROACHES:
        _plan(db, planned, cast, now, today)
    _decline(db, cast, now, today)
    _report(db, cast, now, today)
    _travel(db, cast, now, today)
    start_run(db, PLAN, by=cast["coordinator"], now=now)
    record(db, None, LOADED, "demonstration", at=now, detail=f"{len(contacts)} contacts")
    return made


def remove(db: Session, *, now: datetime) -> dict[str, int]:
    """Take away everything of the demonstration; what was removed, in words, with how many.

    Real entries that point at one are unlinked, never deleted, and stay somebody's. {} if there is
    nothing. Raises Refused where nobody is left who could have what is real and open.
    """
    gone = erasure.erase(db, marked_by=MARKED)
    if gone:
        mend_ownerless(db, now=now)
        total = sum(gone.values())
        record(db, None, REMOVED, "demonstration", at=now, detail=f"{total} rows")
    return gone


def _loaded_before(db: Session) -> bool:
    return db.exec(select(Entry.id).where(Entry.verb == LOADED).limit(1)).first() is not None


def _mark_messengers(db: Session, now: datetime) -> None:
    """They take part for the demonstration; the audit keeps which ones were marked for it."""
    for code in TAKING_PART:
        messenger = db.get(Messenger, code)
        if messenger is None:
            raise Missing(f"There is no messenger {code}: load the facts first.")
        if not messenger.takes_part:
            messenger.takes_part, messenger.version = True, messenger.version + 1
            db.add(messenger)
            detail = f"version {messenger.version}"
            record(db, None, MARKED, f"messenger:{code}", at=now, detail=detail)
    db.flush()


def _log_all(db: Session, cast: Cast, now: datetime, today: date) -> list[Contact]:
    """Every contact, in the order of CONTACTS; written in the order in which they happened."""
    order = sorted(range(len(CONTACTS)), key=lambda place: -CONTACTS[place].ago)
    logged = {place: _log(db, CONTACTS[place], cast, now, today) for place in order}
    return [logged[place] for place in range(len(CONTACTS))]


def _log(db: Session, sample: Sample, cast: Cast, now: datetime, today: date) -> Contact:
    """One contact, written on the day on which it happened."""
    since = timedelta(days=sample.ago)
    wish = LogContact(
        state=sample.state,
        held_on=today - since,
        precision=sample.precision,
        messengers=list(sample.messengers),
        counterpart_office=[f"{MARK}: an office"],
        channel=sample.channel,
        level=sample.level,
        place=f"{MARK}: a place",
        response=sample.response,
        commitment_side=[sample.side] if sample.side else [],
        commitment_text=[says("a commitment")] if sample.side else [],
        commitment_due=[_in_days(today, sample.due)] if sample.side else [],
        note=says(f"a contact {CHANNEL_PHRASES[sample.channel]}"),
        next_step=says("a next step") if sample.next_due is not None else "",
        next_step_due=_day(today, sample.next_due),
        visibility=sample.visibility,
    )
    by = cast[sample.author]
    return log_contact(db, wish, by=by, now=now - since, today=today - since)


def _in_days(today: date, days: int | None) -> str:
    day = _day(today, days)
    return day.isoformat() if day else ""


def _day(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days=days)


def _show_changes(
    db: Session, contacts: list[Contact], cast: Cast, now: datetime, today: date
) -> None:
    """One contact was amended, one retracted, and one commitment kept."""
    amended, retracted, settled = (contacts[place] for place in (AMENDED, RETRACTED, SETTLED))
    by = cast[CONTACTS[AMENDED].author]
    written = typed_of(snapshot(contact_detail(db, by.reader, amended.id or 0)))
    answers = {name: value for name, value in written.items() if value not in ("", [])}
    wish = AmendContact.model_validate(answers | {"note": says("an amended contact")})
    amend_contact(db, wish, number=amended.id or 0, by=by, now=now, today=today)
    reason = Retract(reason=says("a retraction"))
    by = cast[CONTACTS[RETRACTED].author]
    retract_contact(db, reason, number=retracted.id or 0, by=by, now=now)
    by = cast[CONTACTS[SETTLED].author]
    for promise in open_commitments(db, by.reader, settled.state_iso3):
        if promise.contact_id == settled.id:
            kept = SettleCommitment(outcome=Outcome.KEPT, note=says("a kept commitment"))
            settle_commitment(db, kept, number=promise.id, by=by, now=now, today=today)


def _door(db: Session, iso3: str, today: date) -> Door | None:
    """The State's open door; None once it has become a State Party, and nothing is shown there."""
    return door_of(db, iso3, today)


def _move(db: Session, rung: Rung, cast: Cast, now: datetime, today: date) -> None:
    day, door = today - timedelta(days=rung.ago), _door(db, rung.state, today)
    if door:
        wish = MoveStage(
            stage=rung.stage, moved_on=day, reason=says("a stage"), visibility=rung.visibility
        )
        move_stage(db, wish, door=door, by=cast[rung.author], now=now, today=today)


def _read(db: Session, reading: Reading, cast: Cast, now: datetime, today: date) -> None:
    day, door = today - timedelta(days=reading.ago), _door(db, reading.state, today)
    if not door:
        return
    by = cast["coordinator"]
    wish = ReadBarrier(barrier=reading.barrier, read_on=day, source=MARK)
    read = read_barrier(db, wish, door=door, by=by, now=now, today=today)
    if reading.overcome_by:
        over = OvercomeBarrier(
            overcome_on=day + timedelta(days=30),
            messenger=reading.overcome_by,
            reason=says("a barrier that was overcome"),
        )
        overcome_barrier(db, over, number=read.id or 0, by=by, now=now, today=today)


def _rest(db: Session, slept: Slept, cast: Cast, now: datetime, today: date) -> None:
    door, since = _door(db, slept.state, today), timedelta(days=slept.ago)
    if door:
        wish = RestDoor(triggers=list(slept.triggers), reason=says("a rest"))
        by, day = cast[slept.author], today - since
        put_to_rest(db, wish, door=door, by=by, now=now - since, today=day)


def _happen(db: Session, cast: Cast, now: datetime) -> None:
    then = now - timedelta(days=HAPPENED_AGO)
    state, kind = HAPPENED
    day = then.date().isoformat()
    wish = RecordHappening(
        state=state, kind=kind, happened_on=day, what=f"{MARK}: an event", source=MARK
    )
    record_happening(db, wish, by=cast["member"], now=then, today=then.date())


def _hold(db: Session, cast: Cast, now: datetime, today: date) -> None:
    door = _door(db, HELD, today)
    if door:
        wish = HoldDoor(until=today + timedelta(days=60), reason=says("a hold"))
        hold_door(db, wish, door=door, by=cast["coordinator"], now=now, today=today)


def _meet(db: Session, cast: Cast, now: datetime, today: date) -> None:
    first, last = (today + timedelta(days=days) for days in MEETING_DAYS)
    wish = RecordMeeting(name=MEETING, starts_on=first, ends_on=last, source=MARK)
    meeting = record_meeting(db, wish, by=cast["member"], now=now, today=today)
    there = RecordAttendance(states=";".join(MEETING_STATES))
    record_attendance(db, there, number=meeting.id or 0, by=cast["member"], now=now)


def _edit(db: Session, cast: Cast, now: datetime, today: date) -> None:
    by, on = cast["coordinator"], today + timedelta(days=EDITED_AHEAD)
    wish = BeginBrief(state=EDITED, occasion=f"{MARK}: a visit", held_on=on)
    brief = begin_brief(db, wish, by=by, now=now, today=today)
    line = BriefEdit(
        save_id=0,
        line=added_key(by, 1),
        section="ask",
        text=says("a line for one meeting"),
        pinned=True,
        level=brief.visibility,
    )
    keep_edits(db, brief, [line], by=by, now=now)


def _plan(db: Session, planned: Planned, cast: Cast, now: datetime, today: date) -> None:
    if not _door(db, planned.state, today):
        return
    first, last = planned.window
    wish = PlanApproach(
        state=planned.state,
        messenger=planned.messenger,
        channel=planned.channel,
        level=planned.level,
        window_from=today + timedelta(days=first),
        window_to=today + timedelta(days=last),
        note=says("an approach"),
        override_reason=says("a reason to go on"),
        visibility=planned.visibility,
    )
    plan_approach(db, wish, by=cast[planned.author], now=now, today=today)


def _report(db: Session, cast: Cast, now: datetime, today: date) -> None:
    """A draft, which counts none of these entries."""
    first, last = period(db, today)
    wish = BeginReport(starts_on=first, ends_on=last, language=SOURCE)
    begin_report(db, wish, by=cast["coordinator"], now=now, today=today)


def _decline(db: Session, cast: Cast, now: datetime, today: date) -> None:
    """The last line of the list is declined, so that its reason is kept and shown."""
    by = cast[DECLINED_BY]
    lines = advice(db, by.reader, today).lines
    if lines:
        wish = Decline(messenger=lines[-1].messenger, reason=says("a declined suggestion"))
        decline_suggestion(db, wish, door=lines[-1].door, by=by, now=now, today=today)


def _travel(db: Session, cast: Cast, now: datetime, today: date) -> None:
    """The envoy's trip: what she planned and confirmed, and other appointments beside it."""
    by = cast["envoy"]
    first, last = (today + timedelta(days=days) for days in TRIP.days)
    wish = PlanTrip(title=TRIP.title, messenger="ENVOY", starts_on=first, ends_on=last)
    trip = plan_trip(db, wish, by=by, now=now, today=today)
    number = trip.id or 0
    for row in open_approaches(db, by.reader):
        if row.messenger == trip.messenger and row.window_from <= last and row.owner_id == by.id:
            confirm_approach(db, row.id, by=by, now=now)
    confirmed = [row.id for row in to_add(db, by.reader, trip)]
    if confirmed:
        add_approaches(db, AddApproaches(approach=confirmed), number=number, by=by, now=now)
    for place, (state, time) in enumerate(TRIP.appointments):
        met = MakeAppointment(
            state=state,
            held_on=first + timedelta(days=place),
            at=time,
            place=f"{MARK}: a place",
            counterpart_office=f"{MARK}: an office",
            override_reason=says("a reason to go on"),
        )
        make_appointment(db, met, number=number, by=by, now=now, today=today)
