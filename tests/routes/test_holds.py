"""Putting a door on hold, and what everybody else sees of it."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import WARNING
from app.contacts.forms import LogContact
from app.contacts.service import log_contact
from app.doors.models import Hold
from tests.doors.cast import hold
from tests.judge import Judge
from tests.routes.test_doors import without_moment
from tests.world import NOW, TODAY, World

HOLDS = "/doors/AGO/ratify/holds"
Client = Callable[[User | None], Judge]


def test_a_coordinator_holds_and_lifts(client_for: Client, world: World, db: Session):
    client = client_for(world.coordinator)
    assert client.get(f"{HOLDS}/new").status_code == 200
    reply = client.post(HOLDS, data={"reason": "Test entry", "until": "2026-12-31"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/doors/AGO/ratify")
    shown = client.get("/doors/AGO/ratify").text
    assert "On hold until 31 December 2026" in shown
    assert "On hold" in client.get("/doors?q=Angola").text
    number = db.exec(select(Hold)).one().id
    assert client.post(f"/holds/{number}/lifting").status_code == 303
    assert "On hold" not in client.get("/doors/AGO/ratify").text


def test_lifting_twice_leads_to_the_same_page(client_for: Client, world: World, db: Session):
    number = hold(db, world.coordinator).id
    client = client_for(world.coordinator)
    replies = [client.post(f"/holds/{number}/lifting") for _ in range(2)]
    assert [one.status_code for one in replies] == [303, 303]
    assert replies[0].headers["location"] == replies[1].headers["location"] == "/doors/AGO/ratify"
    assert "The hold is lifted." in client.get("/doors/AGO/ratify").text


def test_a_refused_hold_comes_back_with_what_was_typed(
    client_for: Client, world: World, db: Session
):
    data = {"reason": "Test entry", "until": "2026-11-01"}
    reply = client_for(world.coordinator).post(HOLDS, data=data)
    assert reply.status_code == 422
    assert "Test entry" in reply.text
    assert 'value="2026-11-01"' in reply.text
    assert not db.exec(select(Hold)).all()


def test_nobody_else_holds_or_lifts(client_for: Client, world: World, db: Session):
    number = hold(db, world.coordinator).id
    for person in world.everybody[1:]:
        client = client_for(person)
        assert client.get(f"{HOLDS}/new").status_code == 403
        assert client.post(HOLDS, data={"reason": "Test entry"}).status_code == 403
        assert client.post(f"/holds/{number}/lifting").status_code == 403


@pytest.mark.parametrize("path", ["/states/AGO", "/doors/AGO/ratify", "/doors?q=Angola"])
@pytest.mark.parametrize("who", ["stranger", "campaigner"])
def test_a_hold_reads_exactly_as_a_hidden_entry_whose_author_warns(
    client_for: Client, world: World, db: Session, path: str, who: str
):
    """Neither date, name nor cause; not even which of the two it is."""
    reader = getattr(world, who)
    number = hold(db, world.coordinator, reason="In confidence", until=TODAY).id
    held = without_moment(client_for(reader).get(path).text)
    assert str(WARNING) in held
    assert "confidence" not in held
    assert "Cora" not in held
    client_for(world.coordinator).post(f"/holds/{number}/lifting")
    assert str(WARNING) not in client_for(reader).get(path).text
    wish = LogContact(
        state="AGO", held_on=TODAY, channel="letter", note="In confidence",
        messengers=["AUT"], visibility="messenger",
    )  # fmt: skip
    log_contact(db, wish, by=world.member, now=NOW, today=TODAY)
    assert without_moment(client_for(reader).get(path).text) == held
