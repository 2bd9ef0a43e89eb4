"""What Coordinators changed of a plan and what came of it, beside its lines."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from sqlmodel import Session

from app.accounts.policy import NOT_OF_IT, Reader, may_change
from app.advice.adoption import OF_THE_DEMONSTRATION, Adopted, adopted, may_adopt, unsolved
from app.advice.around import Knock, WishKind
from app.advice.hindrance_words import hindrance_words
from app.advice.plan_models import PlanRun, PlanWish, RunState
from app.advice.runs import overtaken_by
from app.advice.wishes import OVERTAKEN, as_wish, pending, plan_of, shown_at, wishes_of
from app.contacts.terms import CHANNEL_PHRASES, LEVEL_NAMES
from app.kit.dates import spoken
from app.kit.translation import gettext as _
from app.kit.translation import marked
from app.messengers.queries import messengers
from app.states.queries import book

STANDS = {
    WishKind.PIN: marked("Stays as it is"),
    WishKind.NOT_THEN: marked("Not in this week"),
    WishKind.NEVER: marked("Not in this round"),
    WishKind.INSTEAD: marked("Becomes another"),
}
SENTENCES = {
    WishKind.PIN: marked("%(state)s: %(messenger)s stays in the week of %(day)s."),
    WishKind.NOT_THEN: marked("%(state)s: not %(messenger)s in the week of %(day)s."),
    WishKind.NEVER: marked("%(state)s: not %(messenger)s in this round."),
    WishKind.INSTEAD: marked("%(state)s: instead of %(messenger)s in the week of %(day)s, %(to)s."),
}


@dataclass(frozen=True)
class Wanted:
    """A wish that stands: `code` is that of the line that it is shown at, `kind` and `stands` what
    it does there (what an edit made of a line before is pinned now), `becomes` what an edited line
    becomes, `sentence` all of it."""

    number: int
    code: str
    kind: WishKind
    carried: bool
    stands: str
    sentence: str
    becomes: str = ""


@dataclass(frozen=True)
class Desk:
    """`at` are the wishes by the code of their line; `pending` says whether the plan is to be made
    anew for them, `unsolved` whether it cannot be adopted before. `approaches` are the numbers of
    adopted lines, `refused` why others were left, both by code. `overtaken` is the number of the
    plan that was adopted since, `why_not` why nothing can be changed, "" where it can or where the
    plan is adopted, `not_to_adopt` why this reader may change and not adopt it, else ""."""

    number: int
    changeable: bool
    wishes: tuple[Wanted, ...] = ()
    pending: bool = False
    unsolved: bool = False
    adopted: Adopted | None = None
    refused: dict[str, str] = field(default_factory=dict)
    overtaken: int | None = None
    why_not: str = ""
    not_to_adopt: str = ""

    @cached_property
    def at(self) -> dict[str, Wanted]:
        return {one.code: one for one in self.wishes}

    @property
    def approaches(self) -> dict[str, int]:
        return self.adopted.approaches if self.adopted else {}

    @property
    def new_wishes(self) -> int:
        """How many stand that the plan was not worked out around."""
        return sum(not one.carried for one in self.wishes)


def desk_of(db: Session, reader: Reader, run: PlanRun, today: date) -> Desk:
    """The caller has checked that the reader may read plans."""
    number = run.id or 0
    if run.state is not RunState.DONE or run.plan is None:
        return Desk(number, changeable=False)
    done = adopted(db, run)
    newer = overtaken_by(db, run) if done is None else None
    able = may_change(reader, run.origin)
    changeable = done is None and newer is None and able
    barred = changeable and not may_adopt(reader, run)
    return Desk(
        number=number,
        changeable=changeable,
        not_to_adopt=_(OF_THE_DEMONSTRATION) if barred else "",
        overtaken=newer.id if newer else None,
        why_not=_why_not(newer, able=able) if done is None else "",
        wishes=tuple(_wanted(db, wishes_of(db, run))),
        pending=pending(db, run),
        unsolved=unsolved(db, run),
        adopted=done,
        refused=_refused(db, reader, run, done, today) if done else {},
    )


def _refused(
    db: Session, reader: Reader, run: PlanRun, done: Adopted, today: date
) -> dict[str, str]:
    lines = plan_of(run).open_lines
    return {
        code: hindrance_words(db, reader, why, lines[code].door, today)
        for code, why in done.refused.items()
    }


def _why_not(newer: PlanRun | None, *, able: bool) -> str:
    if newer:
        return _(OVERTAKEN)
    return "" if able else _(NOT_OF_IT)


def mondays(run: PlanRun, today: date) -> list[tuple[str, str]]:
    """The weeks of a plan that are not over, as (Monday, words)."""
    kept = plan_of(run)
    weeks = (kept.first + timedelta(weeks=week) for week in range(len(kept.quarters)))
    ahead = (monday for monday in weeks if monday + timedelta(days=6) >= today)
    return [(monday.isoformat(), _("Week of %(day)s", day=spoken(monday))) for monday in ahead]


def _wanted(db: Session, rows: Iterable[PlanWish]) -> Iterable[Wanted]:
    names = {one.code: one.name for one in messengers(db).values()}
    states = book(db)

    def name(code: str) -> str:
        return names.get(code, code)

    for row in rows:
        wish = as_wish(row)
        becomes = _becomes(wish.to, name) if wish.to else ""
        shown = WishKind.PIN if row.carried and wish.stays else row.kind
        yield Wanted(
            number=row.id or 0,
            code=shown_at(row),
            kind=shown,
            carried=row.carried,
            stands=_(STANDS[shown]),
            sentence=_(
                SENTENCES[row.kind],
                state=states.name(row.state_iso3),
                messenger=name(row.messenger),
                day=spoken(row.monday),
                to=becomes,
            ),
            becomes="" if row.carried else becomes,
        )


def _becomes(to: Knock, name: Callable[[str], str]) -> str:
    return _(
        "%(messenger)s, %(how)s, %(level)s level, week of %(day)s",
        messenger=name(to.messenger),
        how=CHANNEL_PHRASES[to.channel],
        level=LEVEL_NAMES[to.level],
        day=spoken(to.monday),
    )
