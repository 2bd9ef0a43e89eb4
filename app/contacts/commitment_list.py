"""The open commitments as a list: by side and due date, in pages."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select, tuple_
from sqlmodel import Session, col

from app.accounts.policy import Reader
from app.audit.derived import derived
from app.contacts.models import Commitment
from app.contacts.queries import OpenCommitment, not_retracted, readable_contacts, unsettled
from app.contacts.terms import Side
from app.kit.numbers import row_id

PAGE = 50
COUNTED = 1000


class Due(StrEnum):
    """`passed` is before today, `ahead` today or later, `open` without a date."""

    PASSED = "passed"
    AHEAD = "ahead"
    OPEN = "open"


@dataclass(frozen=True)
class CommitmentList:
    """One page of the open commitments that fit, soonest due first, those without a date last;
    `count` is of all of them, None when there are more than 1,000."""

    rows: list[OpenCommitment]
    count: int | None
    previous: str
    next: str


class Edge(NamedTuple):
    """A place in the order: the commitment that a page ends or begins with."""

    due_on: date | None
    id: int


def commitment_list(
    db: Session,
    reader: Reader,
    today: date,
    *,
    side: Side | None = None,
    due: Due | None = None,
    after: str = "",
    before: str = "",
    size: int = PAGE,
) -> CommitmentList:
    """The page after, or before, the place that a cursor of another page names; else the first."""
    fitting = unsettled().where(
        readable_contacts(reader), not_retracted(), *_fits(side, due, today)
    )
    edge = _edge(before or after)
    backwards = bool(edge and before)
    query = _page(fitting, edge, backwards, due).limit(size + 1)
    rows = [OpenCommitment(*row) for row in db.execute(query)]
    more, total = len(rows) > size, _count(db, fitting, (reader, today, side, due))
    rows = rows[:size][::-1] if backwards else rows[:size]
    return CommitmentList(
        rows=rows,
        count=total if total <= COUNTED else None,
        previous=_cursor(rows[0]) if rows and (more if backwards else edge) else "",
        next=_cursor(rows[-1]) if rows and (more or backwards) else "",
    )


def _fits(side: Side | None, due: Due | None, today: date) -> list[ColumnElement[bool]]:
    on = col(Commitment.due_on)
    of_day = {Due.PASSED: on < today, Due.AHEAD: on >= today, Due.OPEN: on.is_(None)}
    return ([col(Commitment.side) == side] if side else []) + ([of_day[due]] if due else [])


def _page(fitting: Select[Any], edge: Edge | None, backwards: bool, due: Due | None) -> Select[Any]:
    """In the order of the index on due dates, so that no page sorts all of them."""
    on, number = col(Commitment.due_on), col(Commitment.id)
    if edge:
        fitting = fitting.where(_before(edge) if backwards else _after(edge, due))
    if backwards:
        return fitting.order_by(on.desc().nulls_first(), number.desc())
    return fitting.order_by(on.asc().nulls_last(), number)


def _after(edge: Edge, due: Due | None) -> ColumnElement[bool]:
    """Those without a date come last, and only where they are asked for: a query that might have
    them cannot begin at its place in the index."""
    on, number = col(Commitment.due_on), col(Commitment.id)
    if edge.due_on is None:
        return and_(on.is_(None), number > edge.id)
    later = tuple_(on, number) > tuple_(literal(edge.due_on), literal(edge.id))
    return later if due else or_(later, on.is_(None))


def _before(edge: Edge) -> ColumnElement[bool]:
    on, number = col(Commitment.due_on), col(Commitment.id)
    if edge.due_on is None:
        return or_(on.is_not(None), number < edge.id)
    return tuple_(on, number) < tuple_(literal(edge.due_on), literal(edge.id))


def _count(db: Session, fitting: Select[Any], asked: tuple[Hashable, ...]) -> int:
    """Up to one more than is counted; remembered, as it looks at far more rows than a page."""
    some = fitting.limit(COUNTED + 1).subquery()
    query = select(func.count()).select_from(some)
    return derived(db, ("open commitments", *asked), lambda: int(db.execute(query).scalar_one()))


def _edge(cursor: str) -> Edge | None:
    """The place in the order that a cursor names; None for a cursor that makes no sense."""
    due, _, digits = cursor.rpartition("~")
    number = row_id(digits)
    try:
        return Edge(date.fromisoformat(due) if due else None, number) if number else None
    except ValueError:
        return None


def _cursor(row: OpenCommitment) -> str:
    return f"{row.due_on.isoformat() if row.due_on else ''}~{row.id}"
