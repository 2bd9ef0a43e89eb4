"""The next approaches: what is suggested, what people took on, and what collides."""

from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from sqlmodel import Session

from app.accounts.policy import Act, may, require, require_change
from app.accounts.queries import users
from app.advice.adoption import plan_behind
from app.advice.assigning import can_take_on
from app.advice.forms import AmendApproach, DropApproach, PlanApproach
from app.advice.gathering import advice
from app.advice.list_filters import understood
from app.advice.models import OPEN_STEPS, STEP_NAMES, Approach
from app.advice.queries import (
    ApproachRow,
    approach_versions_of,
    can_be_sent,
    collisions,
    contact_of,
    get_approach,
    open_approaches,
    set_aside,
    steps_of,
    suggestion_behind,
    warnings_at,
)
from app.advice.rules import ORDER
from app.advice.service import (
    amend_approach,
    confirm_approach,
    drop_approach,
    may_move,
    plan_approach,
)
from app.advice.snapshot import SHOWN, as_wished, snapshot, taken, typed_of
from app.advice.suggest import Suggestion
from app.contacts.checks import usual_messenger
from app.contacts.snapshot import Change, changes
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES, Level
from app.contacts.wording import in_words
from app.doors.door import Door
from app.doors.queries import door_of, round_settings
from app.kit.errors import Conflict, Forbidden
from app.kit.translation import Said, marked, pmarked
from app.kit.translation import gettext as _
from app.messages.queries import message_versions
from app.messengers.queries import messengers, taking_part
from app.states.names import find_states, resolve
from app.states.queries import book
from app.views.listing import Listing
from app.views.queries import kept_views
from app.web.columns import columns_of
from app.web.conflicts import keeps_theirs, own_words
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, redirect, saved, stays

router = APIRouter(prefix="/approaches")

PlanForm = Annotated[Form[PlanApproach], Depends(posted(PlanApproach))]
AmendForm = Annotated[Form[AmendApproach], Depends(posted(AmendApproach))]
DropForm = Annotated[Form[DropApproach], Depends(posted(DropApproach))]
LISTED = 12
COLUMNS = Said(
    {
        "how": marked("How"),
        "window": pmarked("time", "Window"),
        "by": pmarked("person", "By"),
        "step": marked("Step"),
    }
)


@router.get("", name="approaches.index")
def index(at: Reads, mine: bool = False, every: bool = False, columns: str = "") -> Response:
    db, me, today = at.db, at.me, at.today
    require(me.reader, Act.READ_ENTRIES)
    given = advice(db, me.reader, today)
    own = usual_messenger(me)
    lines = [line for line in given.lines if not mine or line.messenger == own]
    approaches = open_approaches(db, me.reader)
    asked = {"mine": "true" if mine else "", "columns": columns}
    views = kept_views(db, me.reader, Listing.APPROACHES, understood(Listing.APPROACHES, asked)[0])
    return page(
        at.request,
        "approaches/index.html",
        views=views,
        query=views.query,
        listing=Listing.APPROACHES,
        columns=columns_of(at.request, Listing.APPROACHES, COLUMNS, columns),
        lines=lines if every else lines[:LISTED],
        total=len(lines),
        resting=given.resting,
        mine=mine,
        own=own,
        yours=[row for row in approaches if me.id == row.owner_id or row.messenger == own],
        others=[row for row in approaches if me.id != row.owner_id and row.messenger != own],
        set_aside=set_aside(db, me.reader, today),
        anybody=bool(taking_part(db, today)),
        collisions=collisions(db, me.reader, today) if may(me.reader, Act.COORDINATE) else [],
        settings=round_settings(db),
        today=today,
        CHANNELS=CHANNEL_NAMES,
        LEVELS=LEVEL_NAMES,
    )


@router.get("/new", name="approaches.new")
def new(
    at: Reads, state: str = "", messenger: str = "", adjust: bool = False, back: str = ""
) -> Response:
    """Another State or messenger asks again: for htmx, what follows from them."""
    require(at.me.reader, Act.PLAN)
    typed = _blank(at, state, adjust=adjust) | {"back": back}
    return _ask(at, Form(typed | {"messenger": messenger} if messenger else typed))


@router.post("", name="approaches.create")
def create(at: Writes, form: PlanForm) -> Response:
    approach = form.submit(plan_approach, at.db, **at.acting)
    if approach is None:
        return _ask(at, form)
    if stays(at.request) or form.typed.get("back") == "door":
        iso3, ask = approach.state_iso3, approach.ask
        return saved(at.request, "doors.show", iso3=iso3, ask=ask, flash=_("Claimed."))
    return redirect(at.request, "approaches.show", number=approach.id, flash=_("Claimed."))


@router.get("/{number}", name="approaches.show")
def show(at: Reads, number: Number) -> Response:
    return _show(at, number, Form({}))


@router.get("/{number}/edit", name="approaches.edit")
def edit(at: Reads, number: Number) -> Response:
    approach, row = get_approach(at.db, at.me.reader, number)
    if row.step not in OPEN_STEPS:
        step = STEP_NAMES[row.step]
        flash = _("This approach is %(step)s; it can no longer be changed.", step=step)
        return redirect(at.request, "approaches.show", number=number, flash=flash)
    return _amend(at, number, Form(typed_of(snapshot(approach))))


@router.post("/{number}", name="approaches.update")
def update(at: Writes, form: AmendForm, number: Number) -> Response:
    if form.command and keeps_theirs(form):
        one, row = get_approach(at.db, at.me.reader, number)
        theirs = _differing(at.db, one, form.command)
        return own_words(at.request, "approaches", number, row.state, theirs)
    form = _taking(at, form, number)
    try:
        approach = form.submit(amend_approach, at.db, number=number, **at.acting)
    except Conflict as conflict:
        return _amend(at, number, form, conflict)
    if approach is None:
        return _amend(at, number, form)
    return redirect(at.request, "approaches.show", number=number, flash=_("Saved."))


@router.post("/{number}/confirmation", name="approaches.confirm")
def confirm(at: Writes, number: Number) -> Response:
    confirm_approach(at.db, number, by=at.me, now=at.now)
    return redirect(at.request, "approaches.show", number=number, flash=_("Confirmed."))


@router.post("/{number}/drop", name="approaches.drop")
def drop(at: Writes, form: DropForm, number: Number) -> Response:
    if form.submit(drop_approach, at.db, number=number, by=at.me, now=at.now) is None:
        return _show(at, number, form)
    return redirect(at.request, "approaches.show", number=number, flash=_("Dropped."))


def _show(at: Visit, number: int, form: Form[Any]) -> Response:
    db, me = at.db, at.me
    approach, row = get_approach(db, me.reader, number)
    return page(
        at.request,
        "approaches/show.html",
        form.status,
        form=form,
        approach=approach,
        earlier=len(approach_versions_of(db, me.reader, number)),
        row=row,
        steps=steps_of(db, approach),
        movable=row.step in OPEN_STEPS and may_move(me, approach),
        behind=suggestion_behind(db, me.reader, approach),
        plan=plan_behind(db, me.reader, approach),
        contact=contact_of(db, me.reader, approach),
        message=message_versions(db).get(approach.message_version_id or 0),
        CHANNELS=CHANNEL_NAMES,
        LEVELS=LEVEL_NAMES,
    )


def _amend(at: Visit, number: int, form: Form[Any], conflict: Conflict | None = None) -> Response:
    """The form again; after a conflict with both texts, field by field."""
    approach, row = get_approach(at.db, at.me.reader, number)
    require_change(at.me.reader, approach.origin)
    if not may_move(at.me, approach):
        said = _("Only its owner, its messenger and Coordinators change an approach.")
        raise Forbidden(said)
    if row.step not in OPEN_STEPS:
        return _over(at, row, approach, form)
    if conflict:
        form.typed["version"] = approach.version
    return page(
        at.request,
        "approaches/edit.html",
        409 if conflict else form.status,
        form=form,
        row=row,
        conflict=str(conflict) if conflict else "",
        follows=False,
        differing=_differing(at.db, approach, form.command),
        warnings=_warnings(at, row.door, form, but_approach=number),
        people=[(one.id, one.name) for one in users(at.db) if can_take_on(one)],
        **_choices(at.db, at.today),
    )


def _over(at: Visit, row: ApproachRow, approach: Approach, form: Form[Any]) -> Response:
    """What became of an approach that ended while somebody changed it; what they typed is kept,
    and can be taken on as an approach of its own."""
    step, who = steps_of(at.db, approach)[-1]
    form.errors.clear()
    form.typed |= {"state": row.iso3}
    return page(
        at.request,
        "approaches/over.html",
        409,
        form=form,
        row=row,
        step=step,
        who=who,
        follows=False,
        contact=contact_of(at.db, at.me.reader, approach),
        warnings=_warnings(at, row.door, form),
        **_choices(at.db, at.today),
    )


def _taking(at: Visit, form: Form[AmendApproach], number: int) -> Form[AmendApproach]:
    """The form with theirs in the fields in which the person takes them, if still the newest."""
    if form.command is None or not form.command.take:
        return form
    approach, _ = get_approach(at.db, at.me.reader, number)
    if approach.version != form.command.version:
        return form
    return Form(taken(form.typed, snapshot(approach), form.command.take), AmendApproach)


def _differing(db: Session, approach: Approach, wish: AmendApproach | None) -> list[Change]:
    """What is saved, beside what this person wrote."""
    saved = snapshot(approach)
    return in_words(db, changes(saved, as_wished(wish, saved), SHOWN)) if wish else []


def _warnings(
    at: Visit, door: Door | None, form: Form[Any], but_approach: int | None = None
) -> list[str]:
    if door is None:
        return []
    chosen = str(form.value("messenger"))
    sent = chosen if chosen in messengers(at.db) else None
    return warnings_at(
        at.db, at.me.reader, door, at.today, but_approach=but_approach, messenger=sent
    )


def _ask(at: Visit, form: Form[Any]) -> Response:
    known = book(at.db).states
    iso3 = resolve(known.values(), str(form.value("state")))
    door = door_of(at.db, iso3, at.today) if iso3 else None
    return page(
        at.request,
        "approaches/new.html",
        form.status,
        form=form,
        door=door,
        iso3=iso3,
        follows=True,
        state_name=known[iso3].name if iso3 else form.value("state"),
        candidates=[] if iso3 else find_states(known.values(), str(form.value("state"))),
        warnings=_warnings(at, door, form),
        **_choices(at.db, at.today),
    )


def _choices(db: Session, today: date) -> dict[str, Any]:
    return {
        "messengers": [(one.code, one.name) for one in can_be_sent(db, today)],
        "channels": list(CHANNEL_NAMES.items()),
        "levels": [(level, LEVEL_NAMES[level]) for level in (*ORDER, *_beside())],
    }


def _beside() -> list[Level]:
    return [level for level in Level if level not in ORDER]


def _blank(at: Visit, state: str, *, adjust: bool) -> dict[str, Any]:
    db, me, today = at.db, at.me, at.today
    known = book(db).states
    iso3 = resolve(known.values(), state)
    typed: dict[str, Any] = {
        "state": iso3 or state,
        "messenger": usual_messenger(me) or "",
        "visibility": "group",
        "warn_others": "usual",
        "window_from": today.isoformat(),
        "window_to": (today + timedelta(days=round_settings(db).spacing_days)).isoformat(),
    }
    door = door_of(db, iso3, today) if iso3 else None
    line = advice(db, me.reader, today).at(door) if door else None
    if isinstance(line, Suggestion):
        typed |= {
            "channel": line.channel,
            "level": line.level,
            "visibility": line.visibility,
            "window_from": line.window[0].isoformat(),
            "window_to": line.window[1].isoformat(),
        }
        if adjust:
            typed |= {"messenger": line.messenger, "suggested": line.messenger}
    return typed
