"""What people decide about suggestions and plan by themselves."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.accounts.policy import Visibility, warns_by_default
from app.contacts.terms import Channel, Level
from app.kit.numbers import LARGEST


class Terms(BaseModel):
    """Who knocks, how and when, and who reads of it."""

    model_config = ConfigDict(str_strip_whitespace=True)

    messenger: str = Field(min_length=1, max_length=12)
    channel: Channel
    level: Level
    window_from: date
    window_to: date
    note: str = Field("", max_length=2000)
    visibility: Visibility = Visibility.GROUP
    warn_others: Literal["usual", "yes", "no"] = "usual"
    override_reason: str = Field("", max_length=1000)

    @property
    def warns(self) -> bool:
        if self.warn_others == "usual":
            return warns_by_default(self.visibility)
        return self.warn_others == "yes"


class PlanApproach(Terms):
    """A knock that somebody takes on; `suggested` names the messenger that was suggested."""

    state: str = Field(min_length=1, max_length=120)
    suggested: str = ""


class ClaimDoors(BaseModel):
    """Knocks at several doors that somebody takes on at once; `door` are their codes, such as
    KHM-accede, `listed` those that were offered. What is left empty is as suggested at each."""

    model_config = ConfigDict(str_strip_whitespace=True)

    door: list[str] = Field(min_length=1, max_length=200)
    listed: list[str] = []
    messenger: str = Field(min_length=1, max_length=12)
    channel: Channel | None = None
    level: Level | None = None
    window_from: date | None = None
    window_to: date | None = None
    note: str = Field("", max_length=2000)
    visibility: Visibility = Visibility.GROUP
    warn_others: Literal["usual", "yes", "no"] = "usual"


class AmendApproach(Terms):
    """An approach as somebody changes it; `version` is the one that they saw, `owner` the account
    that a Coordinator gives it to (None: as before). `take` names the fields in which they take
    what somebody else saved meanwhile."""

    version: int
    owner: Annotated[int, Field(ge=0, le=LARGEST)] | None = None
    take: list[str] = []


class AssignApproaches(BaseModel):
    """Open approaches that a Coordinator gives to another messenger at once; `approach` are their
    codes, such as 12.3 (number and version), `listed` those that were offered. `owner` is the
    account that they are from then on, None: each as before."""

    approach: list[str] = Field(min_length=1, max_length=200)
    listed: list[str] = []
    messenger: str = Field(min_length=1, max_length=12)
    owner: Annotated[int, Field(ge=0, le=LARGEST)] | None = None


class Accept(BaseModel):
    """`messenger` is the one that the person saw suggested."""

    messenger: str = Field(min_length=1)


class Decline(Accept):
    model_config = ConfigDict(str_strip_whitespace=True)

    reason: str = Field(min_length=1, max_length=1000)


class DropApproach(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    reason: str = Field(min_length=1, max_length=1000)


class SetLead(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    messenger: str = Field(min_length=1, max_length=12)
    reason: str = Field(min_length=1, max_length=1000)
