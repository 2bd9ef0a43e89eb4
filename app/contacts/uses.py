"""Which contacts carried a version of a message: as far as the reader may read them."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from app.accounts.policy import Reader
from app.contacts.models import Contact
from app.contacts.queries import joined_away, not_retracted, readable_contacts
from app.contacts.terms import Precision
from app.kit.db import columns
from app.kit.origin import Origin


class Use(NamedTuple):
    """A contact that carried the version, whose id is `version_id`."""

    contact_id: int
    version_id: int
    iso3: str
    held_on: date
    precision: Precision
    visibility: str
    origin: Origin


def uses(db: Session, reader: Reader, versions: Collection[int]) -> Mapping[int, int]:
    """How many contacts carried each of the versions; retracted ones left out, joint ones once."""
    rows = db.execute(
        select(col(Contact.message_version_id), func.count(col(Contact.id)))
        .where(*_carried(reader, versions))
        .group_by(col(Contact.message_version_id))
    )
    return {version: count for version, count in rows if version}


def newest_uses(db: Session, reader: Reader, versions: Collection[int], *, limit: int) -> list[Use]:
    """The newest of those contacts, newest first."""
    rows = db.execute(
        columns(
            Contact.id,
            Contact.message_version_id,
            Contact.state_iso3,
            Contact.held_on,
            Contact.precision,
            Contact.visibility,
            Contact.origin,
        )
        .where(*_carried(reader, versions))
        .order_by(col(Contact.held_on).desc(), col(Contact.id).desc())
        .limit(limit)
    )
    return [Use(*row) for row in rows]


def _carried(reader: Reader, versions: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Contact.message_version_id).in_(sorted(versions)),
        not_retracted(),
        ~joined_away(reader),
        readable_contacts(reader),
    )
