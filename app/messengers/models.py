"""Who knocks, which pairs are excluded, and which offices States have held."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from app.kit.db import UtcDateTime, choice


class Kind(StrEnum):
    DELEGATION = "delegation"
    ENVOY = "envoy"
    COORDINATORS = "coordinators"
    PRESIDENT = "president"
    ISU = "isu"
    NGO = "ngo"
    ICRC = "icrc"
    UN = "un"


NEVER_SUGGESTED = {Kind.ICRC, Kind.UN}


class Messenger(SQLModel, table=True):
    """`code` is a State's ISO3 for its delegation, else such as ENVOY, COORDINATORS, ISU, CMC.

    `languages` is `;`-separated ISO 639-1, "" for not known (a delegation then speaks its
    State's). `capacity` is knocks a quarter, None for the setting's default. `kind` never changes.
    """

    __tablename__ = "messengers"

    code: str = Field(primary_key=True, max_length=12)
    name: str = Field(max_length=120)
    kind: Kind = Field(sa_type=choice(Kind))
    state_iso3: str | None = Field(default=None, foreign_key="states.iso3", max_length=3)
    takes_part: bool = False
    languages: str = Field(default="", max_length=60)
    capacity: int | None = None
    version: int = 1


class ExcludedPair(SQLModel, table=True):
    """A messenger that must not be sent to a State. The cause is for Coordinators only."""

    __tablename__ = "excluded_pairs"

    id: int | None = Field(default=None, primary_key=True)
    messenger: str = Field(foreign_key="messengers.code", index=True, max_length=12)
    state_iso3: str = Field(foreign_key="states.iso3", index=True, max_length=3)
    cause: str = Field(max_length=1000)
    author_id: int = Field(foreign_key="users.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    lifted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    lifted_by: int | None = Field(default=None, foreign_key="users.id")


class OfficeHeld(SQLModel, table=True):
    """A role that a State held in the Convention's machinery; "" for an unknown end."""

    __tablename__ = "offices_held"

    id: int | None = Field(default=None, primary_key=True)
    state_iso3: str = Field(foreign_key="states.iso3", index=True, max_length=3)
    role: str = Field(max_length=60)
    from_date: str = Field(max_length=10)
    to_date: str = Field(max_length=10)
    source: str
