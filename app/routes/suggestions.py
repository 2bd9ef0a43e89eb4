"""What a person makes of a suggestion: accept, decline, snooze. Adjusting is a new approach."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from app.advice.forms import Accept, Decline
from app.advice.service import accept_suggestion, decline_suggestion, snooze_suggestion
from app.doors.queries import round_settings
from app.doors.service import open_door
from app.kit.errors import Refused
from app.web.deps import MeWriting, Now, Today, WriteDb
from app.web.forms import Form, posted
from app.web.pages import redirect

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
        raise _refusal(form)
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
        raise _refusal(form)
    days = round_settings(db).declined_returns_days
    said = f"Declined; this suggestion does not come back for {days} days."
    return redirect(request, "approaches.index", flash=said)


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
        raise _refusal(form)
    days = round_settings(db).snooze_days
    return redirect(request, "approaches.index", flash=f"Snoozed for {days} days.")


def _refusal(form: Form[Any]) -> Refused:
    field, message = next(iter(form.errors.items()))
    return Refused(field, "Please say why." if field == "reason" else message)
