"""What people write to hand over."""

from typing import Annotated

from pydantic import BaseModel, Field

from app.kit.numbers import LARGEST

Number = Annotated[int, Field(ge=1, le=LARGEST)]


class MakeHandOver(BaseModel):
    """`account` leaves, `successor` takes over, `close` the account that leaves. `seen` is what was
    open when the form was shown (`queries.seen`), "" where nothing was shown."""

    account: Number
    successor: Number
    close: bool = False
    seen: str = Field("", max_length=64)
    submission: str = Field("", max_length=64)
