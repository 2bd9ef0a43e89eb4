"""Moving a door's stage through its page."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.doors.models import StageMove
from tests.judge import Judge
from tests.world import TODAY, World

NEW = "/doors/AGO/ratify/moves/new"
MOVES = "/doors/AGO/ratify/moves"

Client = Callable[[User | None], Judge]


def typed(**more: str) -> dict[str, str]:
    return {"stage": "2", "moved_on": "2026-11-20", "reason": "Test entry", **more}


def test_the_page_asks_for_a_stage_a_day_and_a_reason(client_for: Client, world: World):
    reply = client_for(world.member).get(NEW)
    assert reply.status_code == 200
    assert "not yet assessed" in reply.text
    assert f'value="{TODAY}"' in reply.text
    assert "in domestic approval" in reply.text


def test_a_move_is_saved_and_the_doors_page_comes_next(
    client_for: Client, world: World, db: Session
):
    reply = client_for(world.member).post(MOVES, data=typed())
    assert (reply.status_code, reply.headers["location"]) == (303, "/doors/AGO/ratify")
    move = db.exec(select(StageMove)).one()
    assert (move.stage, move.reason, move.author_id) == (2, "Test entry", world.member.id)


def test_a_refused_move_comes_back_with_what_was_typed(
    client_for: Client, world: World, db: Session
):
    reply = client_for(world.member).post(MOVES, data=typed(moved_on="2027-01-01"))
    assert reply.status_code == 422
    assert "A move cannot lie in the future." in reply.text
    assert "Test entry" in reply.text
    assert 'value="2" checked' in reply.text
    assert not db.exec(select(StageMove)).all()


def test_htmx_gets_the_form_alone_and_is_sent_on_when_it_is_saved(client_for: Client, world: World):
    client, asked = client_for(world.member), {"HX-Request": "true", "HX-Target": "door_form"}
    assert "<h1" not in client.get(NEW, headers=asked).text
    refused = client.post(MOVES, data=typed(reason=""), headers=asked)
    assert refused.status_code == 422
    assert "<h1" not in refused.text
    assert (
        client.post(MOVES, data=typed(), headers=asked).headers["HX-Redirect"]
        == "/doors/AGO/ratify"
    )


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_move_nothing(
    client_for: Client, world: World, db: Session, who: str
):
    client = client_for(getattr(world, who))
    assert client.get(NEW).status_code == 403
    assert client.post(MOVES, data=typed()).status_code == 403
    assert not db.exec(select(StageMove)).all()


@pytest.mark.parametrize(
    "path", ["/doors/AUT/ratify", "/doors/AGO/accede", "/doors/XXX/ratify", "/doors/AGO/dance"]
)
def test_a_door_that_is_not_open_is_not_found(client_for: Client, world: World, path: str):
    client = client_for(world.member)
    assert client.get(f"{path}/moves/new").status_code == 404
    assert client.post(f"{path}/moves", data=typed()).status_code == 404


def test_nobody_moves_a_stage_without_signing_in(client_for: Client):
    reply = client_for(None).get(NEW)
    assert reply.status_code == 303
    assert reply.headers["location"].startswith("/sign-in")
