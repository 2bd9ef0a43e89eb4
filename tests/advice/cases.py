"""Doors, messengers and knocks of invented States, to try the pure modules with."""

from datetime import date, timedelta
from typing import Any

from app.advice.situation import Candidate, Fact, Situation
from app.contacts.silence import DoorRecord, Knock
from app.contacts.terms import Channel, Level, Precision, Response
from app.doors.asks import Ask
from app.doors.door import Door

TODAY = date(2026, 11, 24)
HOMES = {
    "AAA": Fact("AAA", "Aland", "African", "North", ("en", "fr"), frozenset({"AU", "NAM"})),
    "BBB": Fact("BBB", "Bland", "Asian", "South", ("es",), frozenset({"ASEAN"})),
}


def knock(days: int, *codes: str, **more: Any) -> Knock:
    """A knock `days` ago."""
    known: dict[str, Any] = {
        "precision": Precision.DAY,
        "channel": Channel.LETTER,
        "level": Level.AMBASSADOR,
        "response": Response.NONCOMMITTAL,
        "author_id": 1,
    }
    held_on = TODAY - timedelta(days=days)
    return Knock(contact_id=1, held_on=held_on, messengers=codes or ("BBB",), **known | more)


def record(*knocks: Knock) -> DoorRecord:
    """What these knocks, newest first, add up to."""
    effective = next((one for one in knocks if one.effective), None)
    return DoorRecord(recent=knocks, last_effective=effective)


def messenger(code: str = "AAA", **more: Any) -> Candidate:
    known: dict[str, Any] = {
        "name": HOMES[code].name if code in HOMES else code.title(),
        "home": HOMES.get(code),
        "languages": HOMES[code].languages if code in HOMES else (),
        "ceiling": Level.DIRECTOR,
        "capacity": 6,
        "left": 6,
    }
    return Candidate(code=code, **known | more)


def door(iso3: str = "XXX", *knocks: Knock, **more: Any) -> Situation:
    state = Fact(iso3, "Xland", "African", "North", ("en",), frozenset({"AU", "NAM"}))
    return Situation(door=Door(iso3, Ask.ACCEDE), state=state, record=record(*knocks), **more)
