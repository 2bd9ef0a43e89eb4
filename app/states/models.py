"""States, their treaty acts, memberships and related treaties, as the facts give them."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.kit.db import UtcDateTime, choice
from app.kit.origin import Origin
from app.states.standing import Action


class State(SQLModel, table=True):
    """One of the 197 that could be bound. Lists are `;`-separated; "" and None mean not known."""

    __tablename__ = "states"

    iso3: str = Field(primary_key=True, max_length=3)
    iso2: str = Field(max_length=2)
    iso_numeric: str = Field(max_length=3)
    name: str = Field(max_length=120)
    name_fr: str = Field(max_length=120)
    name_es: str = Field(max_length=120)
    un_regional_group: str = Field(max_length=40)
    un_subregion: str = Field(max_length=60)
    un_intermediate_region: str = Field(max_length=60)
    capital: str = Field(max_length=120)
    official_languages: str = Field(max_length=120)
    official_languages_iso639_3: str = Field(max_length=120)
    working_languages: str = Field(max_length=120)
    small_island_developing: bool | None
    population: int | None
    population_year: int | None
    nato_member: bool | None
    un_member: bool | None
    notes: str
    source: str


class TreatyAct(SQLModel, table=True):
    """A formal act under the Convention. Dates are partial: 2026-09-14, 2026-09, 2026.

    `recorded_by` is the Coordinator who wrote it down, None where it came with the facts.
    """

    __tablename__ = "treaty_acts"

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", index=True, max_length=3)
    action: Action = Field(sa_type=choice(Action))
    date: str = Field(max_length=10)
    effective_date: str = Field(max_length=10)
    source: str
    recorded_by: int | None = Field(default=None, foreign_key="users.id")
    recorded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class TreatyActRetraction(SQLModel, table=True):
    """A Coordinator's entry that was wrong: it stays, marked, and counts no more."""

    __tablename__ = "treaty_act_retractions"

    treaty_act_id: int = Field(foreign_key="treaty_acts.id", primary_key=True)
    reason: str = Field(max_length=1000)
    author_id: int = Field(foreign_key="users.id")
    retracted_at: datetime = Field(sa_type=UtcDateTime)


class Target(SQLModel, table=True):
    """So many States Parties by a day, as a meeting decided and a Coordinator entered it; `due` is
    partial. One that was entered wrongly stays, with who took it back and when."""

    __tablename__ = "targets"

    id: int | None = Field(default=None, primary_key=True)
    number: int
    due: str = Field(max_length=10)
    title: str = Field(max_length=160)
    source: str = Field(max_length=1000)
    recorded_by: int = Field(foreign_key="users.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_by: int | None = Field(default=None, foreign_key="users.id")
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class WithdrawalSignal(SQLModel, table=True):
    """Something public that a State Party said or did and that points to its leaving, in neutral
    words; for Coordinators and the envoy. `seen_on` is partial. No score is made of it."""

    __tablename__ = "withdrawal_signals"

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", max_length=3)
    seen_on: str = Field(max_length=10)
    what: str = Field(max_length=1000)
    source: str = Field(max_length=1000)
    author_id: int = Field(foreign_key="users.id")
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))


class WithdrawalSignalRetraction(SQLModel, table=True):
    """An entry that was wrong: it stays, marked."""

    __tablename__ = "withdrawal_signal_retractions"

    signal_id: int = Field(foreign_key="withdrawal_signals.id", primary_key=True)
    reason: str = Field(max_length=1000)
    author_id: int = Field(foreign_key="users.id")
    retracted_at: datetime = Field(sa_type=UtcDateTime)


class Membership(SQLModel, table=True):
    __tablename__ = "memberships"

    state_iso3: str = Field(foreign_key="states.iso3", primary_key=True, max_length=3)
    organisation: str = Field(primary_key=True, max_length=40)
    role: str = Field(max_length=20)
    source: str
    notes: str


class RelatedTreaty(SQLModel, table=True):
    """A State's status under one of seven other treaties; `date` is the deposit, partial or ""."""

    __tablename__ = "related_treaties"

    state_iso3: str = Field(foreign_key="states.iso3", primary_key=True, max_length=3)
    treaty: str = Field(primary_key=True, max_length=20)
    status: str = Field(max_length=20)
    date: str = Field(max_length=10)
    signature_date: str = Field(max_length=10)
    withdrawal_notified: str = Field(max_length=10)
    withdrawal_effective: str = Field(max_length=10)
    notes: str
    source: str
