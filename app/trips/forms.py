"""What people write about a trip and its appointments."""

from datetime import date
from re import fullmatch
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from app.accounts.policy import Visibility
from app.contacts.forms import NO_DOOR
from app.contacts.terms import Channel
from app.doors.asks import Ask
from app.kit.numbers import LARGEST
from app.kit.translation import gettext as _

CLOCK = r"([01]\d|2[0-3]):[0-5]\d"


def _chosen(value: Any) -> Any:
    """No door at all is an answer too: it is sent as a choice of its own."""
    return [one for one in value if one not in ("", NO_DOOR)] if isinstance(value, list) else value


def _time(text: str) -> str:
    if text and not fullmatch(CLOCK, text):
        raise ValueError(_("Please give a time such as 09:30."))
    return text


Number = Annotated[int, Field(ge=1, le=LARGEST)]


class PlanTrip(BaseModel):
    """Who travels, and from when to when; `meeting_id` is a meeting that it belongs to."""

    model_config = ConfigDict(str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=160)
    messenger: str = Field(min_length=1, max_length=12)
    starts_on: date
    ends_on: date
    meeting_id: Number | None = None
    visibility: Visibility = Visibility.GROUP


class AmendTrip(PlanTrip):
    """A trip as somebody changes it; `version` is the one that they saw. `take` names the fields in
    which they take what somebody else saved meanwhile."""

    version: int
    take: list[str] = []


class Terms(BaseModel):
    """When, where and with whom; `asks` None means the State's open door."""

    model_config = ConfigDict(str_strip_whitespace=True)

    asks: Annotated[list[Ask], BeforeValidator(_chosen)] | None = None
    held_on: date
    at: Annotated[str, AfterValidator(_time)] = ""
    channel: Channel = Channel.BILATERAL_MEETING
    place: str = Field("", max_length=200)
    counterpart_office: str = Field("", max_length=200)
    counterpart_name: str = Field("", max_length=120)
    language: str = Field("", max_length=60)
    visibility: Visibility = Visibility.GROUP


class MakeAppointment(Terms):
    state: str = Field(min_length=1, max_length=120)
    override_reason: str = Field("", max_length=1000)


class AmendAppointment(Terms):
    """An appointment as somebody changes it, as `AmendTrip`; its State stays."""

    version: int
    take: list[str] = []


class AddApproaches(BaseModel):
    """Confirmed approaches, by their numbers, that become appointments."""

    approach: list[Number] = Field(min_length=1, max_length=40)


class CallOffTrip(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    reason: str = Field(min_length=1, max_length=1000)
