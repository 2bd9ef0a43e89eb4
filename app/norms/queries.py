"""Votes in the General Assembly and recorded positions."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Select
from sqlmodel import Session, col, select

from app.audit.derived import FACTS, derived
from app.kit.db import columns
from app.norms.models import Position, Resolution, Vote

CCM = "ccm_implementation"
_on_the_convention = col(Resolution.topic) == CCM


class VoteRow(NamedTuple):
    """One vote on the yearly resolution on the Convention's implementation."""

    iso3: str
    resolution: str
    year: int
    vote: str
    source: str


OF_VOTES = (Vote, Resolution)


def ccm_votes(db: Session, iso3: str) -> Sequence[VoteRow]:
    """A State's votes on the Convention's resolutions, oldest first."""
    rows = db.execute(_votes().where(col(Vote.state_iso3) == iso3).order_by(col(Vote.year)))
    return [VoteRow(*row) for row in rows]


def all_ccm_votes(db: Session) -> dict[str, Sequence[VoteRow]]:
    """The same of every State."""

    def read() -> dict[str, Sequence[VoteRow]]:
        found: dict[str, list[VoteRow]] = defaultdict(list)
        for row in db.execute(_votes().order_by(col(Vote.year))):
            found[row[0]].append(VoteRow(*row))
        return dict(found)

    return derived(db, ("all votes",), read, touched_by=FACTS, made_of=OF_VOTES)


def ccm_resolutions(db: Session) -> Sequence[Resolution]:
    """The Convention's resolutions, oldest first, with the votes as recorded."""
    return db.exec(
        select(Resolution).where(_on_the_convention).order_by(col(Resolution.date))
    ).all()


def vote_days(db: Session) -> dict[str, str]:
    """When each resolution on the Convention was voted on, as exactly as it is known."""

    def read() -> dict[str, str]:
        query = columns(Resolution.resolution, Resolution.date).where(_on_the_convention)
        return {row.resolution: row.date for row in db.execute(query)}

    return derived(db, ("vote days",), read, touched_by=FACTS, made_of=OF_VOTES)


def last_ccm_votes(db: Session) -> dict[str, VoteRow]:
    """Each UN member's vote on the newest resolution on the Convention in the facts."""
    make = partial(_read_last, db)
    return derived(db, ("last votes",), make, touched_by=FACTS, made_of=OF_VOTES)


def dated_ccm_votes(db: Session) -> list[tuple[str, str, str]]:
    """Every vote on the Convention's resolutions: the State, the day as exactly as it is known, and
    the vote."""
    query = (
        columns(Vote.state_iso3, Resolution.date, Vote.vote)
        .join(Resolution, col(Resolution.resolution) == col(Vote.resolution))
        .where(_on_the_convention)
    )
    return [tuple(row) for row in db.execute(query)]


def position_of(db: Session, iso3: str) -> Position | None:
    return db.get(Position, iso3)


def positions(db: Session) -> dict[str, Position]:
    """By State; only signatories and States not party have one."""
    return derived(db, ("positions",), lambda: _read_positions(db), touched_by=FACTS)


def _read_positions(db: Session) -> dict[str, Position]:
    """Free of the session that read them: others will use them."""
    found = db.exec(select(Position)).all()
    for one in found:
        db.expunge(one)
    return {one.state_iso3: one for one in found}


def _read_last(db: Session) -> dict[str, VoteRow]:
    newest = db.exec(
        select(Resolution.resolution)
        .where(_on_the_convention)
        .order_by(col(Resolution.date).desc())
        .limit(1)
    ).first()
    rows = db.execute(_votes().where(col(Vote.resolution) == newest)) if newest else ()
    return {row[0]: VoteRow(*row) for row in rows}


def _votes() -> Select[Any]:
    return columns(Vote.state_iso3, Vote.resolution, Vote.year, Vote.vote, Vote.source).where(
        col(Vote.topic) == CCM
    )
