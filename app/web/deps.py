"""What a route may ask for."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import Depends, Path, Request
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.queries import SignedIn, signed_in
from app.accounts.service import touch_session
from app.kit import dates
from app.kit.numbers import LARGEST
from app.web.cookies import session_token
from app.web.turns import reading_session, writing_session

PERSON = "Same-Door-Person"
"""The header by which a device names whom it asks for: what one account wrote, no other sends."""


class SignedOut(Exception):
    """Nobody is signed in: the person goes to the sign-in page first."""


async def reading() -> AsyncIterator[Session]:
    async with reading_session() as db:
        yield db


async def whole_body(request: Request) -> None:
    """Read the form before the turn to write is asked for: a slow sender holds nobody up."""
    await request.form()


async def writing(_body: Annotated[None, Depends(whole_body)]) -> AsyncIterator[Session]:
    async with writing_session() as db:
        yield db


Db = Annotated[Session, Depends(reading, scope="function")]
WriteDb = Annotated[Session, Depends(writing, scope="function")]


def now() -> datetime:
    return dates.now()


Now = Annotated[datetime, Depends(now)]


def today(at: Now) -> date:
    return at.date()


Today = Annotated[date, Depends(today)]
Number = Annotated[int, Path(ge=1, le=LARGEST)]
"""A row's number in an address: one that no database can keep is not asked for."""


def recognise(request: Request, db: Session, at: datetime) -> SignedIn:
    """Whose session the request is of, without prolonging it; raises SignedOut."""
    token = session_token(request)
    found = signed_in(db, token, at) if token else None
    if found is None or request.headers.get(PERSON, "") not in ("", str(found.user.id)):
        raise SignedOut
    request.state.me = found.user
    request.state.sign_in_id = found.sign_in_id
    return found


async def me(request: Request, db: Db, at: Now) -> User:
    """Who is signed in, for a page; raises SignedOut."""
    found = recognise(request, db, at)
    if found.needs_touch(at):
        async with writing_session() as own:
            ended = touch_session(own, found.user.id or 0, found.sign_in_id, at)
        set_committed_value(found.user, "previous_visit", ended)
    return found.user


async def me_writing(request: Request, db: WriteDb, at: Now) -> User:
    """Who is signed in, inside the transaction of a write; raises SignedOut."""
    return recognise(request, db, at).user


Me = Annotated[User, Depends(me)]
MeWriting = Annotated[User, Depends(me_writing)]


@dataclass(frozen=True)
class Visit:
    """A request with who makes it, when, and the database as they may use it."""

    request: Request
    db: Session
    me: User
    now: datetime
    today: date

    @property
    def acting(self) -> dict[str, Any]:
        """What an act is told besides its wish."""
        return {"by": self.me, "now": self.now, "today": self.today}


async def reader(request: Request, db: Db, person: Me, at: Now, day: Today) -> Visit:
    return Visit(request, db, person, at, day)


async def writer(request: Request, db: WriteDb, person: MeWriting, at: Now, day: Today) -> Visit:
    return Visit(request, db, person, at, day)


Reads = Annotated[Visit, Depends(reader)]
Writes = Annotated[Visit, Depends(writer)]
