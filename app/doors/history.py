"""A State's ladder over time: what people moved and what treaty acts decided. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.ladder import Move
from app.kit.origin import Origin
from app.states.standing import CONSENT, Action, Dated, counts_from


class DatedAct(Dated, Protocol):
    """A treaty act with its source."""

    @property
    def source(self) -> str: ...
    @property
    def demonstration(self) -> bool: ...


class Line(NamedTuple):
    """One line of the ladder's history: a person's move, or a treaty act (`move` is None).

    `day` is the date as precisely as it is known; a `past` move belongs to a door that has closed.
    """

    on: date
    day: str
    ask: Ask | None
    move: Move | None
    words: str
    source: str
    past: bool
    origin: Origin


def history(
    moves: Mapping[Door, Iterable[Move]], acts: Iterable[DatedAct], since: date | None, today: date
) -> list[Line]:
    """Newest first; `since` is the day on which the present door opened, None for ever."""
    lines = [
        Line(
            on=move.on,
            day=move.on.isoformat(),
            ask=door.ask,
            move=move,
            words="",
            source="",
            past=_before(move.on, since),
            origin=move.origin,
        )
        for door, found in moves.items()
        for move in found
    ]
    lines += [
        Line(
            on=counts_from(act),
            day=_day(act),
            ask=None,
            move=None,
            words=words,
            source=act.source,
            past=False,
            origin=Origin.DEMONSTRATION if act.demonstration else Origin.REAL,
        )
        for act in acts
        if counts_from(act) <= today and (words := act_words(act.action))
    ]
    return sorted(lines, key=lambda line: line.on, reverse=True)


def act_words(action: Action) -> str:
    """What a treaty act did to the State's doors; "" if nothing."""
    if action in CONSENT:
        return f"deposited ({action}): the door closed"
    if action is Action.SIGNATURE:
        return "signature: the door to ratification opened"
    if action is Action.WITHDRAWAL:
        return "withdrawal in effect: the door to accession opened"
    return ""


def _day(act: DatedAct) -> str:
    return act.effective_date if act.action is Action.WITHDRAWAL else act.date


def _before(on: date, since: date | None) -> bool:
    return since is not None and on < since
