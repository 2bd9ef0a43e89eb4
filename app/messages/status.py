"""How far each version of a message has come, and which of them is carried today. Pure.

A *number* of a message is one agreed text: written in its source language, translated into others.
It passes from draft to reviewed, adopted, retired. The current number is the newest whose source is
adopted and not retired; a translation is current if it was made from that number, behind if from an
earlier one, missing if there is none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.kit.translation import Said, marked, pmarked
from app.messages.wording import Wording


class Step(StrEnum):
    REVIEWED = "reviewed"
    ADOPTED = "adopted"
    RETIRED = "retired"


class State(StrEnum):
    DRAFT = "draft"
    REVIEWED = "reviewed"
    ADOPTED = "adopted"
    RETIRED = "retired"


STATE_NAMES = Said(
    {
        State.DRAFT: pmarked("state of a message", "draft"),
        State.REVIEWED: pmarked("state of a message", "reviewed"),
        State.ADOPTED: pmarked("state of a message", "adopted"),
        State.RETIRED: pmarked("state of a message", "retired"),
    }
)


class Freshness(StrEnum):
    SOURCE = "source"
    CURRENT = "current"
    BEHIND = "behind"
    MISSING = "missing"


FRESHNESS_NAMES = Said(
    {
        Freshness.SOURCE: pmarked("a translation is", "source"),
        Freshness.CURRENT: pmarked("a translation is", "current"),
        Freshness.BEHIND: pmarked("a translation is", "behind"),
        Freshness.MISSING: pmarked("a translation is", "missing"),
    }
)
OFFERED = marked("Supplied with Same Door; to be reviewed by the group")
"""Of a version that nobody drafted: it is carried until the group adopts its own."""


@dataclass(frozen=True)
class Taken:
    """One step of a version: `revision` is the text that it was taken of."""

    step: Step
    revision: int
    author_id: int | None
    at: datetime
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Version(Wording):
    """One text of a number in one language; `edition` counts the translations of a number anew.

    `authors` wrote it, empty where it came with the product; `steps` are in their order.
    """

    id: int
    message_id: int
    ask: str
    number: int
    edition: int
    language: str
    source_language: str
    revision: int
    origin: str
    authors: frozenset[int] = frozenset()
    recorded_by: int | None = None
    recorded_at: datetime | None = None
    steps: tuple[Taken, ...] = ()

    @property
    def is_source(self) -> bool:
        return self.language == self.source_language

    @property
    def is_supplied(self) -> bool:
        """Whether it came with the product: nobody of the group drafted it."""
        return self.recorded_at is None

    def step(self, step: Step) -> Taken | None:
        """That step of it; a review counts for the text that was reviewed alone."""
        taken = [one for one in self.steps if one.step is step]
        if step is Step.REVIEWED:
            taken = [one for one in taken if one.revision == self.revision]
        return taken[-1] if taken else None

    @property
    def was_adopted(self) -> bool:
        """Whether it is, or once was, what the group says."""
        return self.is_supplied or self.step(Step.ADOPTED) is not None

    @property
    def state(self) -> State:
        if self.step(Step.RETIRED):
            return State.RETIRED
        if self.was_adopted:
            return State.ADOPTED
        return State.REVIEWED if self.step(Step.REVIEWED) else State.DRAFT


@dataclass(frozen=True)
class Translated:
    """How a language stands: `version` is what there is in it, None where nothing is."""

    language: str
    freshness: Freshness
    version: Version | None


def source_of(versions: Iterable[Version]) -> Version | None:
    """The source of the current number among the versions of one message."""
    adopted = [one for one in versions if one.is_source and one.state is State.ADOPTED]
    return max(adopted, key=lambda one: one.number, default=None)


def translated(versions: Sequence[Version], language: str) -> Translated:
    """How the versions of one message stand in a language."""
    source = source_of(versions)
    if source is None:
        return Translated(language, Freshness.MISSING, None)
    if source.language == language:
        return Translated(language, Freshness.SOURCE, source)
    said = [
        one
        for one in versions
        if one.language == language and one.state is State.ADOPTED and one.number <= source.number
    ]
    newest = max(said, key=lambda one: (one.number, one.edition), default=None)
    if newest is None:
        return Translated(language, Freshness.MISSING, None)
    same = newest.number == source.number
    return Translated(language, Freshness.CURRENT if same else Freshness.BEHIND, newest)


def carried_in(versions: Sequence[Version], language: str) -> Version | None:
    """What is said in a language today: its current translation, else the source itself."""
    found = translated(versions, language)
    if found.freshness in (Freshness.SOURCE, Freshness.CURRENT):
        return found.version
    return source_of(versions)


def at_doors(messages: Iterable[Sequence[Version]]) -> Sequence[Version]:
    """Of the messages that serve one ask, given by their versions, the one that its doors carry:
    the one adopted last, and what was supplied before all others; () if none is."""
    able = [(source, versions) for versions in messages if (source := source_of(versions))]
    return max(able, key=lambda pair: _adopted(pair[0]), default=(None, ()))[1]


def _adopted(source: Version) -> tuple[bool, float, int]:
    step = source.step(Step.ADOPTED)
    return (step is not None, step.at.timestamp() if step else 0.0, -source.message_id)
