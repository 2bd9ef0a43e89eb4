"""Somebody has a form about a door open: said by the page every few seconds, and when it ends."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.doors.presences import Write, note_presence
from app.web.deps import Writes
from app.web.forms import Form, posted

router = APIRouter(prefix="/presences")


@router.post("", name="presences.create")
def create(at: Writes, form: Annotated[Form[Write], Depends(posted(Write))]) -> Response:
    """Nothing comes back, also of a form that makes no sense: nobody has asked for anything."""
    if form.command:
        session: int = at.request.state.sign_in_id
        note_presence(at.db, form.command, by=at.me, sign_in_id=session, now=at.now)
    return Response(status_code=204)
