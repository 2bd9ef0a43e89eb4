"""What a person makes of a suggestion: accept, decline, snooze. Adjusting is a new approach."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from app.advice.decisions import accept_suggestion, decline_suggestion, snooze_suggestion
from app.advice.forms import Accept, Decline
from app.doors.door import Door
from app.doors.queries import round_settings
from app.doors.service import open_door
from app.kit.errors import Refused
from app.kit.translation import gettext as _
from app.kit.translation import ngettext
from app.states.queries import book
from app.web.deps import Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, redirect, saved, stays, wanted

router = APIRouter(prefix="/suggestions/{iso3}/{ask}")

AcceptForm = Annotated[Form[Accept], Depends(posted(Accept))]
DeclineForm = Annotated[Form[Decline], Depends(posted(Decline))]


@router.post("/acceptance", name="suggestions.accept")
def accept(at: Writes, form: AcceptForm, iso3: str, ask: str) -> Response:
    door = open_door(at.db, iso3, ask, at.today)
    approach = form.submit(accept_suggestion, at.db, door=door, **at.acting)
    if approach is None:
        return _refused(at, door, form)
    if _at_door(at.request, form):
        said = _("Claimed: it is yours to do.")
        return saved(at.request, "doors.show", iso3=door.iso3, ask=door.ask, flash=said)
    if _in_place(at.request):
        return _card(at.request, door, _("Claimed: it is yours to do."), approach=approach.id)
    return redirect(at.request, "approaches.show", number=approach.id, flash=_("Claimed."))


@router.post("/refusal", name="suggestions.decline")
def decline(at: Writes, form: DeclineForm, iso3: str, ask: str) -> Response:
    days = round_settings(at.db).declined_returns_days
    said = ngettext(
        "Declined; it does not come back for %(days)s day.",
        "Declined; it does not come back for %(days)s days.",
        days,
        days=days,
    )
    return _set_aside(at, form, iso3, ask, decline_suggestion, said)


@router.post("/snooze", name="suggestions.snooze")
def snooze(at: Writes, form: AcceptForm, iso3: str, ask: str) -> Response:
    days = round_settings(at.db).snooze_days
    said = ngettext("Snoozed for %(days)s day.", "Snoozed for %(days)s days.", days, days=days)
    return _set_aside(at, form, iso3, ask, snooze_suggestion, said)


def _set_aside(
    at: Visit, form: Form[Any], iso3: str, ask: str, act: Callable[..., object], said: str
) -> Response:
    door = open_door(at.db, iso3, ask, at.today)
    if form.submit(act, at.db, door=door, **at.acting) is None:
        return _refused(at, door, form)
    if _at_door(at.request, form):
        return saved(at.request, "doors.show", iso3=door.iso3, ask=door.ask, flash=said)
    if _in_place(at.request):
        return _card(at.request, door, said)
    return redirect(at.request, "approaches.index", flash=said)


def _refused(at: Visit, door: Door, form: Form[Any]) -> Response:
    field, message = next(iter(form.errors.items()))
    if field == "reason":
        return _ask_why(at, door, form)
    if _in_place(at.request):
        return _card(at.request, door, message, status=409)
    raise Refused(field, message)


def _ask_why(at: Visit, door: Door, form: Form[Any]) -> Response:
    """The form to decline with, as it was typed: where the card was, or on a page of its own."""
    name = "_decline" if _in_place(at.request) else "decline"
    state = book(at.db).name(door.iso3)
    return page(
        at.request, f"suggestions/{name}.html", form.status, door=door, state=state, form=form
    )


def _at_door(request: Request, form: Form[Any]) -> bool:
    """Whether the card stands on its door's page."""
    return stays(request) or form.typed.get("back") == "door"


def _in_place(request: Request) -> bool:
    """Whether htmx will put the answer where the card was."""
    return wanted(request).startswith("card-")


def _card(
    request: Request, door: Door, said: str, *, approach: int | None = None, status: int = 200
) -> Response:
    return page(
        request,
        "suggestions/_decided.html",
        status,
        door=door,
        said=said,
        approach=approach,
        refused=status != 200,
    )
