"""Knocks in the log before a State joined, as one reader may know them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import CTE, Date, String, and_, column, func, values
from sqlmodel import Session, col

from app.accounts.policy import Reader
from app.contacts.models import Contact
from app.contacts.queries import joined_away, not_retracted, readable_contacts
from app.contacts.terms import Channel
from app.kit.db import columns
from app.kit.origin import Origin

WITHIN = timedelta(days=730)
"""How long before it joined a State was knocked on, at most: two years."""


class Before(NamedTuple):
    """The last knock by a channel at a State's door before it joined."""

    iso3: str
    channel: Channel
    held_on: date
    real: bool


def knocks_before(db: Session, reader: Reader, joined: Mapping[str, date]) -> list[Before]:
    """By State and channel; `joined` has the day on which each State was bound. Real knocks and
    others stand apart; what was logged after the State had joined counts too, by its own date."""
    if not joined:
        return []
    days = _days(joined)
    there = and_(
        col(Contact.state_iso3) == days.c.iso3,
        col(Contact.held_on).between(days.c.since, days.c.until),
    )
    rows = db.execute(
        columns(Contact.state_iso3, Contact.channel, func.max(Contact.held_on), Contact.origin)
        .join(days, there)
        .where(
            not_retracted(),
            ~joined_away(reader),
            readable_contacts(reader),
        )
        .group_by(col(Contact.state_iso3), col(Contact.channel), col(Contact.origin))
        .order_by(col(Contact.state_iso3), col(Contact.channel), col(Contact.origin))
    )
    return [
        Before(iso3, Channel(channel), held_on, origin is Origin.REAL)
        for iso3, channel, held_on, origin in rows
    ]


def _days(joined: Mapping[str, date]) -> CTE:
    """The days that count for each State, as a table to join with."""
    found = values(
        column("iso3", String), column("since", Date), column("until", Date), name="days"
    )
    return found.data([(iso3, day - WITHIN, day) for iso3, day in sorted(joined.items())]).cte()
