"""The parts of a contact in one text each, for lists and files: one query for all of a page."""

from typing import Any

from sqlalchemy import ColumnElement, String, func, literal_column, select, type_coerce
from sqlmodel import col

from app.contacts.models import Contact, ContactDoor

PART = "; "


def gathered(column: Any, condition: ColumnElement[bool]) -> Any:
    """The values of a contact's parts, joined by PART; NULL for none."""
    text = func.aggregate_strings(column, PART)
    return select(text).where(condition).correlate(Contact).scalar_subquery()


ASKS = gathered(
    type_coerce(col(ContactDoor.ask), String), col(ContactDoor.contact_id) == col(Contact.id)
)
SENDERS: dict[str, Any] = {
    "sqlite": literal_column(
        "(SELECT group_concat(messenger, '; ') FROM (SELECT messenger FROM contact_messengers"
        " WHERE contact_id = contacts.id ORDER BY position))"
    ),
    "postgresql": literal_column(
        "(SELECT string_agg(messenger, '; ' ORDER BY position) FROM contact_messengers"
        " WHERE contact_id = contacts.id)"
    ),
}
"""Codes of who knocked, in order, by dialect: SQLite orders an aggregate only by what it reads
from."""
