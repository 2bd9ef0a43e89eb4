"""The earlier versions of a contact."""

from fastapi import APIRouter, Request, Response

from app.accounts.queries import user_names
from app.contacts.queries import contact_detail, versions_of
from app.contacts.snapshot import changes, snapshot
from app.contacts.wording import in_words
from app.web.deps import Db, Me
from app.web.pages import page

router = APIRouter(prefix="/contacts/{number}/versions")


@router.get("", name="versions.index")
def index(request: Request, db: Db, me: Me, number: int) -> Response:
    detail = contact_detail(db, me.reader, number)
    later, shown = snapshot(detail), []
    for version in versions_of(db, me.reader, number):
        shown.append((version, in_words(db, changes(version.content, later))))
        later = version.content
    return page(
        request,
        "versions/index.html",
        contact=detail.contact,
        versions=shown,
        people=user_names(db),
    )
