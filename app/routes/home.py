"""The first page: where the Convention stands, and what is next for the person who looks."""

from collections import Counter

from fastapi import APIRouter, Request, Response

from app.accounts.policy import Act, may
from app.advice.gathering import advice
from app.advice.queries import open_approaches
from app.contacts.checks import usual_messenger
from app.contacts.filters import Filters, Sort
from app.contacts.listing import contact_list
from app.contacts.queries import open_commitments
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES, RESPONSE_NAMES
from app.messengers.queries import messengers
from app.states.queries import book, standings
from app.web.deps import Db, Me, Today
from app.web.pages import page

router = APIRouter()
SHOWN = 3
RECENT = 6


@router.get("/", name="home")
def show(request: Request, db: Db, me: Me, today: Today) -> Response:
    counts = Counter(standings(db, today).values())
    record = book(db).record(today)
    if not may(me.reader, Act.READ_ENTRIES):
        return page(request, "home/facts.html", counts=counts, record=record, today=today)
    mine = usual_messenger(me)
    lines = advice(db, me.reader, today).lines
    approaches = open_approaches(db, me.reader)
    return page(
        request,
        "home/show.html",
        counts=counts,
        record=record,
        today=today,
        lines=([line for line in lines if line.messenger == mine] or list(lines))[:SHOWN],
        approaches=[row for row in approaches if me.id == row.owner_id or row.messenger == mine],
        commitments=open_commitments(db, me.reader, limit=RECENT),
        recent=contact_list(db, me.reader, Filters(sort=Sort.LOGGED), today, size=RECENT).lines,
        names=messengers(db),
        states=book(db).states,
        CHANNELS=CHANNEL_NAMES,
        LEVELS=LEVEL_NAMES,
        RESPONSES=RESPONSE_NAMES,
    )
