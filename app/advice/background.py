"""What the facts and the log say around a door: positions, and States that joined before."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session, col

from app.accounts.policy import Reader
from app.advice.precedents import Case, Precedent, nearest
from app.advice.situation import Stance
from app.audit.derived import FACTS, Change, derived
from app.contacts.before import knocks_before
from app.contacts.models import Contact
from app.kit.db import columns
from app.norms.models import Position
from app.norms.queries import positions
from app.states.queries import ActRow, Book, book
from app.states.standing import CONSENT, Standing, counts_from

NEVER = ("never", "none")
"""How a profile begins that names no meeting of the Convention which the State attended."""


def stances(db: Session) -> dict[str, Stance]:
    """By State, from the Monitor's profiles."""
    return {iso3: _stance(one) for iso3, one in positions(db).items()}


def _stance(one: Position) -> Stance:
    attended = one.attended_ccm_meetings.strip().lower()
    return Stance(
        year=one.position_year,
        producer=one.producer == "yes",
        stockpiler=one.stockpiler == "yes",
        exporter=one.exporter == "yes",
        measure="moratorium" in one.moratorium.lower(),
        attended=not attended.startswith(NEVER) if attended else None,
    )


def precedents(db: Session, reader: Reader, today: date) -> Mapping[str, tuple[Precedent, ...]]:
    """For each State that is not party, from the acts and the knocks that this reader may read."""

    def read() -> dict[str, tuple[Precedent, ...]]:
        known = book(db)
        cases = _cases(db, reader, known, today)
        return {
            iso3: nearest(iso3, state.subregion, state.group, cases)
            for iso3, state in known.states.items()
            if known.standing(iso3, today) is not Standing.PARTY
        }

    def renew(
        old: dict[str, tuple[Precedent, ...]], changes: Sequence[Change]
    ) -> dict[str, tuple[Precedent, ...]] | None:
        return old if _elsewhere(db, changes, today) else None

    key = ("precedents", reader, today)
    return derived(db, key, read, touched_by=(*FACTS, "contact."), renew=renew)


def _elsewhere(db: Session, changes: Sequence[Change], today: date) -> bool:
    """Whether nothing happened but that contacts with States that are not party were logged."""
    if any(change.verb != "contact.logged" for change in changes):
        return False
    numbers = [int(change.subject.partition(":")[2]) for change in changes]
    states = columns(Contact.state_iso3).where(col(Contact.id).in_(numbers)).distinct()
    known = book(db)
    return all(
        known.standing(iso3, today) is not Standing.PARTY for iso3 in db.execute(states).scalars()
    )


def _cases(db: Session, reader: Reader, known: Book, today: date) -> list[Case]:
    acts = {iso3: _bound_by(known, iso3, today) for iso3 in known.states}
    bound = {iso3: act for iso3, act in acts.items() if act}
    days = {iso3: counts_from(act) for iso3, act in bound.items()}
    return [
        Case(
            iso3=one.iso3,
            name=known.name(one.iso3),
            subregion=known.states[one.iso3].subregion,
            group=known.states[one.iso3].group,
            joined_on=bound[one.iso3].date,
            source=bound[one.iso3].source,
            channel=one.channel,
            knocked_on=one.held_on,
            real=one.real and not bound[one.iso3].demonstration,
        )
        for one in knocks_before(db, reader, days)
    ]


def _bound_by(known: Book, iso3: str, today: date) -> ActRow | None:
    """The consent by which a State Party of today is bound; None for others."""
    if known.standing(iso3, today) is not Standing.PARTY:
        return None
    acts = known.acts.get(iso3, ())
    past = [act for act in acts if act.action in CONSENT and counts_from(act) <= today]
    return max(past, key=counts_from, default=None)
