"""Votes on resolutions and recorded positions, as the facts give them."""

from sqlmodel import Field, SQLModel


class Resolution(SQLModel, table=True):
    __tablename__ = "resolutions"

    resolution: str = Field(primary_key=True, max_length=20)
    date: str = Field(max_length=10)
    title: str = Field(max_length=200)
    topic: str = Field(max_length=40, index=True)
    yes: int | None
    no: int | None
    abstain: int | None
    source: str


class Vote(SQLModel, table=True):
    """`vote` is yes, no, abstain or absent."""

    __tablename__ = "votes"

    state_iso3: str = Field(foreign_key="states.iso3", primary_key=True, max_length=3)
    resolution: str = Field(foreign_key="resolutions.resolution", primary_key=True, max_length=20)
    year: int
    topic: str = Field(max_length=40)
    vote: str = Field(max_length=10)
    source: str


class Position(SQLModel, table=True):
    """What the Monitor's profile of `position_year` says of a State that is not party.

    `barriers` is our coding of that profile, never the State's words (domain, "barrier").
    """

    __tablename__ = "positions"

    state_iso3: str = Field(foreign_key="states.iso3", primary_key=True, max_length=3)
    producer: str
    stockpiler: str
    past_user: str
    used_since_2008: str
    exporter: str
    moratorium: str
    attended_ccm_meetings: str
    last_position: str
    barriers: str
    position_year: str
    source: str
