"""The board: open doors in columns by stage, and the moves between them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.accounts.policy import Act, Reader, may, require
from app.advice.board import board
from app.advice.cold import DUE_NAMES
from app.advice.door_filters import SORT_NAMES, Filters, chosen, read_filters, regions
from app.advice.overview import Listed, overview
from app.audit.derived import derived
from app.doors.asks import ASK_NAMES, BARRIER_NAMES
from app.doors.door import Door
from app.doors.ladder import BY_A_PERSON, NAMES
from app.messengers.queries import messengers
from app.states.names import alphabetical
from app.states.regions import region_name
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
    doors, called = overview(db, reader, at.today), messengers(db)
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
        said=filters.said({code: one.name for code, one in called.items()}),
        views=kept_views(db, reader, Listing.BOARD, filters.query()),
        asks=list(ASK_NAMES.items()),
        sorts=list(SORT_NAMES.items()),
        dues=list(DUE_NAMES.items()),
        barriers=list(BARRIER_NAMES.items()),
        regions=[(region, region_name(region)) for region in regions(doors)],
        messengers=_knockers(doors, {code: one.name for code, one in called.items()}),
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


def _knockers(doors: Sequence[Listed], names: dict[str, str]) -> list[tuple[str, str]]:
    codes = {code for one in doors for code in one.knockers}
    return sorted(
        ((code, names[code]) for code in codes), key=lambda option: alphabetical(option[1])
    )
