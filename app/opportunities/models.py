"""The Convention's calendar: when a knock is natural."""

from sqlmodel import Field, SQLModel, UniqueConstraint


class Meeting(SQLModel, table=True):
    """Dates are partial or "" (a recurring event whose date is not known)."""

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("name", "starts_on"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=160)
    kind: str = Field(max_length=40)
    starts_on: str = Field(max_length=10)
    ends_on: str = Field(max_length=10)
    city: str = Field(max_length=80)
    president: str = Field(max_length=3)
    source: str
