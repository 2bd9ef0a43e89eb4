"""The columns of a table that a person wants to see, remembered on the device."""

import re
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from app.kit.errors import Missing
from app.kit.translation import gettext as _
from app.views.listing import Listing
from app.web.columns import PATTERN, cookie_of, written
from app.web.cookies import remember
from app.web.deps import Me
from app.web.forms import Form, posted
from app.web.pages import redirect

router = APIRouter(prefix="/columns")


class ChooseColumns(BaseModel):
    """`offered` says how many there are to choose from, `query` the list as it was."""

    listing: Listing
    query: str = Field("", max_length=2000)
    offered: int = Field(0, ge=0, le=100)
    shown: list[str] = []


@router.post("", name="columns.create")
def create(
    request: Request, me: Me, form: Annotated[Form[ChooseColumns], Depends(posted(ChooseColumns))]
) -> Response:
    """Leads back to the list, whose address then says which columns show; all is the usual."""
    wish = form.command
    if wish is None:
        raise Missing(_("There is no such list."))
    chosen = written(wish.shown)
    if len(wish.shown) >= wish.offered or not re.fullmatch(PATTERN, chosen):
        chosen = ""
    query = dict(parse_qsl(wish.query)) | {"columns": chosen}
    response = redirect(request, wish.listing.route, query=query)
    remember(request, response, cookie_of(wish.listing), chosen)
    return response
