"""What a Coordinator writes to record a treaty act."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.kit.dates import check_partial
from app.states.standing import Action

Partial = Annotated[str, Field(max_length=10), AfterValidator(check_partial)]


class RecordTreatyAct(BaseModel):
    """`date` is that of the act or of deposit, `effective_date` of its entry into force."""

    model_config = ConfigDict(str_strip_whitespace=True)

    state: str = Field(min_length=1)
    action: Action
    date: Annotated[Partial, Field(min_length=4)]
    effective_date: Partial = ""
    source: str = Field(min_length=1, max_length=1000)


class EnterTarget(BaseModel):
    """So many States Parties by `due`."""

    model_config = ConfigDict(str_strip_whitespace=True)

    number: int = Field(ge=1, le=197)
    due: Annotated[Partial, Field(min_length=4)]
    title: str = Field(min_length=1, max_length=160)
    source: str = Field(min_length=1, max_length=1000)


class RecordSignal(BaseModel):
    """`seen_on` is partial; `what` says in neutral words what was said or done."""

    model_config = ConfigDict(str_strip_whitespace=True)

    state: str = Field(min_length=1, max_length=120)
    seen_on: Annotated[Partial, Field(min_length=4)]
    what: str = Field(min_length=1, max_length=1000)
    source: str = Field(min_length=1, max_length=1000)


class RetractSignal(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    reason: str = Field(min_length=1, max_length=1000)


class RetractTreatyAct(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    reason: str = Field(min_length=1, max_length=1000)
