"""Whom somebody met: by State and office, from the contacts that a reader may read."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col

from app.accounts.models import User
from app.accounts.policy import Reader, strictest
from app.briefings.document import Line, Section, marks
from app.contacts.models import Contact, Counterpart
from app.contacts.queries import not_retracted, readable_contacts
from app.kit.dates import spoken
from app.kit.db import columns
from app.kit.translation import gettext as _
from app.kit.translation import joined
from app.states.queries import book

MOST = 40
"""Offices in one document; the log has them all."""
LOOKED = 1000
"""Counterparts that are looked at, the newest."""


class Meeting(NamedTuple):
    """One counterpart of one contact."""

    iso3: str
    office: str
    name: str
    held_on: date
    visibility: str
    origin: str


def people_met(db: Session, reader: Reader, author: User) -> Section:
    """Those of the contacts that one person logged, each office once, the last met first."""
    query = (
        columns(
            Contact.state_iso3, Counterpart.office, Counterpart.name, Contact.held_on,
            Contact.visibility, Contact.origin,
        )
        .join(Contact, col(Contact.id) == col(Counterpart.contact_id))
        .where(col(Contact.author_id) == author.id, readable_contacts(reader), not_retracted())
        .order_by(col(Contact.held_on).desc(), col(Counterpart.id))
        .limit(LOOKED)
    )  # fmt: skip
    offices: dict[tuple[str, str], list[Meeting]] = {}
    for row in db.execute(query):
        one = Meeting(*row)
        offices.setdefault((one.iso3, one.office.casefold()), []).append(one)
    known = book(db)
    lines = tuple(_office(known.name(one[0].iso3), one) for one in list(offices.values())[:MOST])
    empty = _("No counterpart is recorded that you may read.")
    more = max(0, len(offices) - MOST)
    heading = _("Whom %(person)s met, by office", person=author.name)
    return Section(heading, lines, empty, "met", more=more, in_log=True)


def _office(state: str, meetings: list[Meeting]) -> Line:
    first, names = meetings[0], dict.fromkeys(one.name for one in meetings if one.name)
    text = first.office
    if names:
        text = _("%(office)s: %(names)s", office=first.office, names=joined(names))
    level = strictest(one.visibility for one in meetings)
    met = _("last met on %(day)s", day=spoken(first.held_on))
    return Line(text, state, met, marks(level, *(one.origin for one in meetings)), level=level)
