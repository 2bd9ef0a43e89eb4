"""The contact history of a State as a file; each export is itself in the audit."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from sqlmodel import Session

from app.accounts.models import User
from app.audit.service import record
from app.briefings.document import Document, handling
from app.briefings.files import MEDIA, Kind, file_of
from app.briefings.history import history
from app.kit.translation import speaking
from app.transfer.origins import notices
from app.web.deps import Db, Me, Now, Today, WriteDb
from app.web.files import attached, chosen_language

router = APIRouter(prefix="/states/{iso3}")


def wanted(db: Db, me: Me, now: Now, today: Today, iso3: str, language: str = "") -> Document:
    """Made before the turn to write is asked for. Raises Forbidden, Missing or Refused."""
    with speaking(chosen_language(language)):
        return history(db, me.reader, iso3, today, handling(me.name, now, notices(db)))


Wanted = Annotated[Document, Depends(wanted)]


@router.get("/contacts.pdf", name="histories.pdf")
def as_pdf(made: Wanted, writing: WriteDb, me: Me, now: Now, today: Today, iso3: str) -> Response:
    return _file(writing, me, made, iso3.upper(), Kind.PDF, now, today)


@router.get("/contacts.docx", name="histories.docx")
def as_docx(made: Wanted, writing: WriteDb, me: Me, now: Now, today: Today, iso3: str) -> Response:
    return _file(writing, me, made, iso3.upper(), Kind.DOCX, now, today)


def _file(
    db: Session, me: User, made: Document, iso3: str, kind: Kind, now: datetime, today: date
) -> Response:
    record(db, me.id, "history.exported", f"history:{iso3}", at=now, detail=kind.value)
    name = f"contacts-{iso3}-{today.isoformat()}.{kind}"
    return attached(file_of(made, kind, now), MEDIA[kind], name)
