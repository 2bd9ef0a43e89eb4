"""What people write at a door, and what Coordinators set for the group."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.accounts.policy import Visibility, warns_by_default
from app.doors.asks import Barrier
from app.doors.waking import Trigger
from app.kit.translation import Said, marked

LEVEL_NAMES = Said(
    {
        Visibility.GROUP: marked("the group"),
        Visibility.DELEGATIONS: marked("delegations, without NGO accounts"),
        Visibility.MESSENGER: marked("my delegation, Coordinators and the envoy"),
        Visibility.COORDINATORS: marked("Coordinators (and I)"),
    }
)


class MoveStage(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    stage: int
    moved_on: date
    reason: str = Field(min_length=1, max_length=2000)
    visibility: Visibility = Visibility.GROUP


class ReadBarrier(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    barrier: Barrier
    read_on: date
    source: str = Field(min_length=1, max_length=1000)
    visibility: Visibility = Visibility.GROUP


class OvercomeBarrier(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    overcome_on: date
    messenger: str = Field("", max_length=12)
    reason: str = Field(min_length=1, max_length=2000)


class HoldDoor(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    until: date | None = None
    reason: str = Field(min_length=1, max_length=2000)


class RestDoor(BaseModel):
    """A rest needs a trigger; `until` is the last day, if any."""

    model_config = ConfigDict(str_strip_whitespace=True)

    triggers: list[Trigger] = []
    until: date | None = None
    reason: str = Field(min_length=1, max_length=2000)
    visibility: Visibility = Visibility.GROUP
    warn_others: Literal["usual", "yes", "no"] = "usual"

    @property
    def warns(self) -> bool:
        """Whether others are warned: what was chosen, else what is usual for the level."""
        if self.warn_others == "usual":
            return warns_by_default(self.visibility)
        return self.warn_others == "yes"


class EndRest(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    reason: str = Field(min_length=1, max_length=2000)
