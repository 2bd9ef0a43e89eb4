"""What people write to log a contact, to amend and retract it, and to settle a commitment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from app.accounts.policy import Visibility, warns_by_default
from app.contacts.terms import Channel, Level, Outcome, Precision, Response, Side, StepEnd
from app.doors.asks import Ask
from app.kit.numbers import LARGEST, row_id
from app.kit.translation import gettext as _
from app.kit.translation import number as spoken_number

NO_DOOR = "none"
MOST_PARTS = 20
LONGEST_TEXT, LONGEST_OFFICE, LONGEST_NAME = 1000, 200, 120
"""Characters of one commitment, of a counterpart's office and of a counterpart's name."""


def _chosen(value: Any) -> Any:
    """The form always sends "none" along, so that no door at all is an answer too."""
    return [one for one in value if one not in ("", NO_DOOR)] if isinstance(value, list) else value


def _some(values: list[Any]) -> list[Any]:
    if len(values) > MOST_PARTS:
        raise ValueError(_("Please give at most %(most)s.", most=MOST_PARTS))
    return values


def _under(most: int) -> Callable[[list[str]], list[str]]:
    def short(values: list[str]) -> list[str]:
        if any(len(value) > most for value in values):
            said = _(
                "Please keep each of these under %(most)s characters.", most=spoken_number(most)
            )
            raise ValueError(said)
        return values

    return short


def _due(values: list[str]) -> list[str]:
    for value in values:
        if value:
            try:
                date.fromisoformat(value)
            except ValueError:
                said = _("Please give due dates such as 2026-09-14.")
                raise ValueError(said) from None
    return values


Texts = Annotated[list[str], AfterValidator(_some)]
Number = Annotated[int, Field(ge=1, le=LARGEST)]


@dataclass(frozen=True)
class Promise:
    """A commitment as written; `id` is that of the commitment it amends, if any."""

    id: int | None
    side: Side
    text: str
    due_on: date | None


class LogContact(BaseModel):
    """One knock. Lists of the same beginning belong together, line by line. `suggested` names the
    messenger that was suggested at the door beside the form, "" where none was."""

    model_config = ConfigDict(str_strip_whitespace=True)

    state: str = Field(min_length=1, max_length=120)
    asks: Annotated[list[Ask], BeforeValidator(_chosen)] | None = None
    held_on: date
    precision: Precision = Precision.DAY
    messengers: Texts = []
    counterpart_office: Annotated[Texts, AfterValidator(_under(LONGEST_OFFICE))] = []
    counterpart_name: Annotated[Texts, AfterValidator(_under(LONGEST_NAME))] = []
    channel: Channel
    level: Level | None = None
    place: str = Field("", max_length=200)
    meeting_id: Number | None = None
    message_version_id: Number | None = None
    response: Response | None = None
    commitment_id: Texts = []
    commitment_side: Texts = []
    commitment_text: Annotated[Texts, AfterValidator(_under(LONGEST_TEXT))] = []
    commitment_due: Annotated[Texts, AfterValidator(_due)] = []
    note: str = Field(min_length=1, max_length=20_000)
    next_step: str = Field("", max_length=1000)
    next_step_owner: Number | None = None
    next_step_due: date | None = None
    visibility: Visibility = Visibility.GROUP
    warn_others: Literal["usual", "yes", "no"] = "usual"
    override_reason: str = Field("", max_length=1000)
    submission: str = Field("", max_length=64)
    approach_id: Number | None = None
    appointment_id: Number | None = None
    suggested: str = Field("", max_length=12)

    @property
    def warns(self) -> bool:
        """Whether others are warned: what was chosen, else what is usual for the level."""
        if self.warn_others == "usual":
            return warns_by_default(self.visibility)
        return self.warn_others == "yes"

    @property
    def counterparts(self) -> list[tuple[str, str]]:
        """(office, name) of each line that says an office."""
        names = [*self.counterpart_name, *[""] * MOST_PARTS]
        lines = zip(self.counterpart_office, names, strict=False)
        return [(office.strip(), name.strip()) for office, name in lines if office.strip()]

    @property
    def promises(self) -> list[Promise]:
        """The commitments of each line that says one."""
        empty = [""] * MOST_PARTS
        lines = zip(
            [*self.commitment_id, *empty],
            [*self.commitment_side, *empty],
            self.commitment_text,
            [*self.commitment_due, *empty],
            strict=False,
        )
        return [
            Promise(
                id=row_id(number),
                side=Side.THEIRS if side == Side.THEIRS else Side.OURS,
                text=text.strip(),
                due_on=date.fromisoformat(due) if due else None,
            )
            for number, side, text, due in lines
            if text.strip()
        ]


class AmendContact(LogContact):
    """`version` is the one that the person saw when they began; `take` names the fields in which
    they take what somebody else saved meanwhile."""

    version: int
    take: Texts = []


class Retract(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    reason: str = Field(min_length=1, max_length=2000)


class Join(BaseModel):
    """The other of two entries that tell of one meeting."""

    other: Number


class SettleCommitment(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    outcome: Outcome
    note: str = Field("", max_length=1000)


class EndStep(BaseModel):
    """`version` is the contact's when the person looked at the step; `note` is the reason where
    the step is no longer needed."""

    model_config = ConfigDict(str_strip_whitespace=True)

    outcome: StepEnd
    on: date
    note: str = Field("", max_length=1000)
    version: int
