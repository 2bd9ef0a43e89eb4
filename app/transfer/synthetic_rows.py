"""One synthetic contact after the other, as rows of the log's tables. Pure but for its dice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from app.accounts.policy import Visibility, warns_by_default
from app.contacts.terms import CHANNEL_NAMES, Channel, Level, Outcome, Precision, Response, Side
from app.contacts.text import search_text
from app.doors.asks import Ask
from app.kit.origin import Origin
from app.transfer.vocabulary import OFFICES, PLACES, note, text_of

YEARS = 12
Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""Rows by the name of their table."""

CHANNELS = ((Channel.BILATERAL_MEETING, 30), (Channel.MARGINS, 20), (Channel.DEMARCHE, 14),
            (Channel.NOTE_VERBALE, 6), (Channel.LETTER, 6), (Channel.PHONE_CALL, 5),
            (Channel.EMAIL, 6), (Channel.SIDE_EVENT, 3), (Channel.WORKSHOP, 4),
            (Channel.HIGH_LEVEL_VISIT, 2), (Channel.PUBLIC_STATEMENT, 1),
            (Channel.PARLIAMENTARY_CONTACT, 2), (Channel.THIRD_PARTY, 1))  # fmt: skip
LEVELS = ((Level.EXPERT, 34), (Level.AMBASSADOR, 34), (Level.DIRECTOR, 14), (Level.MINISTER, 6),
          (Level.HEAD, 1), (Level.PARLIAMENTARIAN, 3), (Level.MILITARY, 2), (None, 6))  # fmt: skip
RESPONSES = ((Response.NO_REPLY, 18), (Response.DECLINED, 5), (Response.NONCOMMITTAL, 32),
             (Response.INTERESTED, 25), (Response.COMMITTED, 7), (Response.ACTED, 3),
             (None, 10))  # fmt: skip
VISIBILITIES = ((Visibility.GROUP, 80), (Visibility.DELEGATIONS, 10), (Visibility.MESSENGER, 6),
                (Visibility.COORDINATORS, 4))  # fmt: skip
PRECISIONS = ((Precision.DAY, 90), (Precision.WEEK, 5), (Precision.MONTH, 5))


@dataclass(frozen=True)
class Ground:
    """What synthetic contacts stand on: the facts, and the accounts that write them.

    `states` and `messengers` are (code, weight); `called` are the texts by which a State is
    found, `names` the messengers' names, `ask` the door that was open on a day.
    """

    today: date
    states: tuple[tuple[str, int], ...]
    called: dict[str, tuple[str, ...]]
    messengers: tuple[tuple[str, int], ...]
    names: dict[str, str]
    authors: tuple[int, ...]
    ask: Callable[[str, date], Ask | None]
    versions: dict[Ask, int]
    meetings: tuple[int, ...]


def contact_rows(random: Random, ground: Ground, count: int) -> Iterator[Rows]:
    """The rows of `count` contacts, oldest first, numbered from 1; each with all that hangs on
    it. The same dice give the same rows."""
    promise = 1
    for number, ago in enumerate(_days(random, count), 1):
        rows = _contact(random, ground, number, ground.today - timedelta(days=ago))
        for row in rows["commitments"]:
            row["id"] = promise
            promise += 1
        rows["commitment_outcomes"] = list(_outcomes(random, ground, rows))
        yield rows


def _days(random: Random, count: int) -> list[int]:
    """Days before today, over the years, more of them lately."""
    reach = YEARS * 365
    return sorted((int(random.random() ** 1.5 * reach) for _ in range(count)), reverse=True)


def _drawn(random: Random, weighted: tuple[tuple[Any, int], ...], *, times: int = 1) -> list[Any]:
    values, weights = zip(*weighted, strict=True)
    return random.choices(values, weights, k=times)


def _contact(random: Random, ground: Ground, number: int, day: date) -> Rows:
    (iso3,) = _drawn(random, ground.states)
    ask = ground.ask(iso3, day)
    knocked = list(dict.fromkeys(_drawn(random, ground.messengers, times=_how_many(random))))
    offices = random.sample(OFFICES, random.choice((0, 1, 1, 2)))
    promises = [text_of(random, 12) for _ in range(random.choice((0, 0, 0, 1, 2)))]
    contact = _columns(random, ground, number, iso3, day, ask)
    if promises:
        contact["next_step_owner"] = contact["author_id"]
    contact["search_text"] = search_text(
        [
            *ground.called[iso3],
            *(ground.names[code] for code in knocked),
            CHANNEL_NAMES[contact["channel"]],
            contact["place"],
            *offices,
            contact["note"],
            *promises,
            contact["next_step"],
        ]
    )
    return {
        "contacts": [contact],
        "contact_doors": [{"contact_id": number, "ask": ask}] if ask else [],
        "contact_messengers": [
            {"contact_id": number, "messenger": code, "position": place}
            for place, code in enumerate(knocked)
        ],
        "counterparts": [
            {"contact_id": number, "office": office, "name": ""} for office in offices
        ],
        "commitments": [_promise(random, number, day, said) for said in promises],
        "retractions": list(_retraction(random, contact)),
    }


def _how_many(random: Random) -> int:
    return random.choices((1, 2, 3), (85, 12, 3))[0]


def _columns(
    random: Random, ground: Ground, number: int, iso3: str, day: date, ask: Ask | None
) -> Row:
    (visibility,) = _drawn(random, VISIBILITIES)
    follows = random.random() < 0.15
    logged = datetime.combine(day, time(random.randrange(6, 22), random.randrange(60)), UTC)
    author = random.choice(ground.authors)
    return {
        "id": number,
        "state_iso3": iso3,
        "held_on": day,
        "precision": _drawn(random, PRECISIONS)[0],
        "channel": _drawn(random, CHANNELS)[0],
        "level": _drawn(random, LEVELS)[0],
        "place": random.choice(PLACES) if random.random() < 0.5 else "",
        "meeting_id": random.choice(ground.meetings) if random.random() < 0.1 else None,
        "message_version_id": ground.versions.get(ask) if ask and random.random() < 0.6 else None,
        "response": _drawn(random, RESPONSES)[0],
        "note": note(random),
        "next_step": text_of(random, 8) if follows else "",
        "next_step_owner": author if follows else None,
        "next_step_due": day + timedelta(days=random.randrange(10, 90)) if follows else None,
        "override_reason": "",
        "visibility": visibility,
        "warn_others": warns_by_default(visibility),
        "author_id": author,
        "logged_at": logged,
        "submission": f"synthetic-{number}",
        "version": 1,
        "origin": Origin.SYNTHETIC,
    }


def _promise(random: Random, contact: int, day: date, said: str) -> Row:
    return {
        "contact_id": contact,
        "side": random.choice((Side.OURS, Side.THEIRS)),
        "text": said,
        "due_on": day + timedelta(days=random.randrange(20, 200)),
        "removed_in": None,
    }


def _outcomes(random: Random, ground: Ground, rows: Rows) -> Iterator[Row]:
    """Most of what was promised long ago has ended somehow."""
    (contact,) = rows["contacts"]
    for promise in rows["commitments"]:
        over = promise["due_on"] < ground.today
        if over and random.random() < 0.9:
            yield {
                "commitment_id": promise["id"],
                "outcome": random.choice((Outcome.KEPT, Outcome.KEPT, Outcome.NOT_KEPT)),
                "on": promise["due_on"],
                "note": "",
                "author_id": contact["author_id"],
                "recorded_at": contact["logged_at"] + (promise["due_on"] - contact["held_on"]),
            }


def _retraction(random: Random, contact: Row) -> Iterator[Row]:
    if random.random() < 0.005:
        yield {
            "contact_id": contact["id"],
            "reason": text_of(random, 8),
            "author_id": contact["author_id"],
            "retracted_at": contact["logged_at"] + timedelta(hours=1),
        }
