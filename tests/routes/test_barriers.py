"""Reading a barrier, and calling it overcome, through their pages."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.doors.models import BarrierOvercome, BarrierReading
from tests.doors.cast import read
from tests.judge import Judge
from tests.world import World

BARRIERS = "/doors/AGO/ratify/barriers"
Client = Callable[[User | None], Judge]


def typed(**more: str) -> dict[str, str]:
    return {"barrier": "capacity", "read_on": "2026-11-20", "source": "Test entry", **more}


def test_a_barrier_is_saved_and_shown_on_the_doors_page(
    client_for: Client, world: World, db: Session
):
    client = client_for(world.member)
    assert client.get(f"{BARRIERS}/new").status_code == 200
    reply = client.post(BARRIERS, data=typed())
    assert (reply.status_code, reply.headers["location"]) == (303, "/doors/AGO/ratify")
    assert db.exec(select(BarrierReading)).one().source == "Test entry"
    shown = client.get("/doors/AGO/ratify").text
    assert "administrative capacity" in shown
    assert "coded from the Monitor’s profile of 2022; not stated by the State" in shown


def test_a_refused_barrier_comes_back_with_what_was_typed(
    client_for: Client, world: World, db: Session
):
    reply = client_for(world.member).post(BARRIERS, data=typed(read_on="2027-01-01"))
    assert reply.status_code == 422
    assert "A reading cannot lie in the future." in reply.text
    assert "Test entry" in reply.text
    assert '<option value="capacity" selected>' in reply.text
    assert not db.exec(select(BarrierReading)).all()


def test_a_barrier_is_called_overcome_with_who_did_it(
    client_for: Client, world: World, db: Session
):
    number = read(db, world.member).id
    client = client_for(world.stranger)
    asked = client.get(f"/barriers/{number}/overcoming/new")
    assert "administrative capacity" in asked.text
    reply = client.post(
        f"/barriers/{number}/overcoming",
        data={"messenger": "ZMB", "overcome_on": "2026-11-21", "reason": "Test entry"},
    )
    assert (reply.status_code, reply.headers["location"]) == (303, "/doors/AGO/ratify")
    assert "overcome by Zambia" in client.get("/doors/AGO/ratify").text


def test_saving_twice_that_a_barrier_is_overcome_leads_to_the_same_page(
    client_for: Client, world: World, db: Session
):
    where = f"/barriers/{read(db, world.member).id}/overcoming"
    client, data = client_for(world.member), {"overcome_on": "2026-11-21", "reason": "Test entry"}
    replies = [client.post(where, data=data) for _ in range(2)]
    assert [one.status_code for one in replies] == [303, 303]
    assert replies[0].headers["location"] == replies[1].headers["location"] == "/doors/AGO/ratify"
    asked = client.get(f"{where}/new")
    assert (asked.status_code, asked.headers["location"]) == (303, "/doors/AGO/ratify")
    assert "somebody said so already" in client.get("/doors/AGO/ratify").text


def test_another_word_on_a_barrier_that_is_overcome_is_not_lost(
    client_for: Client, world: World, db: Session
):
    where = f"/barriers/{read(db, world.member).id}/overcoming"
    data = {"overcome_on": "2026-11-21", "reason": "Test entry"}
    assert client_for(world.member).post(where, data=data).status_code == 303
    again = client_for(world.stranger).post(where, data=data | {"reason": "Other words"})
    assert again.status_code == 422
    assert "said already that this barrier no longer holds, since 21 November 2026" in again.text
    assert "Other words" in again.text


def test_an_overcoming_without_a_reason_comes_back(client_for: Client, world: World, db: Session):
    number = read(db, world.member).id
    reply = client_for(world.member).post(
        f"/barriers/{number}/overcoming", data={"messenger": "ZMB", "overcome_on": "2026-11-21"}
    )
    assert reply.status_code == 422
    assert '<option value="ZMB" selected>' in reply.text
    assert not db.exec(select(BarrierOvercome)).all()


def test_a_barrier_that_one_may_not_read_is_not_found(
    client_for: Client, world: World, db: Session
):
    number = read(db, world.member, visibility="coordinators").id
    client = client_for(world.stranger)
    hidden = client.get(f"/barriers/{number}/overcoming/new")
    absent = client.get("/barriers/987654/overcoming/new")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.text.replace(f"/barriers/{number}/", "/barriers/987654/") == absent.text


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_write_no_barrier(
    client_for: Client, world: World, db: Session, who: str
):
    client = client_for(getattr(world, who))
    number = read(db, world.member).id
    assert client.get(f"{BARRIERS}/new").status_code == 403
    assert client.post(BARRIERS, data=typed()).status_code == 403
    assert client.get(f"/barriers/{number}/overcoming/new").status_code == 403
    shown = client.get("/doors/AGO/ratify").text
    assert "administrative capacity" not in shown
    assert "coded from the Monitor" not in shown
