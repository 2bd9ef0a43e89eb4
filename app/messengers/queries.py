"""Who can knock, who must not be sent where, and which offices States have held."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from app.audit.derived import FACTS, derived
from app.kit.db import columns
from app.kit.errors import Missing
from app.kit.translation import gettext as _
from app.messengers.models import NEVER_SUGGESTED, ExcludedPair, Kind, Messenger, OfficeHeld
from app.messengers.names import institution_name
from app.states.names import alphabetical, names_of
from app.states.queries import OF_BOOK, Book, book, standings
from app.states.standing import Standing


class Sender(NamedTuple):
    """A messenger, called as the reader calls it; the rest as its row has it."""

    code: str
    name: str
    kind: Kind
    state_iso3: str | None
    takes_part: bool
    languages: str
    capacity: int | None
    version: int


def messengers(db: Session) -> dict[str, Sender]:
    """All messengers by code: institutions first, then delegations by name."""
    return derived(
        db,
        ("messengers",),
        lambda: _read(db),
        touched_by=(*FACTS, "messenger."),
        made_of=(Messenger, *OF_BOOK),
    )


def all_names(one: Sender, known: Book) -> tuple[str, ...]:
    """What a messenger is called, its State's other names and codes included."""
    state = known.states.get(one.state_iso3 or "")
    return (one.name, *names_of(state)) if state else (one.name,)


def get_messenger(db: Session, code: str) -> Messenger:
    """Raises Missing."""
    found = find_messenger(db, code)
    if found is None:
        raise Missing(_("There is no messenger %(code)s.", code=code))
    return found


def find_messenger(db: Session, code: str) -> Messenger | None:
    """The messenger of this code, however it is written."""
    return db.get(Messenger, code.upper())


def may_take_part(db: Session, messenger: Messenger | Sender, today: date) -> bool:
    """Delegations of today's States Parties and institutions, but the ICRC and UN bodies."""
    if messenger.kind in NEVER_SUGGESTED:
        return False
    if messenger.kind is not Kind.DELEGATION:
        return True
    return standings(db, today).get(messenger.state_iso3 or "") is Standing.PARTY


def taking_part(db: Session, today: date) -> list[Sender]:
    """Those that a Coordinator marked and that may take part today."""
    marked = [one for one in messengers(db).values() if one.takes_part]
    return [one for one in marked if may_take_part(db, one, today)]


def able_to_knock(db: Session, today: date) -> tuple[Sender, ...]:
    """Those whose contacts can be logged: institutions, and delegations of States Parties."""

    def read() -> tuple[Sender, ...]:
        standing = standings(db, today)
        return tuple(
            one
            for one in messengers(db).values()
            if one.kind is not Kind.DELEGATION
            or standing.get(one.state_iso3 or "") is Standing.PARTY
        )

    return derived(
        db,
        ("able to knock", today),
        read,
        touched_by=(*FACTS, "messenger."),
        made_of=(Messenger, *OF_BOOK),
    )


def excluded_pairs(db: Session) -> frozenset[tuple[str, str]]:
    """(messenger, State) pairs that a Coordinator excludes today."""
    rows = db.exec(
        select(ExcludedPair.messenger, ExcludedPair.state_iso3).where(
            col(ExcludedPair.lifted_at).is_(None)
        )
    )
    return frozenset((messenger, iso3) for messenger, iso3 in rows)


def exclusions(db: Session) -> Sequence[ExcludedPair]:
    """With their causes: for Coordinators."""
    return db.exec(select(ExcludedPair).where(col(ExcludedPair.lifted_at).is_(None))).all()


def offices_of(db: Session, iso3: str) -> Sequence[OfficeHeld]:
    return db.exec(
        select(OfficeHeld)
        .where(OfficeHeld.state_iso3 == iso3)
        .order_by(col(OfficeHeld.from_date).desc())
    ).all()


def _read(db: Session) -> dict[str, Sender]:
    known = book(db)
    rows = db.execute(columns(*(getattr(Messenger, name) for name in Sender._fields)))
    found = [_called(Sender(*row), known) for row in rows]
    order = sorted(found, key=lambda one: (one.kind is Kind.DELEGATION, alphabetical(one.name)))
    return {one.code: one for one in order}


def _called(one: Sender, known: Book) -> Sender:
    """With its name in the reader's language: a delegation's is its State's."""
    state = known.states.get(one.state_iso3 or "")
    return one._replace(name=state.name if state else institution_name(one.name))
