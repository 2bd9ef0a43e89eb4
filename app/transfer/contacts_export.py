"""The contact log as a file: one row a contact, read as it is needed, never all at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from sqlalchemy import String, and_, cast, exists, func, null, select, type_coerce
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.accounts.models import User
from app.accounts.policy import Act, Reader, require
from app.accounts.queries import user_names
from app.audit.service import record
from app.contacts.filters import Filters
from app.contacts.gathered import ASKS, PART, SENDERS, gathered
from app.contacts.listing import selected
from app.contacts.models import (
    Commitment,
    CommitmentOutcome,
    Contact,
    ContactMessenger,
    Counterpart,
    Joining,
    Retraction,
    StepOutcome,
)
from app.contacts.queries import INTO, joined_into_of, not_retracted, readable_contacts
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES, RESPONSE_NAMES
from app.kit.errors import Refused
from app.kit.origin import NOTICES
from app.kit.translation import SOURCE, speaking
from app.kit.translation import gettext as _
from app.messages.queries import message_versions
from app.messengers.queries import messengers
from app.opportunities.queries import meetings
from app.states.queries import book
from app.transfer.origins import notices, origins_present
from app.transfer.spreadsheet import MOST_ROWS, Format, csv_chunks, safe, write_xlsx

COLUMNS = (
    "contact", "date", "date_precision", "state_iso3", "state", "regional_group", "asks",
    "messengers", "messenger_names", "channel", "level", "place", "meeting", "message",
    "response", "counterparts", "note", "commitments", "next_step", "next_step_owner",
    "next_step_due", "next_step_outcome", "visibility", "author", "logged_at", "version",
    "retracted", "joined_accounts", "joined_into", "origin", "notice",
)  # fmt: skip
WRITTEN = {
    "place",
    "counterparts",
    "note",
    "commitments",
    "next_step",
    "next_step_outcome",
    "retracted",
    "joined_accounts",
}
"""Columns that people write freely: in CSV, each cell is looked at by itself."""
TEXTS = tuple(place for place, name in enumerate(COLUMNS) if name in WRITTEN)
NAMED = {
    "state", "regional_group", "messenger_names", "meeting", "message", "next_step_owner", "author",
}  # fmt: skip
"""Columns of names, which come back in many rows: each name is made safe once. What is neither is
a code, a date or a sentence of our own, and needs no guard."""
Guard = Callable[[str], str]
FETCHED = 1000


class Named(dict[Any, str]):
    """Names by code or number as they stand in a cell, "" for None; several codes in one text are
    named one by one, and `guard` has the last word on each cell."""

    def __init__(self, names: Mapping[Any, str], guard: Guard = str) -> None:
        self.names, self.guard = names, guard

    def __missing__(self, key: Any) -> str:
        codes = key.split(PART) if isinstance(key, str) else [key]
        self[key] = self.guard(PART.join(self.names.get(code, "") for code in codes))
        return self[key]


@dataclass(frozen=True)
class Names:
    """What stands for codes and numbers in the file, in English whoever reads it: files go into
    reports, and are read by programs."""

    states: Named
    groups: Named
    messengers: Named
    people: Named
    meetings: Named
    messages: Named
    channels: Named
    levels: Named
    responses: Named


def count_rows(db: Session, reader: Reader, filters: Filters, today: date, form: Format) -> int:
    """How many rows the export will have. Raises Forbidden, or Refused for more than fit."""
    require(reader, Act.EXPORT)
    found = selected(db, reader, filters, today).with_only_columns(col(Contact.id)).order_by(None)
    count = int(db.execute(select(func.count()).select_from(found.subquery())).scalar_one())
    if form is Format.XLSX and count > MOST_ROWS:
        raise Refused("", _("A sheet holds a million rows: please filter, or take the CSV file."))
    return count


def record_export(
    db: Session, by: int | None, filters: Filters, form: Format, count: int, *, now: datetime
) -> None:
    """An export is itself in the audit: how much, and which filters, never what they said."""
    used = ", ".join(filters.used) or "none"
    detail = f"{count} rows, filters: {used}"
    record(db, by, "contacts.exported", form.value, at=now, detail=detail)


def file_name(db: Session, form: Format, today: date) -> str:
    """Such as contacts-2026-11-24.csv; says so while there are demonstration entries. It never
    holds a filter's text."""
    present = origins_present(db)
    marked = "".join(f"-contains-{one}-entries" for one in NOTICES if one in present)
    return f"contacts-{today.isoformat()}{marked}.{form}"


def rows(
    db: Session, reader: Reader, filters: Filters, today: date, form: Format
) -> Iterator[list[str]]:
    """The readable contacts that fit, as texts in the order of COLUMNS, read as they are needed.
    For CSV, the cells of TEXTS are still to be made safe; names are already.

    Raises Forbidden for who may not export.
    """
    require(reader, Act.EXPORT)
    with speaking(SOURCE):
        names = _names(db, safe if form is Format.CSV else str)
        notice = PART.join(notices(db))
    query = selected(db, reader, filters, today).with_only_columns(*_cells(db, reader))
    query = query.outerjoin(Retraction, col(Retraction.contact_id) == col(Contact.id))
    found = db.connection().execute(query, execution_options={"yield_per": FETCHED})
    return (_row(row, names, notice) for some in found.partitions() for row in some)


def export_to(
    db: Session, file: IO[bytes], form: Format, reader: Reader, filters: Filters, today: date
) -> None:
    """Write the export to an open file, which for XLSX can be sought."""
    cells = rows(db, reader, filters, today, form)
    if form is Format.XLSX:
        write_xlsx(COLUMNS, cells, file)
        return
    for chunk in csv_chunks(COLUMNS, cells, texts=TEXTS):
        file.write(chunk)


def _row(row: Any, names: Names, notice: str) -> list[str]:
    (
        number, held_on, precision, iso3, asks, senders, channel, level, place, meeting, message,
        response, counterparts, note, commitments, next_step, owner, due, ended, visibility, author,
        logged_at, version, retracted, joined_senders, accounts, into, origin,
    ) = row  # fmt: skip
    if joined_senders:
        senders = PART.join(dict.fromkeys(f"{senders}{PART}{joined_senders}".split(PART)))
    return [
        number,
        held_on,
        precision,
        iso3,
        names.states[iso3],
        names.groups[iso3],
        asks or "",
        senders or "",
        names.messengers[senders],
        names.channels[channel],
        names.levels[level],
        place,
        names.meetings[meeting],
        names.messages[message],
        names.responses[response],
        counterparts or "",
        note,
        commitments or "",
        next_step,
        names.people[owner],
        due or "",
        ended or "",
        visibility,
        names.people[author],
        logged_at,
        version,
        retracted or "",
        accounts or "",
        into or "",
        origin,
        notice,
    ]


def _names(db: Session, guard: Guard) -> Names:
    states, titles = book(db).states, message_versions(db)
    return Names(
        states=Named({iso3: one.name for iso3, one in states.items()}, guard),
        groups=Named({iso3: one.group for iso3, one in states.items()}, guard),
        messengers=Named({code: one.name for code, one in messengers(db).items()}, guard),
        people=Named(user_names(db), guard),
        meetings=Named({one.id: one.name for one in meetings(db)}, guard),
        messages=Named({number: one.title for number, one in titles.items()}, guard),
        channels=Named(dict(CHANNEL_NAMES)),
        levels=Named(dict(LEVEL_NAMES)),
        responses=Named(dict(RESPONSE_NAMES)),
    )


def _cells(db: Session, reader: Reader) -> tuple[Any, ...]:
    """What a row is made of, as texts already in the database: no row costs a conversion."""
    own = col(Contact.id)
    dialect = db.get_bind().dialect.name
    return (
        cast(own, String),
        cast(Contact.held_on, String),
        _code(Contact.precision),
        Contact.state_iso3,
        ASKS,
        SENDERS[dialect],
        _code(Contact.channel),
        _code(Contact.level),
        Contact.place,
        Contact.meeting_id,
        Contact.message_version_id,
        _code(Contact.response),
        gathered(_office(), col(Counterpart.contact_id) == own),
        Contact.note,
        _commitments(own),
        Contact.next_step,
        Contact.next_step_owner,
        cast(Contact.next_step_due, String),
        _step_outcome(own),
        _code(Contact.visibility),
        Contact.author_id,
        _instant(dialect),
        cast(Contact.version, String),
        Retraction.reason,
        *_joined(db, reader),
        _code(Contact.origin),
    )


def _joined(db: Session, reader: Reader) -> tuple[Any, ...]:
    """Who else knocked, their accounts and the joint contact's number, as the reader may read them;
    nothing to look for where nobody has joined anything."""
    if not db.execute(select(exists().where(col(Joining.undone_at).is_(None)))).scalar_one():
        return null(), null(), null()
    part, sender = aliased(Contact), col(ContactMessenger.messenger)
    standing = (
        col(Joining.undone_at).is_(None),
        col(part.id) == col(Joining.contact_id),
        not_retracted(part),
        readable_contacts(reader, part),
    )
    here = and_(col(Joining.into_id) == col(Contact.id), *standing)
    told = func.coalesce(col(User.name), "") + ": " + col(part.note)
    into = select(cast(func.min(col(INTO.id)), String)).where(*joined_into_of(reader))
    return (
        gathered(sender, and_(here, col(ContactMessenger.contact_id) == col(part.id))),
        gathered(told, and_(here, col(User.id) == col(part.author_id))),
        into.correlate(Contact).scalar_subquery(),
    )


def _office() -> Any:
    """An office, with the name in brackets if one was written."""
    named = func.coalesce(" (" + func.nullif(col(Counterpart.name), "") + ")", "")
    return col(Counterpart.office) + named


def _commitments(own: Any) -> Any:
    """Such as "theirs: a bill (due 2026-09-14, open)"."""
    due = func.coalesce("due " + cast(col(Commitment.due_on), String), "no due date")
    outcome = func.coalesce(func.replace(_code(CommitmentOutcome.outcome), "_", " "), "open")
    text = _code(Commitment.side) + ": " + col(Commitment.text) + " (" + due + ", " + outcome + ")"
    return (
        select(func.aggregate_strings(text, PART))
        .select_from(Commitment)
        .outerjoin(CommitmentOutcome, col(CommitmentOutcome.commitment_id) == col(Commitment.id))
        .where(col(Commitment.contact_id) == own, col(Commitment.removed_in).is_(None))
        .correlate(Contact)
        .scalar_subquery()
    )


def _step_outcome(own: Any) -> Any:
    """Such as "taken on 2026-09-14: by phone"; nothing while the step is open."""
    outcome = func.replace(_code(StepOutcome.outcome), "_", " ")
    note = func.coalesce(": " + func.nullif(col(StepOutcome.note), ""), "")
    return (
        select(outcome + " on " + cast(col(StepOutcome.on), String) + note)
        .where(col(StepOutcome.contact_id) == own, col(StepOutcome.removed_in).is_(None))
        .correlate(Contact)
        .scalar_subquery()
    )


def _code(column: Any) -> Any:
    """A choice as the text that the database keeps."""
    return type_coerce(column, String)


def _instant(dialect: str) -> Any:
    """When it was logged, such as 2026-11-24T09:30:00Z."""
    at = col(Contact.logged_at)
    if dialect == "postgresql":
        return func.to_char(func.timezone("UTC", at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    return func.replace(func.substr(type_coerce(at, String), 1, 19), " ", "T") + "Z"
