"""What Coordinators write about messengers."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def check_languages(text: str) -> str:
    """ISO 639-1 codes parted by ; or , or spaces, kept with ;."""
    codes = text.lower().replace(",", " ").replace(";", " ").split()
    if any(len(code) != 2 or not code.isalpha() for code in codes):
        raise ValueError("Please give two-letter codes such as en, fr, es.")
    return ";".join(dict.fromkeys(codes))


class ChangeMessenger(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    takes_part: bool = False
    languages: Annotated[str, Field(max_length=60), AfterValidator(check_languages)] = ""
    capacity: Annotated[int, Field(ge=0, le=1000)] | None = None
    version: int


class ExcludePair(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    state: str = Field(min_length=1)
    cause: str = Field(min_length=1, max_length=1000)
