"""The board: open doors in columns by stage, and the moves between them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts.policy import Act, Reader, may, require
from app.advice.board import board
from app.advice.door_filters import Filters, choices, chosen, read_filters
from app.advice.overview import Listed, overview
from app.audit.derived import derived
from app.doors.door import Door
from app.doors.ladder import BY_A_PERSON, NAMES
from app.messengers.queries import messengers
from app.views.listing import Listing
from app.views.queries import kept_views
from app.web.deps import Reads
from app.web.forms import Form
from app.web.pages import env, page, path_for

router = APIRouter(prefix="/board")


@router.get("", name="board.index")
def index(at: Reads, full: str = "") -> Response:
    """A stage is an entry: for those who read none there is no board."""
    db, reader = at.db, at.me.reader
    require(reader, Act.READ_ENTRIES)
    asked, wrong = read_filters(dict(at.request.query_params))
    filters = asked.model_copy(update={"stage": "", "group": None, "columns": ""})
    doors = overview(db, reader, at.today)
    called = {code: one.name for code, one in messengers(db).items()}
    shown = chosen(doors, filters)
    response = page(
        at.request,
        "board/index.html",
        filters=filters,
        form=Form(filters.query()),
        wrong=wrong,
        full=full,
        count=len(shown),
        total=len(doors),
        columns=board(shown, full),
        cards=_cards(at.request, db, reader, at.today, doors),
        said=filters.said(called),
        views=kept_views(db, reader, Listing.BOARD, filters.query()),
        **choices(doors, called),
    )
    if at.request.headers.get("HX-Trigger") == "board-form":
        address = _address(at.request, filters, full)
        response.headers["HX-Push-Url"] = address
    return response


def _address(request: Request, filters: Filters, full: str) -> str:
    return path_for(request, "board.index", query=filters.query(full=full))


def _cards(
    request: Request, db: Session, reader: Reader, today: date, doors: Sequence[Listed]
) -> dict[Door, str]:
    """Each door's card, rendered once for this reader until something changes."""
    template: Any = env.get_template("board/_card.html").module
    here, approaches = path_for(request, "doors.index"), path_for(request, "approaches.index")

    def render() -> dict[Door, str]:
        stages = [(str(int(one)), NAMES[one]) for one in BY_A_PERSON]
        coordinates, moves = may(reader, Act.COORDINATE), may(reader, Act.MOVE_STAGE)
        return {
            one.door: template.card(one, here, approaches, coordinates, stages if moves else [])
            for one in doors
        }

    return derived(db, ("door cards", reader, today), render)
