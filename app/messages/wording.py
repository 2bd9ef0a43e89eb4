"""What a version of a message says, as plain values. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from app.kit.translation import Said, marked, pmarked
from app.messages.themes import Audience


@dataclass(frozen=True)
class Raised:
    """What they may raise, and the group's answer; `barrier` is "" where none is behind it."""

    barrier: str
    may_raise: str
    answer: str


@dataclass(frozen=True)
class Wording:
    """The texts of one version; those with points have one a line."""

    title: str
    objective: str
    the_ask: str
    fallback_ask: str
    points: str
    for_foreign_ministry: str
    for_defence_ministry: str
    for_parliament: str
    press_line: str
    source: str
    arguments: tuple[Raised, ...] = ()

    @property
    def audiences(self) -> dict[str, str]:
        """The points for each audience that has some, by its field."""
        return {one: said for one in Audience if (said := getattr(self, one))}


TEXTS = tuple(one.name for one in fields(Wording) if one.name != "arguments")
SHOWN: Mapping[str, str] = Said(
    {
        "title": pmarked("label of a field", "Title"),
        "objective": marked("Objective"),
        "the_ask": marked("The one ask"),
        "fallback_ask": marked("Fallback ask"),
        "points": marked("Talking points"),
        "for_foreign_ministry": marked("To the foreign ministry"),
        "for_defence_ministry": marked("To the defence ministry"),
        "for_parliament": marked("To parliament"),
        "arguments": marked("What they may raise, and our answer"),
        "press_line": marked("Press line"),
        "source": pmarked("label of a field", "Source"),
    }
)
"""The fields in the order in which they are read."""


def as_json(of: Wording) -> dict[str, Any]:
    """Field names to JSON values: what is kept of an earlier text."""
    content = {name: getattr(of, name) for name in TEXTS}
    return content | {"arguments": [asdict(one) for one in of.arguments]}


def from_json(content: Mapping[str, Any]) -> Wording:
    """The wording that `as_json` kept."""
    raised = tuple(Raised(**one) for one in content["arguments"])
    return Wording(**{name: content[name] for name in TEXTS}, arguments=raised)
