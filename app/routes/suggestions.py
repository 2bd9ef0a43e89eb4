"""What a person makes of a suggestion: accept, decline, snooze. Adjusting is a new approach."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from app.advice.decisions import accept_suggestion, decline_suggestion, snooze_suggestion
from app.advice.forms import Accept, Decline
from app.doors.door import Door
from app.doors.queries import round_settings
from app.doors.service import open_door
from app.kit.errors import Refused
from app.web.deps import MeWriting, Now, Today, WriteDb
from app.web.forms import Form, posted
from app.web.pages import page, redirect, wanted

router = APIRouter(prefix="/suggestions/{iso3}/{ask}")

AcceptForm = Annotated[Form[Accept], Depends(posted(Accept))]
DeclineForm = Annotated[Form[Decline], Depends(posted(Decline))]


@router.post("/acceptance", name="suggestions.accept")
def accept(
    request: Request,
    form: AcceptForm,
    db: WriteDb,
    me: MeWriting,
    now: Now,
    today: Today,
    iso3: str,
    ask: str,
) -> Response:
    door = open_door(db, iso3, ask, today)
    approach = form.submit(accept_suggestion, db, door=door, by=me, now=now, today=today)
    if approach is None:
        return _refused(request, door, form)
    if _in_place(request):
        return _card(request, door, "Claimed: it is yours to do.", approach=approach.id)
    return redirect(request, "approaches.show", number=approach.id, flash="Claimed.")


@router.post("/refusal", name="suggestions.decline")
def decline(
    request: Request,
    form: DeclineForm,
    db: WriteDb,
    me: MeWriting,
    now: Now,
    today: Today,
    iso3: str,
    ask: str,
) -> Response:
    door = open_door(db, iso3, ask, today)
    if form.submit(decline_suggestion, db, door=door, by=me, now=now, today=today) is None:
        return _refused(request, door, form)
    days = round_settings(db).declined_returns_days
    return _set_aside(request, door, f"Declined; it does not come back for {days} days.")


@router.post("/snooze", name="suggestions.snooze")
def snooze(
    request: Request,
    form: AcceptForm,
    db: WriteDb,
    me: MeWriting,
    now: Now,
    today: Today,
    iso3: str,
    ask: str,
) -> Response:
    door = open_door(db, iso3, ask, today)
    if form.submit(snooze_suggestion, db, door=door, by=me, now=now, today=today) is None:
        return _refused(request, door, form)
    return _set_aside(request, door, f"Snoozed for {round_settings(db).snooze_days} days.")


def _set_aside(request: Request, door: Door, said: str) -> Response:
    if _in_place(request):
        return _card(request, door, said)
    return redirect(request, "approaches.index", flash=said)


def _refused(request: Request, door: Door, form: Form[Any]) -> Response:
    field, message = next(iter(form.errors.items()))
    said = "Please say why." if field == "reason" else message
    if _in_place(request):
        return _card(request, door, said, status=409)
    raise Refused(field, said)


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
