"""What Coordinators write about messengers."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.kit.languages import language_code
from app.kit.translation import gettext as _

LONGEST = 60
"""Characters of the codes of a messenger's languages: twenty of them."""


def check_languages(text: str) -> str:
    """Languages by name or ISO 639-1 code, parted by , or ;, kept as codes with ;."""
    codes = ";".join(dict.fromkeys(_codes(text.replace(";", ",").split(","))))
    if len(codes) > LONGEST:
        raise ValueError(_("Please give at most twenty languages."))
    return codes


def _codes(said: list[str]) -> Iterator[str]:
    for one in filter(None, map(str.strip, said)):
        code = language_code(one)
        if code is None:
            raise ValueError(
                _(
                    "“%(word)s” is no language known here. Please write such as: English, French.",
                    word=one,
                )
            )
        yield code


class ChangeMessenger(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    takes_part: bool = False
    languages: Annotated[str, Field(max_length=400), AfterValidator(check_languages)] = ""
    capacity: Annotated[int, Field(ge=0, le=1000)] | None = None
    version: int


class ExcludePair(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    state: str = Field(min_length=1)
    cause: str = Field(min_length=1, max_length=1000)
