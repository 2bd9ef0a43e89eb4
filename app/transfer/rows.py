"""The rows of the reference files: what a cell may hold, and which table it goes to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from sqlmodel import SQLModel

from app.doors.asks import Barrier
from app.kit.dates import check_partial
from app.messages.models import Argument, Message, MessageVersion
from app.messages.themes import Theme
from app.messengers.models import Kind, Messenger, OfficeHeld
from app.norms.models import Position, Resolution, Vote
from app.opportunities.models import Meeting
from app.states.models import Membership, RelatedTreaty, State, TreatyAct
from app.states.standing import Action

Known = dict[str, set[str]]
"""What other files say exists, by file: the first columns of their rows."""


def _known_state(code: str, info: ValidationInfo) -> str:
    return _in_file(code, info, "states.csv")


def _known_resolution(name: str, info: ValidationInfo) -> str:
    return _in_file(name, info, "unga_resolutions.csv")


def _in_file(value: str, info: ValidationInfo, file: str) -> str:
    known: Known = info.context or {}
    if value not in known.get(file, ()):
        raise ValueError(f"is not in {file}")
    return value


def _known_or_empty(code: str, info: ValidationInfo) -> str:
    return _known_state(code, info) if code else code


def _barriers(codes: str) -> str:
    for code in filter(None, codes.split(";")):
        Barrier(code)
    return codes


def _none_if_empty(value: object) -> object:
    return None if value == "" else value


Iso3 = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
KnownState = Annotated[str, AfterValidator(_known_state)]
Partial = Annotated[str, AfterValidator(check_partial)]
Number = Annotated[int | None, BeforeValidator(_none_if_empty), Field(ge=0)]
Flag = Annotated[bool | None, BeforeValidator(_none_if_empty)]
Text = Annotated[str, Field(min_length=1)]


class Row(BaseModel):
    """One row: its fields are the file's columns, all of them and no other."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class StateRow(Row):
    iso3: Iso3
    iso2: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    iso_numeric: Annotated[str, Field(pattern=r"^\d{3}$")]
    name: Text
    name_fr: Text
    name_es: Text
    un_regional_group: str
    un_subregion: str
    capital: str
    official_languages: str
    small_island_developing: Flag
    population: Number
    nato_member: Flag
    population_year: Number
    un_intermediate_region: str
    un_member: Flag
    official_languages_iso639_3: str
    working_languages: str
    notes: str
    source: Text


class TreatyActRow(Row):
    state_iso3: KnownState = Field(alias="iso3")
    action: Action
    date: Annotated[Partial, Field(min_length=4)]
    effective_date: Partial
    source: Text


class MembershipRow(Row):
    state_iso3: KnownState = Field(alias="iso3")
    organisation: Text
    role: Literal["member", "associate", "observer"]
    source: Text
    notes: str


class RelatedTreatyRow(Row):
    state_iso3: KnownState = Field(alias="iso3")
    treaty: Text
    status: Literal["party", "signatory", "none"]
    date: Partial
    source: Text
    signature_date: Partial
    withdrawal_notified: Partial
    withdrawal_effective: Partial
    notes: str


class OfficeRow(Row):
    state_iso3: KnownState = Field(alias="iso3")
    role: Text
    from_date: Partial = Field(alias="from")
    to_date: Partial = Field(alias="to")
    source: Text


class MeetingRow(Row):
    name: Text
    kind: Text
    starts_on: Partial
    ends_on: Partial
    city: str
    president: Annotated[str, AfterValidator(_known_or_empty)]
    source: Text


class ResolutionRow(Row):
    resolution: Text
    date: Partial
    title: Text
    topic: Text
    yes: Number
    no: Number
    abstain: Number
    source: Text


class VoteRow(Row):
    state_iso3: KnownState = Field(alias="iso3")
    resolution: Annotated[str, AfterValidator(_known_resolution)]
    year: int
    topic: Text
    vote: Literal["yes", "no", "abstain", "absent"]
    source: Text


class PositionRow(Row):
    state_iso3: KnownState = Field(alias="iso3")
    producer: str
    stockpiler: str
    past_user: str
    used_since_2008: str
    exporter: str
    moratorium: str
    attended_ccm_meetings: str
    last_position: str
    barriers: Annotated[str, AfterValidator(_barriers)]
    position_year: Partial
    source: Text


class MessengerRow(Row):
    code: Annotated[str, Field(pattern=r"^[A-Z]{2,12}$")]
    name: Text
    kind: Kind


class MessageRow(Row):
    code: Text
    ask: Theme
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    number: Annotated[int, Field(ge=1)]
    source_language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    title: Text
    objective: Text
    the_ask: Text
    fallback_ask: Text
    points: Text
    for_foreign_ministry: str
    for_defence_ministry: str
    for_parliament: str
    press_line: str
    source: Text


class ArgumentRow(Row):
    message: Text
    language: Text
    number: int
    place: Annotated[int, Field(ge=1)]
    barrier: Barrier | Literal[""]
    may_raise: Text
    answer: Text


Values = dict[str, Any]
Ids = dict[tuple[Any, ...], int]


def _same(row: Row, _ids: Ids) -> Values:
    return row.model_dump()


def _message(row: Row, _ids: Ids) -> Values:
    return row.model_dump(include={"code", "ask"})


def _version(row: Row, ids: Ids) -> Values:
    values = row.model_dump(exclude={"code", "ask"})
    return values | {"message_id": ids[(getattr(row, "code", ""),)], "edition": 1}


def _argument(row: Row, ids: Ids) -> Values:
    """Of a version that gave way to the group's own, the number is 0."""
    values = row.model_dump(include={"place", "barrier", "may_raise", "answer"})
    message = ids[(getattr(row, "message", ""),)]
    key = (message, getattr(row, "language", ""), getattr(row, "number", 0), 1)
    return values | {"message_version_id": ids.get(key, 0)}


@dataclass(frozen=True)
class Source:
    """One table, the file that it comes from, and how a row becomes the table's values."""

    file: str
    row: type[Row]
    table: type[SQLModel]
    key: tuple[str, ...]
    values: Callable[[Row, Ids], Values] = _same
    row_key: tuple[str, ...] = ()
    """The fields that must not repeat in the file, where they are not `key`."""
    stays: bool = False
    """Whether a row that is no longer in the file stays: what names it has no foreign key."""
    named_as: str = ""
    """The field by which a contact's earlier texts name a row, which have no foreign key either."""
    part_of: tuple[str, type[SQLModel]] | None = None
    """The field that names the row of which this is a part, and its table: parts of what a person
    recorded are theirs, and left as they are."""


SOURCES = (
    Source("states.csv", StateRow, State, ("iso3",)),
    Source("treaty_actions.csv", TreatyActRow, TreatyAct, ("state_iso3", "action", "date")),
    Source("memberships.csv", MembershipRow, Membership, ("state_iso3", "organisation")),
    Source("related_treaties.csv", RelatedTreatyRow, RelatedTreaty, ("state_iso3", "treaty")),
    Source("messengers.csv", MessengerRow, Messenger, ("code",), stays=True),
    Source("roles.csv", OfficeRow, OfficeHeld, ("state_iso3", "role", "from_date", "to_date")),
    Source("meetings.csv", MeetingRow, Meeting, ("name", "starts_on"), named_as="meeting_id"),
    Source("unga_resolutions.csv", ResolutionRow, Resolution, ("resolution",)),
    Source("unga_votes.csv", VoteRow, Vote, ("state_iso3", "resolution")),
    Source("positions.csv", PositionRow, Position, ("state_iso3",)),
    Source(
        "messages.csv", MessageRow, Message, ("code",), _message, ("code", "language", "number")
    ),
    Source(
        "messages.csv", MessageRow, MessageVersion, ("message_id", "language", "number", "edition"),
        _version, ("code", "language", "number"), named_as="message_version_id",
    ),
    Source(
        "message_arguments.csv", ArgumentRow, Argument, ("message_version_id", "place"),
        _argument, ("message", "language", "number", "place"),
        part_of=("message_version_id", MessageVersion),
    ),
)  # fmt: skip
