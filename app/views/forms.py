"""What people write when they keep a view."""

from pydantic import BaseModel, ConfigDict, Field

from app.views.listing import Listing


class NameView(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=60)
    shared: bool = False


class KeepView(NameView):
    """`query` is the address's part after the question mark."""

    listing: Listing
    query: str = Field("", max_length=2000)
