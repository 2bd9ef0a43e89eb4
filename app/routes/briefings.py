"""Briefings: one page to read before walking in, also as a PDF and a DOCX; each file that is taken
along is in the audit."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.advice.outlook import suggested
from app.audit.service import record
from app.briefings.document import Handling, handling
from app.briefings.files import MEDIA, Kind, file_of
from app.briefings.queries import brief
from app.doors.ladder import name as stage_name
from app.doors.queries import open_doors, stages
from app.edited_briefs.queries import edited_listed
from app.kit.translation import speaking
from app.states.names import find_states, resolve
from app.states.queries import book
from app.transfer.origins import notices
from app.web.deps import Db, Me, Reads, Today, Visit, Writes
from app.web.files import attached, chosen_language
from app.web.forms import Form
from app.web.pages import page, redirect

router = APIRouter(prefix="/briefings")


@router.get("", name="briefings.index")
def index(request: Request, db: Db, me: Me, today: Today, q: str = "") -> Response:
    """The open doors, and a quick find: a name that means one State leads straight there."""
    known = book(db)
    one = resolve(known.states.values(), q) if q else None
    if one:
        return redirect(request, "briefings.show", iso3=one)
    return page(
        request,
        "briefings/index.html",
        form=Form({"q": q}),
        found=find_states(known.states.values(), q, limit=20),
        states=known.states,
        doors=open_doors(db, today),
        stages=stages(db, me.reader, today),
        stage_name=stage_name,
    )


@router.get("/{iso3}", name="briefings.show")
def show(at: Reads, iso3: str) -> Response:
    """Everything in it is filtered for who reads it."""
    made = brief(at.db, at.me.reader, iso3, at.today)
    return page(
        at.request,
        "briefings/show.html",
        brief=made,
        document=made.document(_handling(at)),
        suggested=suggested(at.db, at.me.reader, made.iso3, at.today),
        edited=edited_listed(at.db, at.me.reader, made.iso3),
    )


def made_as(kind: Kind) -> Callable[..., bytes]:
    """The same as the page, in the language asked for or else in the reader's; made before the turn
    to write is asked for. Raises Missing or Refused."""

    def made(at: Reads, iso3: str, language: str = "") -> bytes:
        with speaking(chosen_language(language)):
            found = brief(at.db, at.me.reader, iso3, at.today)
            return file_of(found.document(_handling(at)), kind, at.now)

    return made


MadePdf = Annotated[bytes, Depends(made_as(Kind.PDF))]
MadeDocx = Annotated[bytes, Depends(made_as(Kind.DOCX))]


@router.get("/{iso3}/brief.pdf", name="briefings.pdf")
def as_pdf(made: MadePdf, at: Writes, iso3: str) -> Response:
    return _file(at, made, iso3.upper(), Kind.PDF)


@router.get("/{iso3}/brief.docx", name="briefings.docx")
def as_docx(made: MadeDocx, at: Writes, iso3: str) -> Response:
    return _file(at, made, iso3.upper(), Kind.DOCX)


def _file(at: Visit, made: bytes, iso3: str, kind: Kind) -> Response:
    record(at.db, at.me.id, "brief.exported", f"brief:{iso3}", at=at.now, detail=kind.value)
    return attached(made, MEDIA[kind], f"brief-{iso3}-{at.today.isoformat()}.{kind}")


def _handling(at: Visit) -> Handling:
    return handling(at.me.name, at.now, notices(at.db))
