"""The stream that tells an open page what others did since it was made."""

from fastapi import APIRouter, Request, Response

from app.advice.signs import Watch, moment, signs
from app.audit.later import recalled
from app.web.deps import Db, Now, SignedOut, recognise
from app.web.live import Live, stream

router = APIRouter(prefix="/changes")


@router.get("", name="changes.index")
def index(request: Request, db: Db, at: Now, seen: str = "", state: str = "") -> Response:
    """`seen` is the token that the page was given, `state` the code of the State that it is about.

    Somebody who is signed out is told so: a browser takes any other answer for a failure.
    """
    live: Live = request.app.state.live
    now = moment(db, at)
    try:
        person = recognise(request, db, at)
    except SignedOut:
        return stream(live.follow(Watch(0, "", now.at), ["over"]))
    since = recalled(db, seen, at)
    watch = Watch(person.sign_in_id, state.upper(), since or now.at)
    said = signs(db, person.user.reader, watch, now)
    return stream(live.follow(watch, said if since else ["old", *said]))
