"""The list of States: where each stands on a day, found by name, standing and region."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.states.names import did_you_mean, find_states
from app.states.queries import ActRow, Book, StateCard
from app.states.regions import NO_GROUP
from app.states.standing import Standing, counts_from, deciding


@dataclass(frozen=True)
class Line:
    """One State. `act` decided its standing, `since` is the day from which that counts; both are
    None for one that never acted. `matched` is the other name by which it was found."""

    state: StateCard
    standing: Standing
    act: ActRow | None
    since: date | None
    matched: str = ""


@dataclass(frozen=True)
class Listed:
    """The lines that fit, the counts of all States by standing, and names much like the one that
    nothing fits. `demonstration` if an act of a demonstration account counts among them."""

    lines: list[Line]
    counts: Mapping[Standing, int]
    meant: list[str]
    demonstration: bool


def states_on(
    known: Book,
    standings: Mapping[str, Standing],
    on: date,
    *,
    text: str = "",
    standing: Standing | None = None,
    region: str = "",
) -> Listed:
    """All States in the order of their names, or the best fit first where a name is given."""
    found = find_states(known.states.values(), text, limit=len(known.states))
    matched = {one.iso3: one.matched for one in found}
    wanted = list(matched) if text.strip() else list(known.states)
    lines = [
        _line(known, iso3, standings[iso3], on, matched.get(iso3, ""))
        for iso3 in wanted
        if standing in (None, standings[iso3])
        and region in ("", known.states[iso3].group or NO_GROUP)
    ]
    meant = [] if found else did_you_mean(list(known.states.values()), text)
    return Listed(
        lines=lines,
        counts=Counter(standings.values()),
        meant=[one.name for one in meant],
        demonstration=any(act.demonstration for acts in known.acts.values() for act in acts),
    )


def regions(known: Book) -> list[str]:
    """The codes of the regional groups, and that for States in none."""
    groups = {state.group for state in known.states.values()}
    return [*sorted(groups - {""}), NO_GROUP]


def _line(known: Book, iso3: str, standing: Standing, on: date, matched: str) -> Line:
    state = known.states[iso3]
    act = deciding(known.acts.get(iso3, ()), on)
    other = "" if matched in (state.name, iso3) else matched
    return Line(state, standing, act, counts_from(act) if act else None, other)
