"""The group's messages: what everybody says at a door."""

from fastapi import APIRouter, Request, Response

from app.accounts.policy import Act, require
from app.doors.asks import BARRIER_NAMES, VERB, Ask
from app.messages.queries import arguments, current_message, get_message, message_of
from app.web.deps import Db, Me, Number
from app.web.pages import page

router = APIRouter(prefix="/messages")


@router.get("", name="messages.index")
def index(request: Request, db: Db, me: Me) -> Response:
    require(me.reader, Act.READ_ENTRIES)
    current = {ask: current_message(db, ask) for ask in Ask}
    return page(request, "messages/index.html", current=current, verbs=VERB)


@router.get("/{number}", name="messages.show")
def show(request: Request, db: Db, me: Me, number: Number) -> Response:
    require(me.reader, Act.READ_ENTRIES)
    version = get_message(db, number)
    ask = message_of(db, version).ask
    current = current_message(db, ask, version.language)
    return page(
        request,
        "messages/show.html",
        version=version,
        verb=VERB[Ask(ask)],
        newer=current if current and current.id != version.id else None,
        arguments=arguments(db, number),
        barrier_names=BARRIER_NAMES,
    )
