"""Which doors of the overview are shown, in what order and groups, as the address has it. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.advice.cold import DUE_NAMES, Due
from app.advice.overview import Listed
from app.doors.asks import ASK_NAMES, BARRIER_NAMES, Ask, Barrier
from app.doors.ladder import BY_A_PERSON, Stage, name
from app.kit.translation import Said, marked, ngettext
from app.kit.translation import gettext as _
from app.states.names import alphabetical, find_states
from app.states.regions import NO_GROUP, in_order, region_name


class Sort(StrEnum):
    """What the doors are ordered by; with a minus, the other way round."""

    STATE = "state"
    STATE_DOWN = "-state"
    SILENCE_DOWN = "-silence"
    SILENCE = "silence"
    STAGE_DOWN = "-stage"
    STAGE = "stage"
    COLD = "cold"
    COLD_DOWN = "-cold"
    LAST_DOWN = "-last"
    LAST = "last"
    MESSENGERS_DOWN = "-messengers"
    MESSENGERS = "messengers"


SORT_NAMES = Said(
    {
        Sort.STATE: marked("State, A to Z"),
        Sort.STATE_DOWN: marked("State, Z to A"),
        Sort.SILENCE_DOWN: marked("longest silence"),
        Sort.SILENCE: marked("shortest silence"),
        Sort.STAGE_DOWN: marked("furthest stage"),
        Sort.STAGE: marked("earliest stage"),
        Sort.COLD: marked("first to go cold"),
        Sort.COLD_DOWN: marked("last to go cold"),
        Sort.LAST_DOWN: marked("latest knock"),
        Sort.LAST: marked("oldest knock"),
        Sort.MESSENGERS_DOWN: marked("most messengers"),
        Sort.MESSENGERS: marked("fewest messengers"),
    }
)


ASKED = Said({Ask.RATIFY: marked("asked to ratify"), Ask.ACCEDE: marked("asked to accede")})


class Repose(StrEnum):
    """Whether somebody put a door to rest, and whether that lasts."""

    ASLEEP = "asleep"
    WOKEN = "woken"


REPOSE_NAMES = Said({Repose.ASLEEP: marked("at rest"), Repose.WOKEN: marked("woke up")})


class Group(StrEnum):
    REGION = "region"
    STAGE = "stage"


class Filters(BaseModel):
    """Everything is optional. `stage` is a rung's number or "none", `silence` the least number of
    days, `never` keeps the doors at which no knock is known, `due` those that stand so towards the
    days between which the next knock should come, `rest` those at rest, or that woke; `columns` are
    the codes of those that show."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    q: str = Field("", max_length=200)
    ask: Ask | None = None
    region: str = Field("", max_length=40)
    stage: str = Field("", pattern="^(none|[0-5])?$")
    messenger: str = Field("", max_length=12)
    barrier: Barrier | None = None
    silence: int | None = Field(None, ge=0, le=100_000)
    never: bool = False
    due: Due | None = None
    rest: Repose | None = None
    sort: Sort = Sort.STATE
    group: Group | None = None
    columns: str = Field("", pattern="^[a-z.]*$", max_length=120)

    def query(self, **changed: Any) -> dict[str, Any]:
        """The address's parameters that reproduce this list, some of them changed."""
        own = self.model_dump(mode="json", exclude_defaults=True) | changed
        return {
            key: str(value).lower() if value is True else value
            for key, value in own.items()
            if value not in (None, "", False)
        }

    def said(self, senders: Mapping[str, str]) -> list[tuple[str, dict[str, Any]]]:
        """Each filter in use in words, and the address's parameters without it."""
        sender = senders.get(self.messenger.upper(), self.messenger)
        words = {
            "q": _("“%(text)s”", text=self.q),
            "ask": ASKED[self.ask] if self.ask else "",
            "region": region_name(self.region),
            "stage": name(Stage(int(self.stage)) if self.stage.isdecimal() else None),
            "messenger": _("knocked by %(messenger)s in twelve months", messenger=sender),
            "barrier": BARRIER_NAMES[self.barrier] if self.barrier else "",
            "silence": _silent(self.silence),
            "never": _("no knock known"),
            "due": DUE_NAMES[self.due] if self.due else "",
            "rest": REPOSE_NAMES[self.rest] if self.rest else "",
        }
        used = self.query()
        return [(text, self.query(**{key: ""})) for key, text in words.items() if key in used]


@dataclass(frozen=True)
class Block:
    """Doors under one heading; the heading is "" where nothing is grouped."""

    heading: str
    doors: Sequence[Listed]


def read_filters(asked: dict[str, str]) -> tuple[Filters, list[str]]:
    """Filters from an address, and the names of those that make no sense and are left out."""
    given = {key: value for key, value in asked.items() if value != ""}
    try:
        return Filters.model_validate(given), []
    except ValidationError as failure:
        wrong = sorted({str(error["loc"][0]) for error in failure.errors()})
        sound = {key: value for key, value in given.items() if key not in wrong}
        return Filters.model_validate(sound), wrong


def facts_only(filters: Filters) -> Filters:
    """The same without what rests on entries: for those who read none."""
    return Filters(
        q=filters.q,
        ask=filters.ask,
        region=filters.region,
        sort=filters.sort if filters.sort in BY_NAME else Sort.STATE,
        group=Group.REGION if filters.group is Group.REGION else None,
    )


def chosen(doors: Sequence[Listed], filters: Filters) -> list[Listed]:
    """The doors that pass the filters, in the order asked for."""
    named = _named(doors, filters.q)
    kept = [
        one for one in doors if (named is None or one.door.iso3 in named) and _passes(one, filters)
    ]
    return _sorted(kept, filters)


def blocks(doors: Sequence[Listed], group: Group | None) -> list[Block]:
    """The doors in groups, each in the order that they came in."""
    if group is None:
        return [Block("", doors)]
    heading = _region_words if group is Group.REGION else _stage_words
    order = _region if group is Group.REGION else _stage_order
    found: dict[Any, list[Listed]] = {}
    for one in doors:
        found.setdefault(order(one), []).append(one)
    return [Block(heading(found[key][0]), found[key]) for key in sorted(found)]


def choices(doors: Sequence[Listed], names: Mapping[str, str]) -> dict[str, Any]:
    """What the filters offer, as (code, words); `names` are the messengers' by code."""
    knockers = {code for one in doors for code in one.knockers}
    return {
        "asks": list(ASK_NAMES.items()),
        "stages": [*((str(int(one)), name(one)) for one in BY_A_PERSON), ("none", name(None))],
        "barriers": list(BARRIER_NAMES.items()),
        "dues": list(DUE_NAMES.items()),
        "rests": list(REPOSE_NAMES.items()),
        "sorts": list(SORT_NAMES.items()),
        "regions": [(region, region_name(region)) for region in regions(doors)],
        "messengers": sorted(
            ((code, names[code]) for code in knockers),
            key=lambda option: alphabetical(option[1]),
        ),
    }


def regions(doors: Iterable[Listed]) -> list[str]:
    """The regional groups with an open door; States in none come last."""
    return in_order(_region(one) for one in doors)


def _named(doors: Sequence[Listed], text: str) -> frozenset[str] | None:
    if not text:
        return None
    found = find_states((one.state for one in doors), text, limit=len(doors))
    return frozenset(one.iso3 for one in found)


def _passes(one: Listed, filters: Filters) -> bool:
    return (
        filters.ask in (None, one.door.ask)
        and filters.region in ("", _region(one))
        and filters.stage in ("", _stage_code(one))
        and (not filters.messenger or filters.messenger.upper() in one.knockers)
        and (not filters.barrier or any(b.barrier is filters.barrier for b in one.barriers))
        and (filters.silence is None or one.silence is None or one.silence >= filters.silence)
        and not (filters.never and one.knocked)
        and filters.due in (None, one.due)
        and filters.rest in (None, _repose(one))
    )


def _repose(one: Listed) -> Repose | None:
    if one.rest is None:
        return None
    return Repose.ASLEEP if one.rest.asleep else Repose.WOKEN


def _sorted(doors: list[Listed], filters: Filters) -> list[Listed]:
    """Doors without a value come last whichever way; equals keep the order of the names."""
    if filters.sort in BY_NAME:
        return doors if filters.sort is Sort.STATE else doors[::-1]
    key = KEYS[filters.sort.removeprefix("-")]
    known = [one for one in doors if key(one) is not None]
    blank = [one for one in doors if key(one) is None]
    return sorted(known, key=key, reverse=filters.sort.startswith("-")) + blank


def _region(one: Listed) -> str:
    return one.state.group or NO_GROUP


def _region_words(one: Listed) -> str:
    return region_name(_region(one))


def _stage_code(one: Listed) -> str:
    return str(int(one.stage.stage)) if one.stage else "none"


def _stage_words(one: Listed) -> str:
    return name(one.stage.stage if one.stage else None)


def _stage_order(one: Listed) -> int:
    """Furthest first; those not yet assessed last."""
    return -int(one.stage.stage) if one.stage else len(Stage)


def _silent(days: int | None) -> str:
    if days is None:
        return ""
    return ngettext(
        "silent for %(days)s day or more", "silent for %(days)s days or more", days, days=days
    )


BY_NAME = (Sort.STATE, Sort.STATE_DOWN)

KEYS: dict[str, Callable[[Listed], Any]] = {
    "stage": lambda one: one.stage.stage if one.stage else None,
    "last": lambda one: one.last.held_on if one.last else None,
    "silence": lambda one: one.silence,
    "cold": lambda one: one.window.not_later if one.window else None,
    "messengers": lambda one: one.senders,
}
