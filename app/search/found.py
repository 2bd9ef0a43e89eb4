"""What a search finds: hits in groups, each for one reader. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.search.words import holds


class Kind(StrEnum):
    """The groups, in the order in which they are shown."""

    STATES = "states"
    CONTACTS = "contacts"
    COMMITMENTS = "commitments"
    APPROACHES = "approaches"
    RESTS = "rests"
    HAPPENINGS = "happenings"
    MESSAGES = "messages"
    MESSENGERS = "messengers"
    MEETINGS = "meetings"


@dataclass(frozen=True)
class Hit:
    """One thing found: `key` is its number or code (of what stands at a door, the State's), `about`
    says when and how, `text` is what the words may stand in, `also` other names that it has,
    `source` where a fact is from, `ask` that of the door. The others are as for any entry."""

    key: str
    title: str
    about: str = ""
    text: str = ""
    standing: str = ""
    visibility: str = "group"
    origin: str = "real"
    retracted: bool = False
    source: str = ""
    also: str = ""
    ask: str = ""

    @property
    def whole(self) -> str:
        """All that is said of it and that it is called, to be searched."""
        return f"{self.title} {self.about} {self.text} {self.also}"


@dataclass(frozen=True)
class Group:
    """The best hits of one kind; `more` if there are more of them than `count`."""

    kind: Kind
    hits: tuple[Hit, ...]
    count: int
    more: bool = False


def those_that_hold(kind: Kind, hits: Sequence[Hit], words: Sequence[str], size: int) -> Group:
    """Of all hits of a kind those in which every word stands, `size` of them to be shown."""
    fitting = [hit for hit in hits if holds(hit.whole, words)]
    return Group(kind, tuple(fitting[:size]), len(fitting))


@dataclass(frozen=True)
class Found:
    """What a search finds for a reader. `words` are those looked for, `record` what the standings
    rest on, `meant` names of States much like what was typed, `nearest` other words that this
    reader would find something by."""

    words: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    record: str = ""
    meant: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
