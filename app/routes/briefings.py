"""Briefings: one page to read before walking in."""

from fastapi import APIRouter, Request, Response

from app.advice.outlook import suggested
from app.briefings.queries import brief
from app.doors.ladder import name as stage_name
from app.doors.queries import open_doors, stages
from app.states.names import find_states, resolve
from app.states.queries import book
from app.web.deps import Db, Me, Now, Today
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
def show(request: Request, db: Db, me: Me, now: Now, today: Today, iso3: str) -> Response:
    """Everything in it is filtered for who reads it."""
    made = brief(db, me.reader, iso3, today)
    return page(
        request,
        "briefings/show.html",
        brief=made,
        suggested=suggested(db, me.reader, made.iso3, today),
        made_at=now,
    )
