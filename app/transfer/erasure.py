"""Taking demonstration rows away without touching what is real.

The policy keeps demonstration accounts from real entries. Where an earlier version let them, their
acts on real entries go as well (a retraction, an outcome, a hold); what holds a real entry's text
stays, unlinked from the account that touched it.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, update
from sqlmodel import Session, col

from app.accounts.models import SignIn, SignInLink, User
from app.advice.models import (
    Approach,
    ApproachStep,
    ApproachVersion,
    Decision,
    Forecast,
    Lead,
    PassedOver,
    WeightsChange,
)
from app.advice.plan_models import AdoptedLine, PlanAdoption, PlanPoint, PlanRun, PlanWish
from app.audit.models import Entry
from app.contacts.models import (
    Commitment,
    CommitmentOutcome,
    Contact,
    ContactDoor,
    ContactMessenger,
    ContactVersion,
    Counterpart,
    Joining,
    Retraction,
    StepOutcome,
)
from app.doors.models import (
    BarrierOvercome,
    BarrierReading,
    Hold,
    Rest,
    RestEnd,
    RestTrigger,
    SettingsChange,
    StageMove,
)
from app.edited_briefs.models import BriefEdit, BriefSave, EditedBrief
from app.handovers.models import HandedOver, HandOver
from app.kit.db import columns
from app.kit.origin import Origin
from app.messages.models import (
    Argument,
    Message,
    MessageRevision,
    MessageStep,
    MessageVersion,
)
from app.messengers.models import ExcludedPair, Messenger
from app.opportunities.models import (
    Attendance,
    Happening,
    HappeningRetraction,
    Meeting,
    MeetingVersion,
)
from app.reports.models import Report, ReportDiscard, ReportFinal, ReportText
from app.states.models import (
    Target,
    TreatyAct,
    TreatyActRetraction,
    WithdrawalSignal,
    WithdrawalSignalRetraction,
)
from app.trips.models import (
    Appointment,
    AppointmentContact,
    AppointmentVersion,
    Trip,
    TripCallingOff,
    TripVersion,
)
from app.views.models import SavedView

ACCOUNTS = columns(User.id).where(col(User.origin) == Origin.DEMONSTRATION)


def erase(db: Session, *, marked_by: str) -> dict[str, int]:
    """How many rows went, by what they were; `marked_by` is the verb of the audit's entries that
    say which messengers were marked for the demonstration."""
    gone: dict[str, int] = {}
    gone["marks of messengers that take part"] = _unmark(db, marked_by)
    _give_plans(db)
    _unlink(db)
    for name, model, condition in _doomed():
        gone[name] = gone.get(name, 0) + _delete(db, model, condition)
    return {name: count for name, count in gone.items() if count}


def _theirs(author: Any) -> ColumnElement[bool]:
    return col(author).in_(ACCOUNTS)


def _own(model: Any) -> ColumnElement[bool]:
    """Rows that say they are of the demonstration, or whose author is."""
    return or_(col(model.origin) == Origin.DEMONSTRATION, _theirs(model.author_id))


def _own_meetings() -> ColumnElement[bool]:
    return or_(col(Meeting.origin) == Origin.DEMONSTRATION, _theirs(Meeting.recorded_by))


def _own_versions() -> ColumnElement[bool]:
    return or_(
        col(MessageVersion.origin) == Origin.DEMONSTRATION, _theirs(MessageVersion.recorded_by)
    )


def _doomed() -> Iterator[tuple[str, Any, ColumnElement[bool]]]:
    """What goes, in an order in which nothing is left pointing at nothing."""
    contacts = columns(Contact.id).where(_own(Contact))
    approaches = columns(Approach.id).where(_own(Approach))
    readings = columns(BarrierReading.id).where(_own(BarrierReading))
    promises = columns(Commitment.id).where(col(Commitment.contact_id).in_(contacts))
    of_contact = [
        ("earlier versions of contacts", ContactVersion),
        ("retractions", Retraction),
        ("outcomes of next steps", StepOutcome),
        ("commitments", Commitment),
        ("counterparts", Counterpart),
        ("messengers of contacts", ContactMessenger),
        ("doors of contacts", ContactDoor),
    ]
    yield "kept views", SavedView, _own(SavedView)
    yield from _hand_overs(approaches, contacts)
    yield from _doomed_trips(contacts)
    yield "decisions on suggestions", Decision, _own(Decision)
    yield "suggestions passed over", PassedOver, _own(PassedOver)
    yield (
        "steps of approaches",
        ApproachStep,
        or_(col(ApproachStep.approach_id).in_(approaches), _theirs(ApproachStep.author_id)),
    )
    of_approach = col(ApproachVersion.approach_id).in_(approaches)
    yield "earlier versions of approaches", ApproachVersion, of_approach
    runs = columns(PlanRun.id).where(_own(PlanRun))
    yield (
        "lines of plans that became approaches",
        AdoptedLine,
        or_(col(AdoptedLine.approach_id).in_(approaches), col(AdoptedLine.run_id).in_(runs)),
    )
    yield "approaches", Approach, _own(Approach)
    yield "forecasts", Forecast, _own(Forecast)
    yield "steps of plans", PlanPoint, col(PlanPoint.run_id).in_(runs)
    wishes = or_(col(PlanWish.run_id).in_(runs), _theirs(PlanWish.author_id))
    yield "changes to plans", PlanWish, wishes
    adoptions = or_(col(PlanAdoption.run_id).in_(runs), _theirs(PlanAdoption.author_id))
    yield "adoptions of plans", PlanAdoption, adoptions
    yield "plans", PlanRun, _own(PlanRun)
    yield "lead messengers", Lead, _theirs(Lead.author_id)
    yield (
        "outcomes of commitments",
        CommitmentOutcome,
        or_(
            col(CommitmentOutcome.commitment_id).in_(promises), _theirs(CommitmentOutcome.author_id)
        ),
    )
    yield "retractions", Retraction, _theirs(Retraction.author_id)
    yield "outcomes of next steps", StepOutcome, _theirs(StepOutcome.author_id)
    joined = or_(col(Joining.contact_id).in_(contacts), col(Joining.into_id).in_(contacts))
    yield "joinings of contacts", Joining, or_(joined, _theirs(Joining.author_id))
    for name, model in of_contact:
        yield name, model, col(model.contact_id).in_(contacts)  # type: ignore[attr-defined]  # all of them have it
    yield "contacts", Contact, _own(Contact)
    versions = columns(MessageVersion.id).where(_own_versions())
    of_message = [
        ("steps of messages", MessageStep, col(MessageStep.version_id)),
        ("earlier texts of messages", MessageRevision, col(MessageRevision.version_id)),
        ("answers of messages", Argument, col(Argument.message_version_id)),
    ]
    for name, model, version in of_message:
        yield name, model, version.in_(versions)
    yield "steps of messages", MessageStep, _theirs(MessageStep.author_id)
    yield "versions of messages", MessageVersion, _own_versions()
    own = or_(col(Message.origin) == Origin.DEMONSTRATION, _theirs(Message.recorded_by))
    yield "messages", Message, own
    briefs = columns(EditedBrief.id).where(_own(EditedBrief))
    of_brief = or_(col(BriefSave.brief_id).in_(briefs), _own(BriefSave))
    saves = columns(BriefSave.id).where(of_brief)
    yield "edits of briefs", BriefEdit, col(BriefEdit.save_id).in_(saves)
    yield "saves of briefs", BriefSave, of_brief
    yield "edited briefs", EditedBrief, _own(EditedBrief)
    meetings = columns(Meeting.id).where(_own_meetings())
    there = or_(col(Attendance.meeting_id).in_(meetings), _own(Attendance))
    yield "attendances at meetings", Attendance, there
    of_meeting = col(MeetingVersion.meeting_id).in_(meetings)
    yield "earlier versions of meetings", MeetingVersion, of_meeting
    yield "meetings", Meeting, _own_meetings()
    happenings = columns(Happening.id).where(_own(Happening))
    yield (
        "retractions of happenings",
        HappeningRetraction,
        or_(
            col(HappeningRetraction.happening_id).in_(happenings),
            _theirs(HappeningRetraction.author_id),
        ),
    )
    yield "happenings", Happening, _own(Happening)
    yield (
        "barriers overcome",
        BarrierOvercome,
        or_(col(BarrierOvercome.reading_id).in_(readings), _theirs(BarrierOvercome.author_id)),
    )
    yield "barriers", BarrierReading, _own(BarrierReading)
    yield "stage moves", StageMove, _own(StageMove)
    rests = columns(Rest.id).where(_own(Rest))
    ends = or_(col(RestEnd.rest_id).in_(rests), _theirs(RestEnd.author_id))
    yield "ends of rests", RestEnd, ends
    yield "triggers of rests", RestTrigger, col(RestTrigger.rest_id).in_(rests)
    yield "rests", Rest, _own(Rest)
    yield "holds", Hold, _theirs(Hold.author_id)
    yield "settings", SettingsChange, _theirs(SettingsChange.author_id)
    yield "weights of the score", WeightsChange, _theirs(WeightsChange.author_id)
    yield "excluded pairs", ExcludedPair, _theirs(ExcludedPair.author_id)
    acts = columns(TreatyAct.id).where(_theirs(TreatyAct.recorded_by))
    yield (
        "retractions of treaty acts",
        TreatyActRetraction,
        or_(
            col(TreatyActRetraction.treaty_act_id).in_(acts), _theirs(TreatyActRetraction.author_id)
        ),
    )
    yield "treaty acts", TreatyAct, _theirs(TreatyAct.recorded_by)
    signals = columns(WithdrawalSignal.id).where(_own(WithdrawalSignal))
    yield (
        "retractions of withdrawal signals",
        WithdrawalSignalRetraction,
        or_(
            col(WithdrawalSignalRetraction.signal_id).in_(signals),
            _theirs(WithdrawalSignalRetraction.author_id),
        ),
    )
    yield "withdrawal signals", WithdrawalSignal, _own(WithdrawalSignal)
    reports = columns(Report.id).where(_own(Report))
    of_reports = (
        ("texts of reports", ReportText),
        ("final reports", ReportFinal),
        ("drafts discarded", ReportDiscard),
    )
    for name, model in of_reports:
        of_report = col(model.report_id).in_(reports)
        yield name, model, or_(of_report, _theirs(model.author_id))
    yield "reports", Report, _own(Report)
    yield "targets", Target, _theirs(Target.recorded_by)
    yield "sessions", SignIn, _theirs(SignIn.user_id)
    yield "sign-in links", SignInLink, _theirs(SignInLink.user_id)
    yield "accounts", User, col(User.origin) == Origin.DEMONSTRATION


def _hand_overs(approaches: Any, contacts: Any) -> Iterator[tuple[str, Any, ColumnElement[bool]]]:
    of_people = (_theirs(who) for who in (HandOver.leaving_id, HandOver.successor_id))
    doomed = or_(*of_people, _theirs(HandOver.author_id))
    moved = or_(
        col(HandedOver.hand_over_id).in_(columns(HandOver.id).where(doomed)),
        col(HandedOver.approach_id).in_(approaches),
        col(HandedOver.contact_id).in_(contacts),
        _theirs(HandedOver.to_id),
    )
    yield "things handed over", HandedOver, moved
    yield "hand-overs", HandOver, doomed


def _doomed_trips(contacts: Any) -> Iterator[tuple[str, Any, ColumnElement[bool]]]:
    trips = columns(Trip.id).where(_own(Trip))
    of_trip = or_(_own(Appointment), col(Appointment.trip_id).in_(trips))
    appointments = columns(Appointment.id).where(of_trip)
    logged = col(AppointmentContact.appointment_id).in_(appointments)
    yield (
        "contacts of appointments",
        AppointmentContact,
        or_(logged, col(AppointmentContact.contact_id).in_(contacts)),
    )
    of_appointment = col(AppointmentVersion.appointment_id).in_(appointments)
    yield "earlier versions of appointments", AppointmentVersion, of_appointment
    yield "appointments", Appointment, of_trip
    yield "earlier versions of trips", TripVersion, col(TripVersion.trip_id).in_(trips)
    of_trips = or_(col(TripCallingOff.trip_id).in_(trips), _theirs(TripCallingOff.author_id))
    yield "trips called off", TripCallingOff, of_trips
    yield "trips", Trip, _own(Trip)


def _give_plans(db: Session) -> None:
    """A plan that was worked out around approaches of the demonstration goes with them, whoever
    asked for it: its lines would stand there unmarked. Approaches that came from it stay."""
    doomed = set(db.scalars(columns(Approach.id).where(_own(Approach))))
    around = [
        number
        for number, plan in db.execute(columns(PlanRun.id, PlanRun.plan))
        if plan and doomed.intersection(line["number"] for line in plan["lines"])
    ]
    theirs = update(PlanRun).where(col(PlanRun.id).in_(around))
    _run(db, theirs.values(origin=Origin.DEMONSTRATION))


def _unlink(db: Session) -> None:
    """Real rows stop pointing at what is about to go."""
    contacts = columns(Contact.id).where(_own(Contact))
    approaches = columns(Approach.id).where(_own(Approach))
    meetings = columns(Meeting.id).where(_own_meetings())
    versions = columns(MessageVersion.id).where(_own_versions())
    for model, field, doomed in (
        (Contact, "next_step_owner", ACCOUNTS),
        (ContactVersion, "replaced_by", ACCOUNTS),
        (ApproachVersion, "replaced_by", ACCOUNTS),
        (MeetingVersion, "replaced_by", ACCOUNTS),
        (MessageRevision, "replaced_by", ACCOUNTS),
        (Contact, "message_version_id", versions),
        (Approach, "message_version_id", versions),
        (Joining, "undone_by", ACCOUNTS),
        (Hold, "lifted_by", ACCOUNTS),
        (ExcludedPair, "lifted_by", ACCOUNTS),
        (Attendance, "taken_back_by", ACCOUNTS),
        (Contact, "meeting_id", meetings),
        (EditedBrief, "meeting_id", meetings),
        (Target, "withdrawn_by", ACCOUNTS),
        (ApproachStep, "contact_id", contacts),
        (Decision, "approach_id", approaches),
        (PassedOver, "approach_id", approaches),
        (PassedOver, "contact_id", contacts),
        (PlanRun, "parent_id", columns(PlanRun.id).where(_own(PlanRun))),
        (PlanWish, "taken_back_by", ACCOUNTS),
        (Trip, "meeting_id", meetings),
        (TripVersion, "replaced_by", ACCOUNTS),
        (TripCallingOff, "undone_by", ACCOUNTS),
        (Appointment, "approach_id", approaches),
        (Appointment, "called_off_by", ACCOUNTS),
        (AppointmentVersion, "replaced_by", ACCOUNTS),
    ):
        _run(db, update(model).where(getattr(model, field).in_(doomed)).values({field: None}))
    back = {"owner_id": Approach.author_id}
    _run(db, update(Approach).where(_theirs(Approach.owner_id), ~_own(Approach)).values(back))


def _unmark(db: Session, verb: str) -> int:
    """Messengers marked for the demonstration, or by one of its accounts, no longer take part,
    unless a Coordinator who is no demonstration has changed them since."""
    theirs = and_(col(Entry.verb) == "messenger.changed", _theirs(Entry.actor_id))
    marked = columns(Entry.subject).where(or_(col(Entry.verb) == verb, theirs))
    changed = columns(Entry.subject).where(
        col(Entry.verb) == "messenger.changed", ~func.coalesce(_theirs(Entry.actor_id), False)
    )
    subject = "messenger:" + col(Messenger.code)
    return _run(
        db,
        update(Messenger)
        .where(
            subject.in_(marked),
            subject.not_in(changed),
            or_(
                col(Messenger.takes_part).is_(True),
                col(Messenger.languages) != "",
                col(Messenger.capacity).is_not(None),
            ),
        )
        .values(takes_part=False, languages="", capacity=None, version=Messenger.version + 1),
    )


def _delete(db: Session, model: Any, condition: ColumnElement[bool]) -> int:
    return _run(db, delete(model).where(condition))


def _run(db: Session, statement: Any) -> int:
    result = db.execute(statement, execution_options={"synchronize_session": False})
    return int(result.rowcount)  # type: ignore[attr-defined]  # a result of a write has it
