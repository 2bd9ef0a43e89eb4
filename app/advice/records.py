"""How rows of the reference facts become the dated past. Pure: rows of files and of tables alike.

A fact without a day counts for nothing: it cannot be said what it was known on. A day that is known
by its month or year counts once that is over.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol

from app.advice.history import CCM, POOLED, Cast, History, Kind, Place, Step, history
from app.kit.dates import latest
from app.states.standing import CONSENT, Action, Dated, counts_from

FORMER = re.compile(r"was a party: deposit (\d{4}-\d{2}-\d{2})")
"""Where the facts keep the deposit of a State that has left a related treaty since: without it the
State would look, years before it left, as if it had never joined."""


class StateRow(Protocol):
    """A State of the facts."""

    @property
    def iso3(self) -> str: ...
    @property
    def un_regional_group(self) -> str: ...
    @property
    def un_subregion(self) -> str: ...
    @property
    def un_intermediate_region(self) -> str: ...


class RelatedRow(Protocol):
    """A State's status under a related treaty; days are partial or ""."""

    @property
    def state_iso3(self) -> str: ...
    @property
    def treaty(self) -> str: ...
    @property
    def date(self) -> str: ...
    @property
    def signature_date(self) -> str: ...
    @property
    def withdrawal_effective(self) -> str: ...
    @property
    def notes(self) -> str: ...


def past(
    states: Iterable[StateRow],
    acts: Iterable[tuple[str, Dated]],
    related: Iterable[RelatedRow],
    votes: Iterable[tuple[str, str, str]],
    known_until: date,
) -> History:
    """`acts` are those of the Convention by State; `votes` are (State, partial day, vote)."""
    steps = [*_of_convention(acts), *(step for row in related for step in _of_related(row))]
    cast = (Cast(latest(day), iso3, vote) for iso3, day, vote in votes if day)
    return history(_places(states), steps, cast, known_until)


def _places(states: Iterable[StateRow]) -> Mapping[str, Place]:
    return {
        one.iso3: Place(one.un_intermediate_region or one.un_subregion, one.un_regional_group)
        for one in states
    }


def _of_convention(acts: Iterable[tuple[str, Dated]]) -> Iterator[Step]:
    kinds = dict.fromkeys(CONSENT, Kind.JOINED) | {
        Action.SIGNATURE: Kind.SIGNED,
        Action.WITHDRAWAL: Kind.LEFT,
    }
    for iso3, act in acts:
        on = counts_from(act)
        if act.action in kinds and on < date.max:
            yield Step(on, iso3, CCM, kinds[act.action])


def _of_related(row: RelatedRow) -> Iterator[Step]:
    if row.treaty not in POOLED:
        return
    former = FORMER.search(row.notes)
    days = {
        Kind.SIGNED: row.signature_date,
        Kind.JOINED: row.date or (former[1] if former else ""),
        Kind.LEFT: row.withdrawal_effective,
    }
    for kind, day in days.items():
        if day:
            yield Step(latest(day), row.state_iso3, row.treaty, kind)
