"""The contact history of a State as a file; each export is itself in the audit."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from sqlmodel import Session

from app.accounts.models import User
from app.audit.service import record
from app.briefings.document import handling
from app.briefings.files import MEDIA, Kind, file_of
from app.briefings.history import history
from app.kit.translation import speaking
from app.transfer.origins import notices
from app.web.deps import Db, Me, Now, Today, WriteDb
from app.web.files import attached, chosen_language

router = APIRouter(prefix="/states/{iso3}")


def made_as(kind: Kind) -> Callable[..., bytes]:
    """Made before the turn to write is asked for. Raises Forbidden, Missing or Refused."""

    def made(db: Db, me: Me, now: Now, today: Today, iso3: str, language: str = "") -> bytes:
        with speaking(chosen_language(language)):
            document = history(db, me.reader, iso3, today, handling(me.name, now, notices(db)))
            return file_of(document, kind, now)

    return made


MadePdf = Annotated[bytes, Depends(made_as(Kind.PDF))]
MadeDocx = Annotated[bytes, Depends(made_as(Kind.DOCX))]


@router.get("/contacts.pdf", name="histories.pdf")
def as_pdf(made: MadePdf, writing: WriteDb, me: Me, now: Now, today: Today, iso3: str) -> Response:
    return _file(writing, me, made, iso3.upper(), Kind.PDF, now, today)


@router.get("/contacts.docx", name="histories.docx")
def as_docx(
    made: MadeDocx, writing: WriteDb, me: Me, now: Now, today: Today, iso3: str
) -> Response:
    return _file(writing, me, made, iso3.upper(), Kind.DOCX, now, today)


def _file(
    db: Session, me: User, made: bytes, iso3: str, kind: Kind, now: datetime, today: date
) -> Response:
    record(db, me.id, "history.exported", f"history:{iso3}", at=now, detail=kind.value)
    return attached(made, MEDIA[kind], f"contacts-{iso3}-{today.isoformat()}.{kind}")
