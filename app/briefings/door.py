"""What a briefing says of where the door stands: stage, rest, next approach, sensitivities."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from app.accounts.policy import Act, Reader, may
from app.accounts.queries import users
from app.advice.gathering import advice
from app.advice.models import STEP_NAMES
from app.advice.queries import open_approaches
from app.advice.suggest import Suggestion
from app.briefings.content import (
    Line,
    Section,
    barrier_lines,
    derived_marks,
    marks,
    rest_line,
    stage_line,
)
from app.contacts.records import door_records
from app.contacts.silence import EMPTY
from app.contacts.terms import how
from app.doors.door import BarrierRead, Door
from app.doors.models import Hold
from app.doors.queries import holds_of, stages
from app.doors.rests import present_rests
from app.doors.waking import RestRead, shown_rest
from app.kit.dates import between, spoken
from app.kit.origin import Origin
from app.kit.translation import clauses
from app.kit.translation import gettext as _


def place(
    db: Session, reader: Reader, door: Door, read: Sequence[BarrierRead], today: date
) -> list[Section]:
    """Where the door stands, and what to be careful with."""
    return [
        _sensitivities(db, reader, door, read, today),
        _stands(db, reader, door, today),
    ]


def _sensitivities(
    db: Session, reader: Reader, door: Door, read: Sequence[BarrierRead], today: date
) -> Section:
    held = []
    if may(reader, Act.COORDINATE):
        origins = {one.id: one.origin for one in users(db)}
        held = [
            Line(
                _held(hold),
                marks=marks("coordinators", origins.get(hold.author_id, Origin.REAL)),
            )
            for hold in holds_of(db, door.iso3, today)
            if hold.ask is door.ask
        ]
    lines = (*held, *barrier_lines(read))
    return Section(_("Sensitivities"), lines, _("No barrier is recorded."), "sensitivities")


def _held(hold: Hold) -> str:
    if hold.until is None:
        return _("A Coordinator holds this door: %(reason)s", reason=hold.reason)
    return _(
        "A Coordinator holds this door until %(day)s: %(reason)s",
        day=spoken(hold.until),
        reason=hold.reason,
    )


def _stands(db: Session, reader: Reader, door: Door, today: date) -> Section:
    stage, planned = stages(db, reader, today).get(door), _planned(db, reader, door)
    rest = _rest(db, reader, door, today, claimed=bool(planned))
    ahead = planned
    if not planned and not (rest and rest.asleep):
        ahead = _suggested(db, reader, door, today)
    lines = (stage_line(stage), *([rest_line(rest)] if rest else ()), *ahead)
    return Section(_("Where the door stands"), lines, key="stands")


def _rest(
    db: Session, reader: Reader, door: Door, today: date, *, claimed: bool
) -> RestRead | None:
    """As the door's page shows it: one that lasts, or that the door woke from and nobody has
    looked at since."""
    last = door_records(db, reader, today).get(door, EMPTY).last
    found = present_rests(db, reader, today).get(door)
    return shown_rest(found, last.held_on if last else None, claimed=claimed)


def _planned(db: Session, reader: Reader, door: Door) -> list[Line]:
    return [
        Line(
            _(
                "%(messenger)s: %(how)s, %(window)s",
                messenger=row.messenger_name,
                how=how(row.channel, row.level),
                window=between(row.window_from, row.window_to),
            ),
            _("Next approach"),
            _("%(step)s by %(person)s", step=STEP_NAMES[row.step], person=row.owner),
            marks(row.visibility, row.origin),
        )
        for row in open_approaches(db, reader, door.iso3)
        if row.ask is door.ask
    ]


def _suggested(db: Session, reader: Reader, door: Door, today: date) -> list[Line]:
    """What the program suggests where nothing is planned, or why it suggests nothing."""
    line = advice(db, reader, today).at(door)
    if line is None:
        return [Line(_("None is planned."), _("Next approach"))]
    marked = derived_marks(line.visibility, demonstration=line.demonstration)
    if isinstance(line, Suggestion):
        why = clauses(line.reasons[:2])
        said = _("%(sentence)s.", sentence=line.sentence)
        return [Line(said, _("Suggested next approach"), why, marked)]
    return [Line(_("None for now: %(why)s.", why=line.why), _("Next approach"), marks=marked)]
