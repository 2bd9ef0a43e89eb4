"""No document holds a word of an entry that its reader may not read: text, metadata, file name."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from app.accounts.policy import Visibility, may_read
from app.briefings.files import MEDIA
from app.contacts.forms import LogContact
from app.contacts.service import log_contact
from app.doors.asks import Ask, Barrier
from app.doors.door import Door
from app.doors.forms import MoveStage, ReadBarrier
from app.doors.service import move_stage, read_barrier
from tests.briefings.documents import all_told, needs_poppler
from tests.doors.cast import rest
from tests.trips.cast import appoint, travel
from tests.world import NOW, TODAY, World

TOKEN = "Zanzaborine"
FILES = (
    "/briefings/AGO/brief.pdf", "/briefings/AGO/brief.docx",
    "/states/AGO/contacts.pdf", "/states/AGO/contacts.docx",
    "/trips/{trip}/pack.pdf", "/trips/{trip}/pack.docx",
)  # fmt: skip
CAST = (
    "coordinator", "member", "colleague", "stranger", "campaigner", "envoy", "observer",
    "administrator",
)  # fmt: skip


def write(db: Session, by: Any, level: Visibility) -> None:
    """The token in each field of an entry of each kind that a brief quotes."""
    own = {"visibility": level, "warn_others": "no"}
    told = LogContact.model_validate(
        {
            "state": "AGO", "held_on": TODAY, "channel": "letter", "response": "interested",
            "note": f"{TOKEN} note", "place": f"{TOKEN} place", "next_step": f"{TOKEN} step",
            "counterpart_office": [f"{TOKEN} office"], "commitment_side": ["theirs"],
            "commitment_text": [f"{TOKEN} promise"], **own,
        }
    )  # fmt: skip
    log_contact(db, told, by=by, now=NOW, today=TODAY)
    door = Door("AGO", Ask.RATIFY)
    move = MoveStage(stage=2, moved_on=TODAY, reason=f"{TOKEN} move", visibility=level)
    move_stage(db, move, door=door, by=by, now=NOW, today=TODAY)
    source = f"{TOKEN} source"
    read = ReadBarrier(barrier=Barrier.CAPACITY, read_on=TODAY, source=source, visibility=level)
    read_barrier(db, read, door=door, by=by, now=NOW, today=TODAY)
    rest(db, by, reason=f"{TOKEN} rest", **own)


@needs_poppler
@pytest.mark.parametrize("path", FILES)
def test_a_document_holds_a_token_exactly_where_its_reader_may_read_it(
    db: Session, world: World, client_for: Any, path: str
) -> None:
    trip = travel(db, world.member, messenger="AUT")
    appoint(db, world.member, trip)
    path = path.format(trip=trip.id)
    clients = {name: client_for(getattr(world, name), judged=False) for name in CAST}

    @settings(
        max_examples=8, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip
    @given(
        author=st.sampled_from(("coordinator", "member", "stranger", "campaigner")),
        reader=st.sampled_from(CAST),
        level=st.sampled_from(list(Visibility)),
    )
    def told(author: str, reader: str, level: Visibility) -> None:
        by, who = getattr(world, author), getattr(world, reader)
        with db.begin_nested() as point:
            write(db, by, level)
            reply = clients[reader].get(path)
            kind = reply.headers["content-type"]
            found = all_told(reply.content, kind) if kind in MEDIA.values() else reply.text
            point.rollback()
        db.expire_all()
        allowed = may_read(who.reader, level, by.id, [by.messenger])
        assert (TOKEN in found) == allowed, f"{author}'s {level} entry and {reader}"
        assert TOKEN not in str(reply.headers)

    told()
