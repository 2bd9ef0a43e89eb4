"""States of the region that joined after a knock: what is recorded, and nothing else. Pure.

That one came after the other is all that is said; no cause is claimed. What a demonstration or a
synthetic entry is behind is marked, and is never counted together with what is real.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.contacts.terms import CHANNEL_PHRASES, Channel
from app.kit.dates import spoken
from app.kit.translation import clauses, ngettext
from app.kit.translation import gettext as _
from app.states.regions import region_name

MOST = 2
NAMED = 3
"""So many channels at most, and so many States named for each."""


@dataclass(frozen=True)
class Case:
    """A State that joined on `joined_on` (an act's date as the depositary's page has it, `source`)
    and the last knock by a channel in the two years before."""

    iso3: str
    name: str
    subregion: str
    group: str
    joined_on: str
    source: str
    channel: Channel
    knocked_on: date
    real: bool = True

    @property
    def words(self) -> str:
        return _(
            "%(state)s joined on %(day)s, the last such knock was in %(month)s",
            state=self.name,
            day=spoken(self.joined_on),
            month=spoken(f"{self.knocked_on:%Y-%m}"),
        )


Say = Callable[[str, Channel, Sequence[Case]], str]


@dataclass(frozen=True)
class Precedent:
    """The States of one region that joined after a knock by one channel."""

    words: str
    cases: tuple[Case, ...]
    real: bool

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.source for one in self.cases if one.source))

    def as_json(self) -> dict[str, Any]:
        return {"words": self.words, "sources": list(self.sources), "real": self.real}


def nearest(iso3: str, subregion: str, group: str, cases: Sequence[Case]) -> tuple[Precedent, ...]:
    """For a State: those of its sub-region, else those of its regional group; what is real before
    what is not, and the most States first. () if none is recorded."""
    known = [one for one in cases if one.iso3 != iso3]
    near = [one for one in known if subregion and one.subregion == subregion]
    if near:
        return _by_channel(_sub_region, subregion, near)
    return _by_channel(_group, group, [one for one in known if group and one.group == group])


def _by_channel(say: Say, region: str, cases: Sequence[Case]) -> tuple[Precedent, ...]:
    found: dict[tuple[bool, Channel], list[Case]] = defaultdict(list)
    for one in sorted(cases, key=lambda one: (one.joined_on, one.iso3), reverse=True):
        found[one.real, one.channel].append(one)
    order = sorted(found, key=lambda key: (not key[0], -len(found[key]), key[1]))
    return tuple(
        Precedent(say(region, channel, found[real, channel]), tuple(found[real, channel]), real)
        for real, channel in order[:MOST]
    )


def _sub_region(region: str, channel: Channel, cases: Sequence[Case]) -> str:
    return ngettext(
        "%(num)s State of the sub-region %(region)s joined within two years of a knock %(how)s: "
        "%(cases)s",
        "%(num)s States of the sub-region %(region)s joined within two years of a knock %(how)s: "
        "%(cases)s",
        len(cases),
        **_told(region, channel, cases),
    )


def _group(region: str, channel: Channel, cases: Sequence[Case]) -> str:
    return ngettext(
        "%(num)s State of the %(region)s group joined within two years of a knock %(how)s: "
        "%(cases)s",
        "%(num)s States of the %(region)s group joined within two years of a knock %(how)s: "
        "%(cases)s",
        len(cases),
        **_told(region, channel, cases),
    )


def _told(region: str, channel: Channel, cases: Sequence[Case]) -> dict[str, str]:
    return {
        "region": region_name(region),
        "how": CHANNEL_PHRASES[channel],
        "cases": clauses(one.words for one in cases[:NAMED]),
    }
