"""What people write to begin a brief for one meeting, and to edit it."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from app.accounts.policy import Visibility
from app.kit.numbers import LARGEST
from app.kit.translation import gettext as _
from app.kit.translation import number as spoken_number

ADDED = "added:"
"""How the keys of lines begin that are in no brief but the edited one."""
LONGEST = 1000
"""Characters of one line."""
BEGINNING = 60
"""So many of them name a line."""


def _flat(text: str) -> str:
    """A line is one paragraph."""
    return " ".join(text.split())


def _short(lines: list[str]) -> list[str]:
    """Refuses those that are too long, each named by how it begins."""
    flat = [_flat(one) for one in lines]
    said = [
        _(
            "The line that begins with “%(start)s…” has %(count)s characters; please keep it "
            "under %(most)s.",
            start=one[:BEGINNING].rstrip(),
            count=spoken_number(len(one)),
            most=spoken_number(LONGEST),
        )
        for one in flat
        if len(one) > LONGEST
    ]
    if said:
        raise ValueError(" ".join(said))
    return flat


class BeginBrief(BaseModel):
    """For a meeting of the calendar, or for an occasion with its day."""

    model_config = ConfigDict(str_strip_whitespace=True)

    state: str = Field(min_length=1, max_length=120)
    meeting_id: Annotated[int, Field(ge=1, le=LARGEST)] | None = None
    occasion: Annotated[str, BeforeValidator(_flat)] = Field("", max_length=160)
    held_on: date | None = None
    visibility: Visibility = Visibility.GROUP


class EditBrief(BaseModel):
    """All lines as somebody wants them: `wording` belongs to `key`, line by line, and is "" where
    the text stays; `hide` and `pin` are keys. `saved` is the last save that they saw, 0 for none.
    `take` names lines in which they take what somebody else saved meanwhile. `text` is a line to
    add in `section`.
    """

    saved: Annotated[int, Field(ge=0, le=LARGEST)] = 0
    key: list[str] = []
    wording: Annotated[list[str], AfterValidator(_short)] = []
    hide: list[str] = []
    pin: list[str] = []
    take: list[str] = []
    section: str = Field("", max_length=40)
    text: Annotated[str, BeforeValidator(_flat)] = Field("", max_length=LONGEST)
    visibility: Visibility | None = None

    @property
    def wordings(self) -> dict[str, str]:
        """By key."""
        filled = [*self.wording, *[""] * len(self.key)]
        return dict(zip(self.key, filled, strict=False))
