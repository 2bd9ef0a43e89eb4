"""Handing over what is open, and the pack that the successor gets."""

import secrets
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import ROLE_NAMES, Act, may, require, require_change
from app.accounts.queries import is_open
from app.audit.service import record
from app.briefings.document import handling
from app.briefings.files import MEDIA, Kind, file_of
from app.briefings.hand_over import hand_over_pack
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES
from app.handovers.forms import MakeHandOver
from app.handovers.owning import may_close, may_hand_over, may_succeed, owns
from app.handovers.queries import (
    hand_overs,
    open_accounts,
    open_counts,
    open_of,
    received,
    seen,
    things_of,
)
from app.handovers.service import hand_over, takes_the_rest
from app.kit.errors import Forbidden, Missing
from app.kit.numbers import LARGEST
from app.kit.translation import gettext as _
from app.kit.translation import speaking
from app.messengers.queries import messengers
from app.transfer.origins import notices
from app.web.deps import Number, Reads, Visit, Writes
from app.web.files import attached, chosen_language
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/hand-overs")

HandOverForm = Annotated[Form[MakeHandOver], Depends(posted(MakeHandOver))]
Whose = Annotated[int | None, Query(ge=1, le=LARGEST)]


@router.get("", name="hand_overs.index")
def index(at: Reads) -> Response:
    """Whose open work can be handed over, and what was handed over before."""
    reader = at.me.reader
    if not may(reader, Act.ADMINISTER):
        require(reader, Act.HAND_OVER)
    counts = open_counts(at.db, reader)
    people = [one for one in open_accounts(at.db) if may_hand_over(reader, one.reader)]
    return page(
        at.request,
        "hand_overs/index.html",
        people=[(one, counts.get(one.id or 0, 0)) for one in people],
        made=hand_overs(at.db, reader),
        shown=may(reader, Act.READ_ENTRIES),
    )


@router.get("/new", name="hand_overs.new")
def new(at: Reads, account: Whose = None, successor: Whose = None) -> Response:
    """What would move, as far as one may read it; without `account` one's own."""
    return _ask(at, Form({"account": account or at.me.id, "successor": successor or ""}))


@router.post("", name="hand_overs.create")
def create(at: Writes, form: HandOverForm) -> Response:
    """Once, however often it is sent."""
    made = form.submit(hand_over, at.db, by=at.me, now=at.now)
    if made is None:
        return _ask(at, form)
    name = at.db.get_one(User, made.successor_id).name
    said = _("Handed over to %(person)s.", person=name)
    if may(at.me.reader, Act.COORDINATE):
        return redirect(at.request, "hand_overs.show", number=made.id, flash=said)
    return redirect(at.request, "hand_overs.index", flash=said)


@router.get("/{number}", name="hand_overs.show")
def show(at: Reads, number: Number, to: Whose = None) -> Response:
    made, people = received(at.db, at.me.reader, number, to)
    handled = handling(people[0].name, at.now, notices(at.db))
    return page(
        at.request,
        "hand_overs/show.html",
        made=made,
        people=sorted(people, key=lambda one: one.id != made.successor_id),
        to=people[0],
        document=hand_over_pack(at.db, made, people[0], at.today, handled),
    )


def made_as(kind: Kind) -> Callable[..., bytes]:
    """The same as the page; made before the turn to write is asked for. Raises Missing, Refused."""

    def made(at: Reads, number: Number, to: Whose = None, language: str = "") -> bytes:
        found, people = received(at.db, at.me.reader, number, to)
        with speaking(chosen_language(language)):
            handled = handling(people[0].name, at.now, notices(at.db))
            document = hand_over_pack(at.db, found, people[0], at.today, handled)
            return file_of(document, kind, at.now)

    return made


MadePdf = Annotated[bytes, Depends(made_as(Kind.PDF))]
MadeDocx = Annotated[bytes, Depends(made_as(Kind.DOCX))]


@router.get("/{number}/pack.pdf", name="hand_overs.pdf")
def as_pdf(made: MadePdf, at: Writes, number: Number) -> Response:
    return _file(at, made, number, Kind.PDF)


@router.get("/{number}/pack.docx", name="hand_overs.docx")
def as_docx(made: MadeDocx, at: Writes, number: Number) -> Response:
    return _file(at, made, number, Kind.DOCX)


def _file(at: Visit, made: bytes, number: int, kind: Kind) -> Response:
    subject = f"hand_over:{number}"
    record(at.db, at.me.id, "hand_over.exported", subject, at=at.now, detail=kind.value)
    return attached(made, MEDIA[kind], f"hand-over-{number}-{at.today.isoformat()}.{kind}")


def _ask(at: Visit, form: Form[Any]) -> Response:
    """First whose and to whom; then what would move, and the button."""
    leaving = _leaving(at, form.value("account"))
    fitting = [one for one in open_accounts(at.db) if may_succeed(one.reader, leaving.reader)]
    chosen = str(form.value("successor"))
    successor = next((one for one in fitting if str(one.id) == chosen), None)
    form.typed["submission"] = form.value("submission") or secrets.token_urlsafe(18)
    return page(
        at.request,
        "hand_overs/new.html",
        form.status,
        form=form,
        leaving=leaving,
        own=leaving.id == at.me.id,
        successor=successor,
        people=_called(at, fitting),
        rest=takes_the_rest(at.db, leaving, at.me),
        open=open_of(at.db, at.me.reader, leaving.id or 0),
        others=_others(at.db, at.me, leaving, successor),
        as_seen=seen(at.db, at.me.reader, leaving.id or 0),
        may_close=may_close(at.me.reader, leaving.reader),
        shown=may(at.me.reader, Act.READ_ENTRIES),
        today=at.today,
        CHANNELS=CHANNEL_NAMES,
        LEVELS=LEVEL_NAMES,
    )


def _leaving(at: Visit, number: Any) -> User:
    """Whose open work it is. Raises Missing and Forbidden."""
    digits = str(number)
    leaving = at.db.get(User, int(digits)) if digits.isdecimal() and len(digits) < 10 else None
    if leaving is None or not owns(leaving.reader) or not is_open(at.db, leaving.id):
        raise Missing(_("There is no open account that could have something to hand over."))
    if not may_hand_over(at.me.reader, leaving.reader):
        raise Forbidden(_("Only who has something, Coordinators and administrators hand it over."))
    require_change(at.me.reader, leaving.origin)
    return leaving


def _called(at: Visit, people: Iterable[User]) -> list[tuple[int | None, str]]:
    """Each with what tells them from a namesake: an address is shown to who adds accounts alone."""
    if may(at.me.reader, Act.ADMINISTER):
        return [(one.id, f"{one.name} ({one.email})") for one in people]
    known = messengers(at.db)
    return [
        (one.id, f"{one.name} ({known[one.messenger].name})")
        if one.messenger in known
        else (one.id, f"{one.name} ({ROLE_NAMES[one.role]})")
        for one in people
    ]


def _others(db: Session, me: User, leaving: User, successor: User | None) -> set[tuple[str, int]]:
    """What the reader sees and the successor may not have."""
    if successor is None:
        return set()
    number = leaving.id or 0
    reads = things_of(db, number, successor.reader)
    beyond = set(things_of(db, number, me.reader)).difference(reads)
    return {(one.kind.value, one.number) for one in beyond}
