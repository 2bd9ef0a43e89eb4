"""Whom it is about where it is better to wait, and who could come sooner. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.advice.ranking import Ranked, Ranking, best_first
from app.advice.rules import veto
from app.advice.sides import better_from
from app.advice.situation import Situation
from app.advice.weights import Weights
from app.doors.rules import RoundSettings
from app.kit.dates import spoken
from app.kit.translation import gettext as _
from app.kit.translation import listed


@dataclass(frozen=True)
class Wait:
    """`until` is the first day on which the messenger suggested has 0 points or more, as things
    stand, None where waiting alone does not help. `own` says that this is its own day: somebody
    who fits better, and is busy or kept away by a rule, would have an earlier one. `sooner` is who
    could come before it, in words; "" for nobody."""

    until: date | None
    own: bool = False
    sooner: str = ""

    def words(self, messenger: str) -> str:
        """What the card says of a messenger that waits."""
        if self.until is None and self.own:
            return _(
                "Not yet %(messenger)s: more speaks against it than for it, and waiting does not "
                "help",
                messenger=messenger,
            )
        if self.until is None:
            return _(
                "Better not yet: more speaks against it than for it, and waiting does not help"
            )
        if self.own:
            return _(
                "%(messenger)s had better wait until %(day)s",
                messenger=messenger,
                day=spoken(self.until),
            )
        return _("Better wait until %(day)s", day=spoken(self.until))

    @property
    def briefly(self) -> str:
        """The same, where the sentence that follows names the messenger."""
        return replace(self, own=False).words("")


NO_WAIT = Wait(None)


@dataclass(frozen=True)
class Clock:
    """What days are counted by; `busy` are the States to which the list sends each messenger."""

    settings: RoundSettings
    weights: Weights
    today: date
    busy: Mapping[str, Sequence[str]]

    def wait(self, at: Situation, ranking: Ranking, best: Ranked) -> Wait:
        """How long the messenger that a door goes to had better wait."""
        until = self._from(at, best)
        if until == self.today:
            return Wait(until)
        able = [one for one in ranking.able if best_first(one) < best_first(best)]
        kept = [one for one, _why in ranking.vetoed if best_first(one) < best_first(best)]
        sooner = [one for one in (*able, *kept) if self._before(self._from(at, one), until)]
        days = [(self._could(at, one), best_first(one), one) for one in sooner]
        possible = [(day, order, one) for day, order, one in days if self._before(day, until)]
        first = min(possible, key=lambda one: one[:2], default=None)
        return Wait(until, bool(sooner), self._said(at, first[2], first[0]) if first else "")

    def _from(self, at: Situation, one: Ranked) -> date | None:
        return better_from(at, one.score, self.today, self.weights)

    def _could(self, at: Situation, one: Ranked) -> date | None:
        """The first day on which rules and points let a messenger come, had the list a knock of
        its own left for this door; None if no day does."""
        back, day = at.refused.get(one.who.code, self.today), self._from(at, one)
        if day is None:
            return None
        day = max(day, back)
        kept_away = veto(at, one.who, self.settings, day, left=one.who.left)
        return None if kept_away else day

    def _before(self, day: date | None, until: date | None) -> bool:
        return day is not None and (until is None or day < until)

    def _said(self, at: Situation, one: Ranked, day: date | None) -> str:
        told = {"messenger": one.who.name, "day": spoken(day or self.today)}
        if len(self.busy.get(one.who.code, ())) < one.who.left:
            return _(
                "%(messenger)s could come sooner, from %(day)s: until then it is set aside here",
                **told,
            )
        told["states"] = listed(self.busy[one.who.code])
        if day == self.today:
            return _(
                "%(messenger)s could come today if its last knocks did not go to other doors of "
                "this list: %(states)s",
                **told,
            )
        return _(
            "%(messenger)s could come sooner, from %(day)s, if its last knocks did not go to "
            "other doors of this list: %(states)s",
            **told,
        )
