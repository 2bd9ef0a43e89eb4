"""What a search finds in entries: every query here is filtered by what its reader may read."""

from datetime import date
from typing import Any, NamedTuple

from sqlmodel import Session, col

from app.accounts.policy import Reader
from app.advice.models import STEP_NAMES, Approach, ApproachStep, Step
from app.advice.queries import newest_step, readable_approaches
from app.contacts.filters import Filters
from app.contacts.listing import COUNTED, Line, contact_list, found_by, matching, on_sqlite
from app.contacts.models import Commitment, CommitmentOutcome, Contact
from app.contacts.ordering import FTS
from app.contacts.queries import commitments, not_retracted, readable_contacts
from app.contacts.terms import (
    CHANNEL_NAMES,
    LEVEL_NAMES,
    OUTCOME_NAMES,
    RESPONSE_NAMES,
    Channel,
    Outcome,
    Side,
)
from app.contacts.text import postgres_query
from app.kit.dates import between, held, spoken
from app.kit.db import columns
from app.kit.translation import gettext as _
from app.kit.translation import listed as in_a_list
from app.kit.translation import pgettext
from app.messengers.queries import all_names, messengers
from app.search.found import Group, Hit, Kind
from app.search.words import holds, telling
from app.states.names import names_of
from app.states.queries import Book, book

LOOKED_AT = 1000
"""Commitments and approaches that are compared with the words, the newest of those in question."""


class Promise(NamedTuple):
    """A commitment as a search reads it."""

    id: int
    contact_id: int
    iso3: str
    side: str
    text: str
    due_on: date | None
    outcome: Outcome | None
    visibility: str
    origin: str


class Planned(NamedTuple):
    """An approach as a search reads it; `messenger` is the code."""

    id: int
    iso3: str
    messenger: str
    channel: Channel
    window_from: date
    window_to: date
    note: str
    override_reason: str
    step: Step
    visibility: str
    origin: str

    @property
    def texts(self) -> str:
        return f"{self.note} {self.override_reason}"


def contacts_found(db: Session, reader: Reader, words: list[str], today: date, size: int) -> Group:
    """Contacts by all their texts, the newest logged first, as the contact log finds them."""
    filters = Filters(q=" ".join(words)[:200])
    listed = contact_list(db, reader, filters, today, size=size)
    hits = tuple(_contact(line, words) for line in listed.lines)
    if listed.count is None:
        return Group(Kind.CONTACTS, hits, COUNTED, more=True)
    return Group(Kind.CONTACTS, hits, listed.count)


def commitments_found(db: Session, reader: Reader, words: list[str], size: int) -> Group:
    """Commitments, open and settled, by their own text and their State's names."""
    known = book(db)
    rows = [Promise(*row) for row in db.execute(_promises(reader, words, sqlite=on_sqlite(db)))]
    fitting = [row for row in rows if holds(f"{row.text} {every_name(known, row.iso3)}", words)]
    hits = tuple(_commitment(known, row) for row in fitting[:size])
    return Group(Kind.COMMITMENTS, hits, len(fitting), more=len(rows) == LOOKED_AT)


def approaches_found(db: Session, reader: Reader, words: list[str], size: int) -> Group:
    """Approaches, open and past, by note, State and messenger, the newest first."""
    known, called = book(db), messengers(db)
    senders = {code: " ".join(all_names(one, known)) for code, one in called.items()}
    rows = planned(db, reader)
    fitting = [
        row
        for row in rows
        if holds(f"{row.texts} {every_name(known, row.iso3)} {senders[row.messenger]}", words)
    ]
    hits = tuple(
        Hit(
            key=str(row.id),
            title=known.name(row.iso3),
            about=in_a_list(
                (
                    called[row.messenger].name,
                    CHANNEL_NAMES[row.channel],
                    between(row.window_from, row.window_to),
                    STEP_NAMES[row.step],
                )
            ),
            text=telling(words, row.note, row.override_reason),
            visibility=row.visibility,
            origin=row.origin,
        )
        for row in fitting[:size]
    )
    return Group(Kind.APPROACHES, hits, len(fitting), more=len(rows) == LOOKED_AT)


def planned(db: Session, reader: Reader) -> list[Planned]:
    """The newest approaches that the reader may read, whatever became of them."""
    query = (
        columns(
            Approach.id,
            Approach.state_iso3,
            Approach.messenger,
            Approach.channel,
            Approach.window_from,
            Approach.window_to,
            Approach.note,
            Approach.override_reason,
            ApproachStep.step,
            Approach.visibility,
            Approach.origin,
        )
        .join(ApproachStep, col(ApproachStep.id) == newest_step())
        .where(readable_approaches(reader))
        .order_by(col(Approach.id).desc())
        .limit(LOOKED_AT)
    )
    return [Planned(*row) for row in db.execute(query)]


def _promises(reader: Reader, words: list[str], *, sqlite: bool) -> Any:
    """The newest commitments of contacts in whose text the words are: that holds its promises."""
    query = commitments(
        Commitment.id,
        Commitment.contact_id,
        Contact.state_iso3,
        Commitment.side,
        Commitment.text,
        Commitment.due_on,
        CommitmentOutcome.outcome,
        Contact.visibility,
        Contact.origin,
    ).where(readable_contacts(reader), not_retracted())
    if sqlite:
        query = matching(query, words, sqlite).order_by(FTS.c.rowid.desc())
    else:
        query = query.where(col(Contact.id).in_(found_by(postgres_query(words))))
        query = query.order_by(col(Contact.id).desc())
    return query.limit(LOOKED_AT)


def _contact(line: Line, words: list[str]) -> Hit:
    about = (
        held(line.held_on, line.precision),
        line.senders,
        CHANNEL_NAMES[line.channel],
        LEVEL_NAMES[line.level] if line.level else "",
        RESPONSE_NAMES[line.response] if line.response else "",
    )
    return Hit(
        key=str(line.id),
        title=line.state,
        about=in_a_list(filter(None, about)),
        text=telling(words, line.note, line.next_step, line.place),
        visibility=line.visibility,
        origin=line.origin,
        retracted=line.retracted,
    )


def _commitment(known: Book, row: Promise) -> Hit:
    name = known.name(row.iso3)
    ours = row.side == Side.OURS
    title = _("%(state)s: we will", state=name) if ours else _("%(state)s: they will", state=name)
    return Hit(
        key=str(row.contact_id),
        title=title,
        about=OUTCOME_NAMES[row.outcome] if row.outcome else _open(row.due_on),
        text=row.text,
        visibility=row.visibility,
        origin=row.origin,
    )


def _open(due_on: date | None) -> str:
    if due_on:
        return _("open, due %(day)s", day=spoken(due_on))
    return pgettext("a commitment without an outcome", "open")


def every_name(known: Book, iso3: str) -> str:
    """All that a State is called, as one text."""
    return " ".join(names_of(known.states[iso3]))
