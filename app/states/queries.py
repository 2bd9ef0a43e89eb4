"""States and what the facts say of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.audit.derived import FACTS, derived
from app.kit.db import columns
from app.kit.errors import Missing
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.kit.translation import isolated, language
from app.states.models import (
    Membership,
    RelatedTreaty,
    State,
    TreatyAct,
    TreatyActRetraction,
)
from app.states.names import Named, alphabetical
from app.states.progress import Count, counts
from app.states.standing import Action, Standing, standing
from app.states.un_names import DIFFERENT, un_name

AS_AT = re.compile(r"as at (\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True)
class StateCard(Named):
    """A State as lists need it; `languages` are official and working ones, ISO 639-1; `numeric` is
    its ISO 3166-1 numeric code."""

    group: str = ""
    subregion: str = ""
    languages: tuple[str, ...] = ()
    un_member: bool | None = None
    numeric: str = ""


class ActRow(NamedTuple):
    """A treaty act, as `standing` needs it; `demonstration` for one that such an account wrote."""

    action: Action
    date: str
    effective_date: str
    source: str
    demonstration: bool = False


@dataclass(frozen=True)
class ActEntry:
    """A treaty act with who recorded it ("" where it came with the facts), and its retraction."""

    act: TreatyAct
    by: str
    demonstration: bool
    retraction: TreatyActRetraction | None
    retracted_by: str


@dataclass(frozen=True)
class Book:
    """All States and their acts at one version of the database. `as_of` is the day of the
    depositary's page that the facts were read from, None if no source names one; `recorded` says
    whether Coordinators recorded acts beside them."""

    states: Mapping[str, StateCard]
    acts: Mapping[str, tuple[ActRow, ...]]
    organisations: Mapping[str, frozenset[str]]
    as_of: date | None
    recorded: bool = False

    def standing(self, iso3: str, on: date) -> Standing:
        return standing(self.acts.get(iso3, ()), on)

    def name(self, iso3: str) -> str:
        return self.states[iso3].name

    def record(self, on: date) -> str:
        """What a standing on a day rests on, and how old that is (domain rule 7)."""
        if self.as_of is None:
            return _("the date of the depositary's page is not known")
        day = isolated(self.as_of.isoformat())
        if on <= self.as_of:
            return _("depositary's page of %(day)s", day=day)
        if self.recorded:
            return _("depositary's page of %(day)s; other later acts not known", day=day)
        return _("depositary's page of %(day)s; later acts not known", day=day)


OF_BOOK = (State, TreatyAct, TreatyActRetraction, Membership)
"""What all States are read from, and who recorded an act, whose origin never changes."""


def book(db: Session) -> Book:
    """All States, remembered until something changes."""
    return derived(db, ("book",), lambda: _read_book(db), touched_by=FACTS, made_of=OF_BOOK)


def standings(db: Session, on: date) -> dict[str, Standing]:
    """Where each of the 197 States stood at the end of the day `on`."""
    known = book(db)
    return derived(
        db,
        ("standings", on),
        lambda: {iso3: known.standing(iso3, on) for iso3 in known.states},
        touched_by=FACTS,
        made_of=OF_BOOK,
    )


def progress(db: Session, today: date) -> Sequence[Count]:
    """How many States stood where, day by day, up to today."""
    known = book(db)
    make = partial(counts, known.acts, today)
    return derived(db, ("progress", today), make, touched_by=FACTS, made_of=OF_BOOK)


def get_state(db: Session, iso3: str) -> State:
    """Raises Missing."""
    state = db.get(State, iso3.upper())
    if state is None:
        raise Missing(_("There is no State with the code %(code)s.", code=iso3))
    return state


def called(state: State) -> str:
    """The State's name in the reader's language."""
    spoken = language()
    if spoken not in DIFFERENT:
        return state.name
    short = {"fr": state.name_fr, "es": state.name_es}.get(spoken, "")
    return un_name(spoken, state.iso3, state.iso2, short)


def acts_of(db: Session, iso3: str) -> list[ActEntry]:
    """Oldest first, wrong entries of Coordinators included and marked."""
    author, retractor = aliased(User), aliased(User)
    rows = db.execute(
        columns(TreatyAct, TreatyActRetraction, author.name, author.origin, retractor.name)
        .join(author, col(author.id) == col(TreatyAct.recorded_by), isouter=True)
        .join(
            TreatyActRetraction,
            col(TreatyActRetraction.treaty_act_id) == col(TreatyAct.id),
            isouter=True,
        )
        .join(retractor, col(retractor.id) == col(TreatyActRetraction.author_id), isouter=True)
        .where(col(TreatyAct.state_iso3) == iso3)
        .order_by(col(TreatyAct.date), col(TreatyAct.id))
    )
    return [
        ActEntry(act, by or "", origin is Origin.DEMONSTRATION, retraction, retracted_by or "")
        for act, retraction, by, origin, retracted_by in rows
    ]


def get_recorded_act(db: Session, number: int) -> TreatyAct:
    """An act that a Coordinator recorded and nobody retracted; raises Missing."""
    act = db.exec(
        select(TreatyAct).where(
            TreatyAct.id == number, col(TreatyAct.recorded_by).is_not(None), counted()
        )
    ).first()
    if act is None:
        raise Missing(_("There is no such act that a Coordinator recorded."))
    return act


def counted() -> ColumnElement[bool]:
    """Of a treaty act: that it is not a wrong entry."""
    return ~exists().where(col(TreatyActRetraction.treaty_act_id) == col(TreatyAct.id))


def memberships_of(db: Session, iso3: str) -> Sequence[Membership]:
    return db.exec(
        select(Membership).where(Membership.state_iso3 == iso3).order_by(Membership.organisation)
    ).all()


def related_treaties_of(db: Session, iso3: str) -> Sequence[RelatedTreaty]:
    return db.exec(
        select(RelatedTreaty).where(RelatedTreaty.state_iso3 == iso3).order_by(RelatedTreaty.treaty)
    ).all()


def related_treaties(db: Session) -> Sequence[RelatedTreaty]:
    """Of all States."""
    return db.exec(select(RelatedTreaty)).all()


def _read_book(db: Session) -> Book:
    acts: dict[str, list[ActRow]] = defaultdict(list)
    sources, recorded = set(), False
    for iso3, recorded_by, origin, *act in db.execute(_counted_acts()):
        acts[iso3].append(ActRow(*act)._replace(demonstration=origin is Origin.DEMONSTRATION))
        if recorded_by is None:
            sources.add(acts[iso3][-1].source)
        else:
            recorded = True
    organisations: dict[str, set[str]] = defaultdict(set)
    for iso3, name in db.exec(
        select(Membership.state_iso3, Membership.organisation).where(Membership.role == "member")
    ):
        organisations[iso3].add(name)
    states = sorted(map(_card, db.exec(select(State))), key=lambda one: alphabetical(one.name))
    return Book(
        states={state.iso3: state for state in states},
        acts={iso3: tuple(rows) for iso3, rows in acts.items()},
        organisations={iso3: frozenset(names) for iso3, names in organisations.items()},
        as_of=_as_of(sources),
        recorded=recorded,
    )


def _counted_acts() -> Select[Any]:
    return (
        columns(
            TreatyAct.state_iso3,
            TreatyAct.recorded_by,
            User.origin,
            TreatyAct.action,
            TreatyAct.date,
            TreatyAct.effective_date,
            TreatyAct.source,
        )
        .join(User, col(User.id) == col(TreatyAct.recorded_by), isouter=True)
        .where(counted())
        .order_by(TreatyAct.date)
    )


def _card(state: State) -> StateCard:
    spoken = f"{state.official_languages};{state.working_languages}".split(";")
    return StateCard(
        iso3=state.iso3,
        iso2=state.iso2,
        name=called(state),
        name_en=state.name,
        name_fr=state.name_fr,
        name_es=state.name_es,
        name_ar=un_name("ar", state.iso3, state.iso2),
        group=state.un_regional_group,
        subregion=state.un_intermediate_region or state.un_subregion,
        languages=tuple(dict.fromkeys(code for code in spoken if code)),
        un_member=state.un_member,
        numeric=state.iso_numeric,
    )


def _as_of(sources: Iterable[str]) -> date | None:
    days = [found[1] for text in sources if (found := AS_AT.search(text))]
    return date.fromisoformat(max(days)) if days else None
