"""A line of advice as `samedoor next` prints it."""

from collections.abc import Iterator

from app.advice.suggest import Suggestion
from app.kit.dates import spoken


def sentences(line: Suggestion) -> Iterator[str]:
    """All that a line says, one sentence each."""
    yield f"{spoken(line.window[0])} to {spoken(line.window[1])}"
    if line.waits:
        yield f"{line.wait}."
    if line.sooner:
        yield f"{line.sooner}."
    yield from (f"+ {reason}" for reason in line.reasons)
    yield from (f"- {caution}" for caution in line.cautions)
    yield from (f"or: {one.words} ({one.why})" for one in line.interim)
    yield line.would_change
    if line.runner_up:
        yield f"{line.runner_up}."
    yield from (f"kept away: {why}" for why in line.kept_away)
    yield from (f"as of: {age}" for age in line.rests_on)
    for one in line.precedents:
        yield f"before: {one.words}{'' if one.real else ' (not from real entries)'}"
    if not line.precedents:
        yield "before: no State of the region is recorded to have joined after a knock"
