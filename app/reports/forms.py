"""What Coordinators write of a report."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.kit.numbers import LARGEST
from app.kit.translation import LANGUAGES
from app.kit.translation import gettext as _
from app.reports.wording import paragraphs

MOST_TEXT = 8000


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(_("Please choose one of the answers offered."))
    return code


def _parted(text: str) -> str:
    """Paragraphs with an empty line between, however the browser breaks lines."""
    return "\n\n".join(paragraphs(text))


Language = Annotated[str, AfterValidator(_language)]


class BeginReport(BaseModel):
    starts_on: date
    ends_on: date
    language: Language


class WriteText(BaseModel):
    """The text of a section; "" takes what the figures propose. `number` is that of the text that
    the writer saw, `of_number` that of the one in the report's own language; 0 for none."""

    model_config = ConfigDict(str_strip_whitespace=True)

    language: Language
    text: Annotated[str, Field(max_length=MOST_TEXT), AfterValidator(_parted)] = ""
    number: int = Field(ge=0, le=LARGEST)
    of_number: int = Field(0, ge=0, le=LARGEST)


class MarkFinal(BaseModel):
    """`agreed` says that its text is meant for everybody; `seen` is what was read
    (`queries.seen`), "" where nothing was shown."""

    agreed: bool = False
    seen: str = Field("", max_length=64)


class DiscardDraft(BaseModel):
    """`sure` says that its texts are no longer wanted."""

    sure: bool = False
