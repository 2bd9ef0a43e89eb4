"""Synthetic entries in any number, marked as such, to measure the program's speed."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from app.accounts.forms import AddUser
from app.accounts.models import User
from app.accounts.policy import Role, Visibility
from app.accounts.service import add_user
from app.audit.service import record
from app.contacts.models import Commitment, Contact, ContactDoor, ContactMessenger
from app.contacts.terms import CHANNEL_NAMES, Channel, Level, Precision, Response, Side
from app.contacts.text import search_text
from app.doors.asks import Ask
from app.doors.queries import open_doors
from app.kit.errors import Refused
from app.kit.origin import Origin
from app.messengers.queries import able_to_knock
from app.states.names import names_of
from app.states.queries import book

YEARS = 16
BATCH = 2000
LEVELS = (*[Visibility.GROUP] * 14, *[Visibility.DELEGATIONS] * 3, *Visibility)
WORDS = tuple(
    ["meeting", "text", "office", "procedure", "calendar", "session", "paper", "copy", "reply", "question", "agenda", "visit", "document", "parliament", "ministry", "capital", "treaty", "law", "draft", "note", "regional", "group", "seminar", "follow", "exchange", "material", "translation", "contact", "point", "timetable", "review", "committee", "mission", "annex"]
)


def synthesize(db: Session, contacts: int, seed: int, *, now: datetime) -> None:
    """Write `contacts` synthetic contacts; the same seed makes the same ones.

    Raises Refused on a database that holds real or demonstration entries.
    """
    refuse_other_entries(db)
    author = add_user(
        db,
        AddUser(
            email=f"synthetic-{seed}@synthetic.example.org",
            name="Synthetic author",
            role=Role.COORDINATOR,
            messenger="COORDINATORS",
        ),
        by=None,
        now=now,
        origin=Origin.SYNTHETIC,
    )
    made = _entries(db, author, contacts, random.Random(seed), now)  # noqa: S311  # no secret
    while batch := list(islice(made, BATCH)):
        for model in (Contact, ContactDoor, ContactMessenger, Commitment):
            rows = [row for entry in batch for row in entry.get(model, ())]
            if rows:
                db.execute(insert(model), rows)
    record(db, None, "synthetic.made", "synthetic", at=now, detail=f"{contacts} contacts")


def refuse_other_entries(db: Session) -> None:
    other = select(Contact.id).where(col(Contact.origin) != Origin.SYNTHETIC).limit(1)
    if db.exec(other).first():
        raise Refused(
            "", "This database holds other entries; synthetic ones need one of their own."
        )


def _entries(
    db: Session, author: User, contacts: int, dice: random.Random, now: datetime
) -> Iterator[dict[type[SQLModel], list[dict[str, Any]]]]:
    today = now.date()
    doors = [(door.iso3, door.ask) for door in open_doors(db, today)]
    others = [(iso3, None) for iso3 in book(db).states]
    places: list[tuple[str, Ask | None]] = [*doors * 4, *others]
    known = book(db).states
    names = {iso3: " ".join(names_of(state)) for iso3, state in known.items()}
    senders = [one.code for one in able_to_knock(db, today)]
    first = (db.exec(select(Contact.id).order_by(col(Contact.id).desc()).limit(1)).first() or 0) + 1
    for number in range(first, first + contacts):
        iso3, ask = dice.choice(places)
        days = int(dice.random() * 365 * YEARS)
        yield _entry(
            number, iso3, ask, today - timedelta(days=days), names, senders, author, dice, now
        )


def _entry(
    number: int,
    iso3: str,
    ask: Ask | None,
    held_on: date,
    names: dict[str, str],
    senders: list[str],
    author: User,
    dice: random.Random,
    now: datetime,
) -> dict[type[SQLModel], list[dict[str, Any]]]:
    note = f"Synthetic entry {number}: {' '.join(dice.choices(WORDS, k=dice.randint(8, 70)))}."
    channel = dice.choice(list(Channel))
    who = dice.sample(senders, 1 if dice.random() < 0.85 else 2)
    contact = {
        "id": number,
        "state_iso3": iso3,
        "held_on": held_on,
        "precision": dice.choices(list(Precision), [8, 1, 1])[0],
        "channel": channel,
        "level": dice.choice(list(Level)),
        "place": "Synthetic place",
        "response": dice.choice([*Response, None]),
        "note": note,
        "next_step": "",
        "visibility": dice.choice(LEVELS),
        "warn_others": False,
        "author_id": author.id,
        "logged_at": now,
        "submission": f"synthetic-{number}",
        "version": 1,
        "origin": Origin.SYNTHETIC,
        "override_reason": "",
        "search_text": search_text([names[iso3], CHANNEL_NAMES[channel], "Synthetic place", note]),
    }
    promised = dice.random() < 0.05
    promise = {"contact_id": number, "side": Side.OURS, "text": "Synthetic commitment"}
    return {
        Contact: [contact],
        ContactDoor: [{"contact_id": number, "ask": ask}] if ask else [],
        ContactMessenger: [
            {"contact_id": number, "messenger": code, "position": position}
            for position, code in enumerate(who)
        ],
        Commitment: [promise | {"due_on": held_on + timedelta(days=90)}] if promised else [],
    }
