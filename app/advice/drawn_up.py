"""A plan as its readers see it: by week, with reasons, beside the plan before it.

Derived when it is read: a reason is what speaks for a line on the day on which somebody looks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, isfinite

from sqlmodel import Session

from app.accounts.policy import Act, Reader, require
from app.advice.around import Knock
from app.advice.changes import Changes, changes
from app.advice.hindrance_words import hindrance_words
from app.advice.kept import KeptPlan, moved_to
from app.advice.line_words import DrawnLine, line_words
from app.advice.plan import Binding, Line, Plan, Scarce, Status
from app.advice.plan_models import PlanRun
from app.advice.runs import plan_before
from app.advice.scoring import POINTS
from app.advice.wishes import plan_of
from app.audit.derived import derived
from app.kit.dates import days, spoken
from app.kit.translation import gettext as _
from app.kit.translation import marked, percent
from app.messengers.queries import messengers
from app.states.names import alphabetical
from app.states.queries import book

LIMITS = 8
"""Limits shown, those first of which one unit more would bring most."""
ASKED_FOR = frozenset({Scarce.DAYS, Scarce.TRIPS})
"""Limits that a Coordinator gave: what one unit more of them would bring is said in any case."""
ONE_MORE = {
    Scarce.CAPACITY: marked("If %(messenger)s could make one knock more, %(days)s"),
    Scarce.WEEK: marked("If %(messenger)s could make one knock more in the week of %(day)s"),
    Scarce.LOAD: marked("If %(messenger)s could make one knock more than is fair"),
    Scarce.FLOOR: marked("If %(messenger)s could make one knock fewer than is fair"),
    Scarce.DAYS: marked("If %(messenger)s had one day more, %(days)s"),
    Scarce.TRIPS: marked("If %(messenger)s had one trip more, %(days)s"),
}
HOW_GOOD = {
    Status.OPTIMAL: marked("Proven: no plan under these rules is better."),
    Status.CLOSE: marked("Proven: no plan under these rules is better by more than %(gap)s."),
    Status.LIMIT: marked("Proven: no plan under these rules is better by more than %(gap)s."),
    Status.CLOCK: marked(
        "The time was over: no plan under these rules is better by more than %(gap)s."
    ),
    Status.CANCELLED: marked(
        "Cancelled, the best so far: no plan under these rules is better by more than %(gap)s."
    ),
}
GREEDY = marked("Greedy, not proven: made line by line, without comparing whole plans.")


@dataclass(frozen=True)
class Drawn:
    """`weeks` are (Monday, lines); `loads` (messenger, knocks), the heaviest first; `limits`
    (what one unit more would be, points of expected movement); `let_go` what could not stay, with
    the reason. `before` is the number of the plan that it is compared with, None if there is none,
    and `begun_from` whether it was made around what was changed there."""

    plan: Plan
    weeks: tuple[tuple[date, tuple[DrawnLine, ...]], ...]
    loads: tuple[tuple[str, int], ...]
    limits: tuple[tuple[str, float], ...]
    waiting: tuple[str, ...]
    proven: bool
    how_good: str
    let_go: tuple[tuple[DrawnLine, str], ...] = ()
    before: int | None = None
    begun_from: bool = False
    new: tuple[DrawnLine, ...] = ()
    moved: tuple[tuple[DrawnLine, DrawnLine], ...] = ()
    gone: tuple[DrawnLine, ...] = ()
    kept: int = 0

    def present(self, today: date) -> date | None:
        """The Monday of the week with knocks that is not over yet and begins first; of the last one
        where all are over, None where there is none."""
        mondays = [monday for monday, _lines in self.weeks]
        ahead = (monday for monday in mondays if monday + timedelta(days=6) >= today)
        return next(ahead, mondays[-1] if mondays else None)


def drawn_up(db: Session, reader: Reader, run: PlanRun, today: date) -> Drawn | None:
    """A run's plan in words, remembered; None while there is none. Raises Forbidden but for
    Coordinators."""
    require(reader, Act.COORDINATE)
    if run.plan is None:
        return None
    return derived(db, ("plan", run.id, reader, today), lambda: _drawn_up(db, reader, run, today))


def _drawn_up(db: Session, reader: Reader, run: PlanRun, today: date) -> Drawn:
    kept = plan_of(run)
    words = line_words(db, reader, kept, today)
    earlier = plan_before(db, run)
    compared = _compared(kept, earlier)
    return Drawn(
        plan=kept.plan,
        weeks=_by_week(kept, words),
        loads=_loads(db, kept),
        limits=_limits(db, kept),
        waiting=tuple(book(db).name(door.iso3) for door in kept.plan.waiting),
        proven=kept.plan.status is not Status.GREEDY and isfinite(kept.plan.gap),
        how_good=how_good(kept.plan),
        let_go=tuple(
            (words(_line(kept, knock)), hindrance_words(db, reader, why, knock.door, today))
            for knock, why in kept.let_go
        ),
        before=earlier.id if earlier and compared else None,
        begun_from=run.parent_id is not None,
        new=tuple(map(words, compared.new)) if compared else (),
        moved=tuple((words(was), words(now)) for was, now in compared.moved) if compared else (),
        gone=tuple(map(words, compared.gone)) if compared else (),
        kept=len(compared.kept) if compared else 0,
    )


def how_good(plan: Plan) -> str:
    """What is proven of a plan, in a sentence."""
    if plan.status is Status.GREEDY or not isfinite(plan.gap):
        return _(GREEDY)
    return _(HOW_GOOD[plan.status], gap=percent(rounded_up(plan.gap)))


def rounded_up(gap: float) -> float:
    """To a tenth of a per cent, so that "by more than" stays true."""
    return ceil(round(gap * 1000, 6)) / 1000


def _compared(kept: KeptPlan, earlier: PlanRun | None) -> Changes | None:
    if earlier is None or earlier.plan is None:
        return None
    return changes(moved_to(plan_of(earlier), kept.first), kept.plan.lines)


def _line(kept: KeptPlan, knock: Knock) -> Line:
    week = (knock.monday - kept.first).days // 7
    return Line(week, knock.door, knock.messenger, knock.level, knock.channel, 0.0)


def _by_week(
    kept: KeptPlan, words: Callable[[Line], DrawnLine]
) -> tuple[tuple[date, tuple[DrawnLine, ...]], ...]:
    """The weeks in order, the lines of each by the name of the State in the reader's language."""
    found: dict[date, list[DrawnLine]] = {}
    for line in sorted(kept.plan.lines):
        drawn = words(line)
        found.setdefault(drawn.first, []).append(drawn)
    return tuple(
        (monday, tuple(sorted(lines, key=lambda one: alphabetical(one.state))))
        for monday, lines in sorted(found.items())
    )


def _loads(db: Session, kept: KeptPlan) -> tuple[tuple[str, int], ...]:
    names, counted = _names(db), dict.fromkeys(kept.messengers, 0)
    for line in kept.plan.lines:
        counted[line.messenger] = counted.get(line.messenger, 0) + 1
    pairs = [(names.get(code, code), number) for code, number in counted.items()]
    return tuple(sorted(pairs, key=lambda one: (-one[1], one[0])))


def _limits(db: Session, kept: KeptPlan) -> tuple[tuple[str, float], ...]:
    names = _names(db)
    shown = (
        one
        for place, one in enumerate(kept.plan.binding)
        if place < LIMITS or one.scarce in ASKED_FOR
    )
    return tuple((_one_more(one, kept, names), one.worth * POINTS) for one in shown)


def _one_more(one: Binding, kept: KeptPlan, names: dict[str, str]) -> str:
    weeks = [week for week, quarter in enumerate(kept.quarters) if quarter == one.quarter]
    first = kept.first + timedelta(weeks=weeks[0] if weeks else 0)
    last = kept.first + timedelta(weeks=(weeks[-1] if weeks else 0) + 1, days=-1)
    monday = kept.first + timedelta(weeks=one.week or 0)
    return _(
        ONE_MORE[one.scarce],
        messenger=names.get(one.messenger, one.messenger),
        days=days(first.isoformat(), last.isoformat()),
        day=spoken(monday),
    )


def _names(db: Session) -> dict[str, str]:
    return {one.code: one.name for one in messengers(db).values()}
