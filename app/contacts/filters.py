"""The filters of the contact log, as the address has them. Pure."""

from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from app.accounts.policy import Visibility
from app.contacts.terms import Channel, Level, Response
from app.states.standing import Standing


class Sort(StrEnum):
    DATE = "date"
    LOGGED = "logged"
    STATE = "state"


class Filters(BaseModel):
    """Everything is optional; `sort` defaults to the date, with a search to the newest logged;
    `columns` are the codes of those that show."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    q: str = Field("", max_length=200)
    state: str = Field("", max_length=3)
    standing: Standing | None = None
    region: str = Field("", max_length=40)
    messenger: str = Field("", max_length=12)
    channel: Channel | None = None
    level: Level | None = None
    response: Response | None = None
    visibility: Visibility | None = None
    since: date | None = None
    until: date | None = None
    commitment: bool = False
    retracted: bool | None = None
    sort: Sort | None = None
    up: bool = False
    columns: str = Field("", pattern="^[a-z.]*$", max_length=120)
    after: str = Field("", max_length=140)
    before: str = Field("", max_length=140)

    @field_validator("state", "messenger")
    @classmethod
    def _upper(cls, value: str) -> str:
        return value.upper()

    @property
    def order(self) -> Sort:
        return self.sort or (Sort.LOGGED if self.q else Sort.DATE)

    @property
    def descending(self) -> bool:
        return self.up if self.order is Sort.STATE else not self.up

    def query(self, **changed: Any) -> dict[str, Any]:
        """The address's parameters that reproduce this list, some of them changed."""
        own = self.model_dump(mode="json", exclude_defaults=True) | changed
        said = {True: "true", False: "false"}
        return {
            key: said[value] if isinstance(value, bool) else value
            for key, value in own.items()
            if value not in (None, "")
        }

    @property
    def used(self) -> list[str]:
        """The names of the filters in use: for the audit, which holds no text."""
        return sorted(set(self.query()) - {"sort", "up", "columns", "after", "before"})


def read_filters(asked: dict[str, str]) -> tuple[Filters, list[str]]:
    """Filters from an address, and the names of those that make no sense and are left out."""
    given = {key: plain for key, value in asked.items() if (plain := value.replace("\0", ""))}
    wrong: list[str] = []
    while True:
        try:
            return Filters.model_validate(given), wrong
        except ValidationError as failure:
            for error in failure.errors():
                name = str(error["loc"][0])
                given.pop(name, None)
                wrong.append(name)
