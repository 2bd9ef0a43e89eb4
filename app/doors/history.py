"""A State's ladder over time: what people moved and what treaty acts decided. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, Protocol

from app.doors.asks import Ask
from app.doors.door import Door
from app.doors.ladder import Move
from app.kit.origin import Origin
from app.kit.translation import Said, marked
from app.states.standing import Action, Dated, counts_from

ACT_WORDS = Said(
    {
        Action.SIGNATURE: marked("signature: the door to ratification opened"),
        Action.RATIFICATION: marked("deposited (ratification): the door closed"),
        Action.ACCEPTANCE: marked("deposited (acceptance): the door closed"),
        Action.APPROVAL: marked("deposited (approval): the door closed"),
        Action.ACCESSION: marked("deposited (accession): the door closed"),
        Action.SUCCESSION: marked("deposited (succession): the door closed"),
        Action.WITHDRAWAL: marked("withdrawal in effect: the door to accession opened"),
    }
)
"""What a treaty act did to the State's doors; others did nothing."""
ACT_LABELS = Said(
    {
        Action.SIGNATURE: marked("signature"),
        Action.RATIFICATION: marked("deposited (ratification)"),
        Action.ACCEPTANCE: marked("deposited (acceptance)"),
        Action.APPROVAL: marked("deposited (approval)"),
        Action.ACCESSION: marked("deposited (accession)"),
        Action.SUCCESSION: marked("deposited (succession)"),
        Action.WITHDRAWAL: marked("withdrawal in effect"),
    }
)


class DatedAct(Dated, Protocol):
    """A treaty act with its source."""

    @property
    def source(self) -> str: ...
    @property
    def demonstration(self) -> bool: ...


class Line(NamedTuple):
    """One line of the ladder's history: a person's move, or a treaty act (`move` is None).

    `day` is the date as precisely as it is known; a `past` move belongs to a door that has closed.
    `label` is what the `words` say of an act in short.
    """

    on: date
    day: str
    ask: Ask | None
    move: Move | None
    words: str
    label: str
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
            label="",
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
            label=ACT_LABELS[act.action],
            source=act.source,
            past=False,
            origin=Origin.DEMONSTRATION if act.demonstration else Origin.REAL,
        )
        for act in acts
        if counts_from(act) <= today and (words := ACT_WORDS.get(act.action, ""))
    ]
    return sorted(lines, key=lambda line: line.on, reverse=True)


def _day(act: DatedAct) -> str:
    return act.effective_date if act.action is Action.WITHDRAWAL else act.date


def _before(on: date, since: date | None) -> bool:
    return since is not None and on < since
