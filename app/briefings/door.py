"""What a briefing says of a door: where it stands, who goes there next, what to be careful with."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from app.accounts.policy import Act, Reader, may
from app.accounts.queries import users
from app.advice.gathering import advice
from app.advice.queries import open_approaches
from app.advice.suggest import Suggestion
from app.briefings.content import barrier_lines, rest_line, stage_line
from app.briefings.document import Line, Section, derived_marks, marks
from app.briefings.log import planned_line
from app.contacts.records import door_records
from app.contacts.silence import EMPTY
from app.doors.door import BarrierRead, Door
from app.doors.models import Hold
from app.doors.queries import holds_of, stages
from app.doors.rests import present_rests
from app.doors.waking import RestRead, shown_rest
from app.kit.dates import spoken
from app.kit.origin import Origin
from app.kit.translation import clauses
from app.kit.translation import gettext as _
from app.messengers.models import ExcludedPair
from app.messengers.queries import exclusions, messengers


def sensitivities(
    db: Session, reader: Reader, door: Door, read: Sequence[BarrierRead], today: date
) -> Section:
    """Holds and excluded pairs, for Coordinators alone; then the barriers that were read."""
    own = _of_coordinators(db, door, today) if may(reader, Act.COORDINATE) else []
    lines = (*own, *barrier_lines(read))
    return Section(_("Sensitivities"), lines, _("No barrier is recorded."), "sensitivities")


def _of_coordinators(db: Session, door: Door, today: date) -> list[Line]:
    origins = {one.id: one.origin for one in users(db)}
    called = messengers(db)
    said = [
        (_held(hold), f"hold:{hold.id}", hold.author_id)
        for hold in holds_of(db, door.iso3, today)
        if hold.ask is door.ask
    ]
    said += [
        (_apart(pair, called[pair.messenger].name), f"pair:{pair.id}", pair.author_id)
        for pair in exclusions(db)
        if pair.state_iso3 == door.iso3
    ]
    return [
        Line(
            text,
            marks=marks("coordinators", origins.get(author, Origin.REAL)),
            key=key,
            level="coordinators",
        )
        for text, key, author in said
    ]


def _held(hold: Hold) -> str:
    if hold.until is None:
        return _("A Coordinator holds this door: %(reason)s", reason=hold.reason)
    return _(
        "A Coordinator holds this door until %(day)s: %(reason)s",
        day=spoken(hold.until),
        reason=hold.reason,
    )


def _apart(pair: ExcludedPair, name: str) -> str:
    return _("Not to be sent there: %(messenger)s. %(cause)s", messenger=name, cause=pair.cause)


def stands(db: Session, reader: Reader, door: Door, today: date) -> list[Line]:
    """Its stage, and that it rests or woke up."""
    planned = ahead(db, reader, door)
    rest = _rest(db, reader, door, today, claimed=bool(planned))
    stage = stage_line(stages(db, reader, today).get(door))
    return [stage, *([rest_line(rest)] if rest else ())]


def next_approach(db: Session, reader: Reader, door: Door, today: date) -> list[Line]:
    """What is planned; else what the program suggests, unless the door rests."""
    planned = ahead(db, reader, door)
    rest = _rest(db, reader, door, today, claimed=bool(planned))
    if planned or (rest and rest.asleep):
        return planned
    return _suggested(db, reader, door, today)


def ahead(db: Session, reader: Reader, door: Door) -> list[Line]:
    found = open_approaches(db, reader, door.iso3)
    return [planned_line(row) for row in found if row.ask is door.ask]


def _rest(
    db: Session, reader: Reader, door: Door, today: date, *, claimed: bool
) -> RestRead | None:
    """As the door's page shows it: one that lasts, or that the door woke from and nobody has
    looked at since."""
    last = door_records(db, reader, today).get(door, EMPTY).last
    found = present_rests(db, reader, today).get(door)
    return shown_rest(found, last.held_on if last else None, claimed=claimed)


def _suggested(db: Session, reader: Reader, door: Door, today: date) -> list[Line]:
    """What the program suggests where nothing is planned, or why it suggests nothing."""
    line = advice(db, reader, today).at(door)
    if line is None:
        return [Line(_("None is planned."), _("Next approach"), key="advice")]
    marked = derived_marks(line.visibility, demonstration=line.demonstration)
    level = line.visibility
    if isinstance(line, Suggestion):
        why = clauses(line.reasons[:2])
        said = _("%(sentence)s.", sentence=line.sentence)
        if line.waits:
            said = _(
                "%(wait)s. Then: %(sentence)s.", wait=line.waiting.briefly, sentence=line.sentence
            )
            why = clauses(line.cautions[:2])
        return [Line(said, _("Suggested next approach"), why, marked, key="advice", level=level)]
    return [
        Line(
            _("None for now: %(why)s.", why=line.why),
            _("Next approach"),
            marks=marked,
            key="advice",
            level=level,
        )
    ]
