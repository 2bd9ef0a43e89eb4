"""What people write about messages."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from app.kit.numbers import LARGEST
from app.kit.translation import gettext as _
from app.messages.themes import WRITTEN_IN, Theme
from app.messages.wording import TEXTS, Raised, Wording

MOST_RAISED, LONGEST_RAISED, LONGEST_ANSWER = 40, 400, 1000
MOST_TEXT = 6000


def _lines(value: Any) -> Any:
    """One point a line, however the browser breaks lines, and no empty ones."""
    if not isinstance(value, str):
        return value
    return "\n".join(line for one in value.splitlines() if (line := one.strip()))


def _short(most: int) -> AfterValidator:
    def check(values: list[str]) -> list[str]:
        if sum(map(bool, map(str.strip, values))) > MOST_RAISED:  # the form ends in empty lines
            raise ValueError(_("Please give at most %(most)s.", most=MOST_RAISED))
        if any(len(value) > most for value in values):
            said = _("Please keep each of these under %(most)s characters.", most=most)
            raise ValueError(said)
        return values

    return AfterValidator(check)


def _language(code: str) -> str:
    if code not in WRITTEN_IN:
        raise ValueError(_("Please choose one of the answers offered."))
    return code


Points = Annotated[str, BeforeValidator(_lines), Field(max_length=MOST_TEXT)]
Id = Annotated[int, Field(ge=1, le=LARGEST)]


class WriteMessage(BaseModel):
    """The texts of a version. `barrier`, `may_raise` and `answer` belong together, line by line; a
    line without an objection says nothing."""

    model_config = ConfigDict(str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=120)
    objective: str = Field(min_length=1, max_length=400)
    the_ask: str = Field(min_length=1, max_length=400)
    fallback_ask: str = Field("", max_length=400)
    points: Annotated[Points, Field(min_length=1)]
    for_foreign_ministry: Points = ""
    for_defence_ministry: Points = ""
    for_parliament: Points = ""
    barrier: Annotated[list[str], _short(40)] = []
    may_raise: Annotated[list[str], _short(LONGEST_RAISED)] = []
    answer: Annotated[list[str], _short(LONGEST_ANSWER)] = []
    press_line: str = Field("", max_length=600)
    source: str = Field(min_length=1, max_length=1000)

    @property
    def raised(self) -> tuple[Raised, ...]:
        """Each line that says something."""
        empty = [""] * MOST_RAISED
        lines = zip(
            [*self.barrier, *empty], [*self.may_raise, *empty], [*self.answer, *empty], strict=False
        )
        stripped = ((code, raised.strip(), answer.strip()) for code, raised, answer in lines)
        return tuple(Raised(*one) for one in stripped if one[1] or one[2])

    @property
    def wording(self) -> Wording:
        return Wording(**{name: getattr(self, name) for name in TEXTS}, arguments=self.raised)


class DraftMessage(WriteMessage):
    """A new version: of a new message for `ask`; of `message`, a next number; or of the number that
    the version `translates` has, in another language."""

    ask: Theme | None = None
    message: Id | None = None
    translates: Id | None = None
    language: Annotated[str, AfterValidator(_language)]


class RedraftMessage(WriteMessage):
    """A draft as somebody changes it; `revision` is the one that they saw. `take` names the fields
    in which they take what somebody else saved meanwhile."""

    revision: int = Field(ge=1, le=LARGEST)
    take: list[str] = []


class PassMessage(BaseModel):
    """A review or an adoption of the text that was read: its `revision`."""

    revision: int = Field(ge=1, le=LARGEST)


class RetireMessage(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    reason: str = Field(min_length=1, max_length=1000)
