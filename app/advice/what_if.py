"""What would change a line: the list made again with one thing otherwise. Pure.

Each sentence says what came out, never what one would expect: a messenger that cannot be sent
anywhere, a knock at the door today, the reason stated first counting nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.advice.ranking import Ranked, Rankings, assign, best_first, place, suggested
from app.advice.rules import rest
from app.advice.scoring import OF_DOOR, Part
from app.advice.situation import Situation
from app.contacts.silence import DoorRecord, Knock
from app.contacts.terms import Channel, Precision, Response
from app.doors.door import Door
from app.doors.rules import RoundSettings
from app.kit.dates import spoken
from app.kit.translation import gettext as _


@dataclass(frozen=True)
class Changes:
    """What came out. `absent` is the code of who would be suggested if the messenger could be sent
    to no door, "" for nobody. A knock today would let the door rest until `knocked`, and until
    `declined` if that is the answer; None if it would not. Without the reason stated first it would
    be `uncounted`, "" for nobody, at `place` of the list (1 for the first)."""

    absent: str
    knocked: date | None
    declined: date | None
    uncounted: str
    place: int | None
    words: str


class Again:
    """One list, to be made again with one thing otherwise. `left` are everybody's knocks."""

    def __init__(
        self, rankings: Rankings, left: Mapping[str, int], settings: RoundSettings, today: date
    ) -> None:
        self.rankings, self.left = rankings, left
        self.settings, self.today = settings, today
        self.given = assign(rankings, left)
        self._absent: dict[str, dict[Door, Ranked | None]] = {}

    def changes(self, at: Situation, best: Ranked, first: Part) -> Changes:
        """For the line of `best` at a door, whose reason stated first is `first`."""
        absent = self.without(best.who.code)[at.door]
        knocked = _until(at, None, self.settings, self.today)
        declined = _until(at, Response.DECLINED, self.settings, self.today)
        given = assign({**self.rankings, at.door: self._uncounted(at, best, first)}, self.left)
        other, now, then = given[at.door], place(self.given, at.door), place(given, at.door)
        return Changes(
            absent=_code(absent),
            knocked=knocked,
            declined=declined,
            uncounted=_code(other),
            place=then,
            words=" ".join(
                [
                    _if_absent(best, absent),
                    *_if_knocked(knocked, declined),
                    _if_uncounted(best, other, now, then),
                ]
            ),
        )

    def without(self, code: str) -> dict[Door, Ranked | None]:
        """To whom each door goes if a messenger can be sent to none."""
        if code not in self._absent:
            self._absent[code] = assign(self.rankings, self.left, absent=code)
        return self._absent[code]

    def _uncounted(self, at: Situation, best: Ranked, first: Part) -> Sequence[Ranked]:
        """The ranking of a door where the first reason counts nothing: for whoever knocks if it is
        the door's, else for the messenger that is suggested."""

        def less(one: Ranked) -> Ranked:
            if first.name not in OF_DOOR and one.who.code != best.who.code:
                return one
            return Ranked(one.who, round(one.score - first.points, 3), one.speaking - 1)

        return sorted(map(less, self.rankings[at.door]), key=best_first)


def knocked_today(at: Situation, response: Response | None, today: date) -> Situation:
    """The door after one more knock, today."""
    knock = Knock(0, today, Precision.DAY, Channel.BILATERAL_MEETING, None, response, (), 0)
    return replace(at, record=DoorRecord((knock, *at.record.recent), knock))


def _until(
    at: Situation, response: Response | None, settings: RoundSettings, today: date
) -> date | None:
    found = rest(knocked_today(at, response, today), settings, today)
    return found.until if found else None


def _code(one: Ranked | None) -> str:
    return one.who.code if one and suggested(one) else ""


def _if_absent(best: Ranked, other: Ranked | None) -> str:
    name = best.who.name
    if other is None or not suggested(other):
        return _(
            "If %(messenger)s were not available, there would be no suggestion here.",
            messenger=name,
        )
    return _(
        "If %(messenger)s were not available, %(other)s would be suggested.",
        messenger=name,
        other=other.who.name,
    )


def _if_knocked(knocked: date | None, declined: date | None) -> list[str]:
    if knocked is None:
        said = [_("By the settings, a knock today would not let the door rest.")]
    else:
        day = spoken(knocked)
        said = [_("A knock today, by anybody, would let the door rest until %(day)s.", day=day)]
    if declined and declined != knocked:
        said.append(_("Were it declined, the door would rest until %(day)s.", day=spoken(declined)))
    return said


def _if_uncounted(best: Ranked, other: Ranked | None, now: int | None, then: int | None) -> str:
    if other is None or then is None:
        return _("If the first reason did not count, there would be no suggestion here.")
    told = {"messenger": other.who.name, "place": then}
    if other.who.code != best.who.code:
        return _(
            "If the first reason did not count, %(messenger)s would be suggested, at place "
            "%(place)s of the list.",
            **told,
        )
    if then == now:
        return _(
            "If the first reason did not count, %(messenger)s would still be suggested, at the "
            "same place of the list.",
            **told,
        )
    return _(
        "If the first reason did not count, %(messenger)s would still be suggested, at place "
        "%(place)s of the list instead of %(now)s.",
        **told,
        now=now,
    )
