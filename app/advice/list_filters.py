"""What the address of each list that can be kept as a view may ask for. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.advice import door_filters
from app.contacts import filters as contact_filters
from app.contacts.commitment_list import Due
from app.contacts.terms import Side
from app.states.standing import Standing
from app.views.listing import Listing


class ApproachFilters(BaseModel):
    mine: bool = False
    columns: str = Field("", pattern="^[a-z.]*$", max_length=120)


class CommitmentFilters(BaseModel):
    side: Side | None = None
    due: Due | None = None


class StateFilters(BaseModel):
    """`on` is the day on which they stand so, None for today."""

    model_config = ConfigDict(str_strip_whitespace=True)

    q: str = Field("", max_length=200)
    standing: Standing | None = None
    region: str = Field("", max_length=40)
    on: date | None = None
    columns: str = Field("", pattern="^[a-z.]*$", max_length=120)


MODELS: dict[Listing, type[BaseModel]] = {
    Listing.DOORS: door_filters.Filters,
    Listing.BOARD: door_filters.Filters,
    Listing.CONTACTS: contact_filters.Filters,
    Listing.APPROACHES: ApproachFilters,
    Listing.COMMITMENTS: CommitmentFilters,
    Listing.STATES: StateFilters,
}
PASSING = {
    Listing.BOARD: {"stage", "group", "columns"},
    Listing.CONTACTS: {"after", "before"},
}
"""What a list's model knows besides, but no view of it keeps: the place in a list of pages, and on
the board what its columns are for."""


def understood(listing: Listing, asked: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The parameters that a list understands, each as the list itself would write it, and the
    names of those that make no sense to it."""
    model, passing = MODELS[listing], PASSING.get(listing, set())
    given = {key: value for key, value in asked.items() if value != "" and key not in passing}
    wrong = sorted(set(given) - set(model.model_fields))
    known = {key: value for key, value in given.items() if key not in wrong}
    try:
        made = model.model_validate(known)
    except ValidationError as failure:
        bad = {str(error["loc"][0]) for error in failure.errors()}
        sound = {key: value for key, value in known.items() if key not in bad}
        return _written(model.model_validate(sound)), sorted({*wrong, *bad})
    return _written(made), wrong


def _written(made: BaseModel) -> dict[str, str]:
    said: dict[Any, str] = {True: "true", False: "false"}
    return {
        key: said[value] if isinstance(value, bool) else str(value)
        for key, value in made.model_dump(mode="json", exclude_defaults=True).items()
        if value not in (None, "")
    }
