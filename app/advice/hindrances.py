"""Why a line cannot be in a plan: the hard rule, kept as a code, said in words. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.contacts.terms import LEVEL_NAMES, Level
from app.kit.dates import spoken
from app.kit.translation import gettext as _
from app.kit.translation import marked


class Rule(StrEnum):
    CLOSED_DOOR = "closed door"
    OUTSIDE = "outside"
    PAST = "past"
    NOBODY = "nobody"
    ITSELF = "itself"
    EXCLUDED = "excluded"
    LEAD = "lead"
    UNWANTED = "unwanted"
    SET_ASIDE = "set aside"
    CEILING = "ceiling"
    PROTOCOL = "protocol"
    RESTS = "rests"
    SHUT = "shut"
    NEAR = "near"
    TWICE = "twice"
    CAPACITY = "capacity"
    WEEK = "week"
    DAYS = "days"
    TRIPS = "trips"
    REGION = "region"


WORDS = {
    Rule.CLOSED_DOOR: marked("There is no open door any more."),
    Rule.OUTSIDE: marked("The week of %(day)s lies outside the plan."),
    Rule.PAST: marked("The week of %(day)s is over."),
    Rule.NOBODY: marked("%(messenger)s does not take part."),
    Rule.ITSELF: marked("%(messenger)s is the State itself."),
    Rule.EXCLUDED: marked(
        "%(messenger)s is not to be sent to this State, as a Coordinator decided."
    ),
    Rule.LEAD: marked(
        "%(messenger)s is the lead messenger of this door, as a Coordinator decided."
    ),
    Rule.UNWANTED: marked(
        "You took %(messenger)s out at this door; take that back first if you want it."
    ),
    Rule.SET_ASIDE: marked(
        "%(messenger)s was suggested before and set aside until the week of %(day)s."
    ),
    Rule.CEILING: marked("By protocol, %(messenger)s goes up to “%(level)s”."),
    Rule.PROTOCOL: marked(
        "By protocol, %(messenger)s cannot follow on the last level here, “%(level)s”."
    ),
    Rule.RESTS: marked("The door rests until the week of %(day)s."),
    Rule.SHUT: marked("The door is held or at rest in the week of %(day)s."),
    Rule.NEAR: marked(
        "%(messenger)s knocks in the week of %(day)s: that is closer than the spacing allows."
    ),
    Rule.TWICE: marked(
        "%(messenger)s would knock twice running. Somebody else’s knock in between has to "
        "stay first."
    ),
    Rule.CAPACITY: marked("%(messenger)s has no knock left in the quarter of that week."),
    Rule.WEEK: marked("%(messenger)s has no knock left in the week of %(day)s."),
    Rule.DAYS: marked("%(messenger)s has no day for a visit left in that quarter."),
    Rule.TRIPS: marked("%(messenger)s has no trip left in that quarter."),
    Rule.REGION: marked("%(messenger)s visits another region in the week of %(day)s."),
}
FIELDS = {
    Rule.OUTSIDE: "week", Rule.PAST: "week", Rule.RESTS: "week", Rule.SHUT: "week",
    Rule.NEAR: "week", Rule.WEEK: "week", Rule.CEILING: "level", Rule.PROTOCOL: "level",
    Rule.DAYS: "channel", Rule.TRIPS: "channel", Rule.REGION: "channel",
}  # fmt: skip
"""The answer that a rule is about; all others are about the messenger."""


@dataclass(frozen=True)
class Hindrance:
    """A rule that a line breaks; `messenger` is the code of whom it is about."""

    rule: Rule
    messenger: str = ""
    day: date | None = None
    level: Level | None = None

    @property
    def field(self) -> str:
        return FIELDS.get(self.rule, "messenger")

    def words(self, name: Callable[[str], str]) -> str:
        """A sentence; `name` calls a messenger by its code."""
        told = {
            "messenger": name(self.messenger),
            "day": spoken(self.day) if self.day else "",
            "level": LEVEL_NAMES[self.level] if self.level else "",
        }
        return _(WORDS[self.rule], **told)

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule.value,
            "messenger": self.messenger,
            "day": self.day.isoformat() if self.day else None,
            "level": self.level.value if self.level else None,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Hindrance":
        """Raises KeyError or ValueError for what `as_json` did not make."""
        return cls(
            Rule(kept["rule"]),
            kept["messenger"],
            date.fromisoformat(kept["day"]) if kept["day"] else None,
            Level(kept["level"]) if kept["level"] else None,
        )
