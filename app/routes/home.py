"""The first page, by role: where the Convention stands, and what needs the person who looks."""

from collections import Counter
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Response

from app.accounts.policy import Act, Role, may
from app.advice.gathering import advice
from app.advice.glance import glance
from app.advice.news import news
from app.advice.queries import ApproachRow, open_approaches
from app.contacts.checks import usual_messenger
from app.contacts.filters import Filters, Sort
from app.contacts.listing import contact_list
from app.contacts.promises import own_next_steps
from app.contacts.queries import open_commitments
from app.contacts.stepping import may_end
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES, RESPONSE_NAMES, Level
from app.doors.ladder import NAMES
from app.doors.queries import open_doors
from app.handovers.queries import received_since
from app.opportunities.queries import meetings_ahead
from app.states.progress_chart import chart
from app.states.queries import book, progress, standings
from app.states.targets import goals
from app.trips.queries import trips_ahead
from app.web.deps import Reads, Visit
from app.web.pages import page

router = APIRouter()
SHOWN = 3
RECENT = 6
FRESH = timedelta(days=30)
"""So long a hand-over is shown to whom it came."""
HIGH = (Level.MINISTER, Level.HEAD)
"""Levels that are the envoy's."""


@router.get("/", name="home")
def show(at: Reads) -> Response:
    facts: dict[str, Any] = {
        "counts": Counter(standings(at.db, at.today).values()),
        "record": book(at.db).record(at.today),
        "today": at.today,
    }
    if not may(at.me.reader, Act.READ_ENTRIES):
        return page(at.request, "home/facts.html", **facts, **_progress(at))
    if may(at.me.reader, Act.COORDINATE):
        shown = facts | _own(at) | {"round": glance(at.db, at.me.reader, at.today)}
        return page(at.request, "home/coordinator.html", **shown)
    if at.me.role is Role.ENVOY:
        return page(at.request, "home/envoy.html", **facts, **_own(at), **_ahead(at))
    return page(at.request, "home/member.html", **facts, **_own(at))


def _progress(at: Visit) -> dict[str, Any]:
    series = progress(at.db, at.today)
    return {"progress": chart(series, goals(at.db), at.today, at.today)}


def _ahead(at: Visit) -> dict[str, Any]:
    """Trips that are not over; meetings ahead, each with the open doors of the States that attend
    it."""
    doors = {door.iso3 for door in open_doors(at.db, at.today)}
    found = meetings_ahead(at.db, at.me.reader, at.today)
    own = trips_ahead(at.db, at.me.reader, at.today, usual_messenger(at.me) or "")
    return {"trips": own, "meetings": [(one, sorted(doors & one.attending)) for one in found]}


def _own(at: Visit) -> dict[str, Any]:
    """What the person's own messenger has before it, and what others logged lately."""
    mine = usual_messenger(at.me)
    lines = advice(at.db, at.me.reader, at.today).lines
    approaches = open_approaches(at.db, at.me.reader)
    since = at.me.previous_visit
    return {
        "own": [line for line in lines if line.messenger == mine][:SHOWN],
        "lines": lines[:SHOWN],
        "high": [line for line in lines if line.level in HIGH][:RECENT],
        "approaches": [row for row in approaches if mine == row.messenger or _is_own(at, row)],
        "commitments": open_commitments(at.db, at.me.reader, limit=RECENT),
        "next_steps": own_next_steps(at.db, at.me.reader),
        "may_end": lambda step: may_end(at.me, step),
        "news": news(at.db, at.me.reader, since, at.today) if since else None,
        "recent": _recent(at),
        "handed": received_since(at.db, at.me.reader, at.now - FRESH),
        "RUNGS": NAMES,
        "states": book(at.db).states,
        "CHANNELS": CHANNEL_NAMES,
        "LEVELS": LEVEL_NAMES,
        "RESPONSES": RESPONSE_NAMES,
    }


def _recent(at: Visit) -> list[Any]:
    newest = Filters(sort=Sort.LOGGED)
    return contact_list(at.db, at.me.reader, newest, at.today, size=RECENT, counted=False).lines


def _is_own(at: Visit, row: ApproachRow) -> bool:
    return row.owner_id == at.me.id
