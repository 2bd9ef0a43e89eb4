"""What people write about meetings, and about who attends them."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.kit.dates import check_partial
from app.kit.translation import gettext as _
from app.opportunities.kinds import HappeningKind

MOST = 40
"""States that are named at once: as many as a line of the audit holds."""


def _lines(text: str) -> str:
    if len(named(text)) > MOST:
        raise ValueError(_("Please name at most %(most)s at once.", most=MOST))
    return text


def named(text: str) -> list[str]:
    """What is written on each line, or between semicolons."""
    return [one.strip() for one in text.replace(";", "\n").splitlines() if one.strip()]


class RecordMeeting(BaseModel):
    """`ends_on` is None for a meeting of one day, `city` "" where it is not known."""

    model_config = ConfigDict(str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=160)
    starts_on: date
    ends_on: date | None = None
    city: str = Field("", max_length=80)
    source: str = Field(min_length=1, max_length=1000)


class AmendMeeting(RecordMeeting):
    """A meeting as somebody changes it; `version` is the one that they saw. `take` names the fields
    in which they take what somebody else saved meanwhile."""

    version: int
    take: list[str] = []


class RecordAttendance(BaseModel):
    """`states` are names or codes, one a line; `institutions` codes of messengers."""

    model_config = ConfigDict(str_strip_whitespace=True)

    states: Annotated[str, Field(max_length=5000), AfterValidator(_lines)] = ""
    institutions: list[str] = []


class RecordHappening(BaseModel):
    """`happened_on` is partial: a day, a month or a year. `what` is a few words."""

    model_config = ConfigDict(str_strip_whitespace=True)

    state: str = Field(min_length=1, max_length=120)
    kind: HappeningKind
    happened_on: Annotated[str, Field(min_length=4, max_length=10), AfterValidator(check_partial)]
    what: str = Field(min_length=1, max_length=200)
    source: str = Field(min_length=1, max_length=1000)


class RetractHappening(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    reason: str = Field(min_length=1, max_length=1000)
