"""Finding anything, and the commands that lead there."""

from fastapi import APIRouter, Response

from app.contacts.text import highlighted
from app.doors.queries import open_doors
from app.kit.translation import Said, marked
from app.search.commands import Known, commands
from app.search.found import Kind
from app.search.offers import Command
from app.search.queries import search
from app.states.queries import book
from app.web.deps import Reads, Visit
from app.web.pages import page, path_for

router = APIRouter(prefix="/search")

HEADINGS = Said(
    {
        Kind.STATES: marked("States"),
        Kind.CONTACTS: marked("Contacts"),
        Kind.COMMITMENTS: marked("Commitments"),
        Kind.APPROACHES: marked("Approaches"),
        Kind.RESTS: marked("Rests of doors"),
        Kind.HAPPENINGS: marked("Happenings"),
        Kind.MESSAGES: marked("Messages"),
        Kind.MESSENGERS: marked("Messengers"),
        Kind.MEETINGS: marked("Meetings"),
    }
)


@router.get("", name="search.index")
def index(at: Reads, q: str = "", kind: str = "") -> Response:
    """A kind that makes no sense is left out."""
    q = q.replace("\0", "")
    only = Kind(kind) if kind in set(Kind) else None
    return page(
        at.request,
        "search/index.html",
        q=q,
        only=only,
        found=search(at.db, at.me.reader, q, at.today, only),
        highlighted=highlighted,
        HEADINGS=HEADINGS,
    )


@router.get("/commands", name="search.commands")
def offer(at: Reads, q: str = "") -> Response:
    """The commands that fit what is typed, for the palette."""
    q = q.replace("\0", "")
    asks = {door.iso3: door.ask.value for door in open_doors(at.db, at.today)}
    known = Known(at.me.reader, book(at.db).states.values(), asks)
    offered = commands(q, known)
    return page(
        at.request,
        "search/commands.html",
        q=q.strip(),
        commands=[(one, _address(at, one)) for one in offered],
    )


def _address(at: Visit, one: Command) -> str:
    return path_for(at.request, one.route, query=dict(one.query), **one.path)
