"""Two versions of a message side by side, and the earlier texts of a draft."""

from itertools import pairwise

from fastapi import APIRouter, Response

from app.accounts.policy import Act, require
from app.accounts.queries import user_names
from app.doors.asks import BARRIER_NAMES
from app.kit.errors import Missing
from app.kit.languages import language_name
from app.kit.numbers import row_id
from app.kit.translation import gettext as _
from app.messages.differences import compared
from app.messages.queries import get_message, revisions_of, versions_of
from app.messages.status import STATE_NAMES, Version
from app.messages.wording import SHOWN, from_json
from app.web.deps import Number, Reads
from app.web.pages import page

router = APIRouter(prefix="/messages")


@router.get("/{number}/comparison", name="message_comparisons.show")
def show(at: Reads, number: Number, other: str = "") -> Response:
    """What `number` changed since `other`, by default the version before it in its language."""
    require(at.me.reader, Act.READ_ENTRIES)
    new = get_message(at.db, number)
    versions = versions_of(at.db, new.message_id)
    old = _other(new, versions, other)
    return page(
        at.request,
        "message_comparisons/show.html",
        new=new,
        old=old,
        versions=[one for one in versions if one.id != new.id],
        differences=compared(old, new, list(SHOWN)) if old else [],
        labels=SHOWN,
        barrier_names=BARRIER_NAMES,
        states=STATE_NAMES,
        called=language_name,
    )


@router.get("/{number}/revisions", name="message_revisions.index")
def revisions(at: Reads, number: Number) -> Response:
    """Each earlier text of a draft, with what the next one changed."""
    require(at.me.reader, Act.READ_ENTRIES)
    newest, kept = get_message(at.db, number), revisions_of(at.db, number)
    texts = [newest, *(from_json(one.content) for one in kept)]
    return page(
        at.request,
        "message_revisions/index.html",
        version=newest,
        revisions=[
            (one, [part for part in compared(old, new, list(SHOWN)) if part.differs])
            for one, (new, old) in zip(kept, pairwise(texts), strict=True)
        ],
        people=user_names(at.db),
        labels=SHOWN,
        barrier_names=BARRIER_NAMES,
    )


def _other(new: Version, versions: tuple[Version, ...], other: str) -> Version | None:
    if other:
        found = row_id(other)
        old = next((one for one in versions if one.id == found), None)
        if old is None:
            raise Missing(_("There is no such message."))
        return old
    before = [
        one
        for one in versions
        if one.language == new.language and (one.number, one.edition) < (new.number, new.edition)
    ]
    return max(before, key=lambda one: (one.number, one.edition), default=None)
