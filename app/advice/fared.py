"""How suggestions fared, for one reader, from what that reader may read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, true
from sqlmodel import Session, col, select

from app.accounts.policy import Act, Reader, may, require
from app.advice.door_pasts import door_pasts, joined_into
from app.advice.fates import (
    DIFFERENCES,
    Row,
    Stood,
    by_frequency,
    differences,
    leads,
    paired,
    rows,
)
from app.advice.models import Approach, ApproachStep, Decision, PassedOver, Verdict
from app.advice.queries import readable_approaches, readable_decisions
from app.advice.shares import Lead
from app.audit.derived import derived
from app.contacts.terms import Channel, Level
from app.doors.door import Door
from app.kit.db import columns
from app.kit.origin import Origin


@dataclass(frozen=True)
class Fared:
    """What people decided (`verdicts`, and suggestions they `passed` over), how the knocks of each
    group fared, by how much the first group leads the last in each measure (None: too few), what
    was changed in how many of the `adjusted`, and the reasons of those who declined, with how many
    gave each."""

    verdicts: dict[Verdict, int]
    passed: int
    rows: tuple[Row, ...]
    leads: tuple[Lead | None, ...]
    adjusted: int
    changed: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, int], ...]

    @property
    def empty(self) -> bool:
        return not self.passed and not any(self.verdicts.values())


def fared(db: Session, reader: Reader, today: date) -> Fared:
    """Nothing of a demonstration or synthetic entry is in it. Raises Forbidden."""
    require(reader, Act.READ_ENTRIES)
    return derived(db, ("fared", reader, today), lambda: _fared(db, reader, today))


def _fared(db: Session, reader: Reader, today: date) -> Fared:
    decided, passed = _decisions(db, reader), _passed(db, reader)
    stood = _stood(db, reader, decided, passed)
    pasts = door_pasts(db, reader, today, {one.door.iso3 for one in stood})
    table = rows(paired(stood, pasts), pasts, today)
    verdicts = Counter(one.verdict for one in decided)
    changes = _changes(db, reader, decided)
    declined = (one.reason for one in decided if one.verdict is Verdict.DECLINED)
    return Fared(
        verdicts={verdict: verdicts[verdict] for verdict in Verdict},
        passed=len(passed),
        rows=table,
        leads=leads(table),
        adjusted=len(changes),
        changed=_counted(changes),
        reasons=tuple(by_frequency(declined)),
    )


def _decisions(db: Session, reader: Reader) -> list[Decision]:
    """Oldest first, without what rests on a demonstration."""
    query = select(Decision).where(readable_decisions(reader), col(Decision.origin) == Origin.REAL)
    found = db.exec(query.order_by(col(Decision.id)))
    return [one for one in found if not one.suggestion["demonstration"]]


def _passed(db: Session, reader: Reader) -> list[PassedOver]:
    """Its author's alone, and Coordinators', who read all that it was made from."""
    query = select(PassedOver).where(_own(reader), col(PassedOver.origin) == Origin.REAL)
    found = db.exec(query.order_by(col(PassedOver.id)))
    return [one for one in found if not one.suggestion["demonstration"]]


def _own(reader: Reader) -> ColumnElement[bool]:
    return true() if may(reader, Act.COORDINATE) else col(PassedOver.author_id) == reader.id


def _stood(
    db: Session, reader: Reader, decided: list[Decision], passed: list[PassedOver]
) -> list[Stood]:
    """What was decided, and what was passed over once that became a contact."""
    became, into = _became(db, reader), joined_into(db, reader)
    found = []
    for one in decided:
        if one.approach_id is None or one.approach_id in became:
            contact = became.get(one.approach_id or 0)
            found.append(_as_stood(one, one.decided_on, one.returns_on, contact, into))
    for other in passed:
        contact = other.contact_id or became.get(other.approach_id or 0)
        if contact:
            found.append(_as_stood(other, other.stood_on, None, contact, into))
    return found


def _as_stood(
    kept: Decision | PassedOver,
    on: date,
    until: date | None,
    contact: int | None,
    into: dict[int, int],
) -> Stood:
    said = kept.suggestion
    return Stood(
        door=Door(kept.state_iso3, kept.ask),
        on=on,
        until=until or date.fromisoformat(said["window"][1]),
        messenger=said["messenger"],
        channel=Channel(said["channel"]),
        level=Level(said["level"]),
        contact_id=into.get(contact, contact) if contact else None,
    )


def _became(db: Session, reader: Reader) -> dict[int, int | None]:
    """The contact that each approach became, None for one that has not. Only of approaches that the
    reader may read; the contact counts only where they read that too."""
    query = (
        columns(Approach.id, func.max(col(ApproachStep.contact_id)))
        .join(ApproachStep, col(ApproachStep.approach_id) == col(Approach.id))
        .where(readable_approaches(reader), col(Approach.origin) == Origin.REAL)
        .group_by(col(Approach.id))
    )
    return dict(iter(db.execute(query)))


def _changes(db: Session, reader: Reader, decided: list[Decision]) -> list[tuple[str, ...]]:
    """What each adjusted approach has otherwise than suggested, as it stands now."""
    query = select(Approach).where(
        readable_approaches(reader),
        col(Approach.id).in_(
            columns(Decision.approach_id).where(col(Decision.verdict) == Verdict.ADJUSTED)
        ),
    )
    now = {one.id: one for one in db.exec(query)}
    return [
        differences(one.suggestion, now[one.approach_id])
        for one in decided
        if one.verdict is Verdict.ADJUSTED and one.approach_id in now
    ]


def _counted(changes: Iterable[tuple[str, ...]]) -> tuple[tuple[str, int], ...]:
    """Most frequent first."""
    counted = Counter(name for names in changes for name in names)
    order = list(DIFFERENCES)
    return tuple(sorted(counted.items(), key=lambda one: (-one[1], order.index(one[0]))))
