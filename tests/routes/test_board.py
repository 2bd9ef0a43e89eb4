"""The board: what it says, to whom, and at what cost."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.doors.models import StageMove
from tests.doors.cast import ANGOLA, hold, move
from tests.judge import Judge
from tests.routes.test_doors import as_a_new_session, counted, knock
from tests.world import World

Client = Callable[[User | None], Judge]
MOVE = {"stage": "2", "moved_on": "2026-11-20", "reason": "Test entry"}


def column(page: str, code: str) -> str:
    start = page.index(f'id="rung-{code}"')
    return page[start : page.index("</section>", start)]


def card(page: str, code: str) -> str:
    start = page.index(f'id="door-{code}"')
    return page[start : page.index("</li>\n", start)]


def test_every_open_door_stands_in_a_column(client_for: Client, world: World, db: Session):
    move(db, world.member, stage=2)
    page = client_for(world.stranger).get("/board").text
    assert 'id="door-AGO-ratify"' in column(page, "2")
    assert ">84<" in column(page, "none")
    assert column(page, "none").count("board-card") == 10
    assert "Show all 84" in column(page, "none")
    assert client_for(world.stranger).get("/board?full=none").text.count("board-card") == 85


def test_a_card_says_what_is_known_of_a_door(client_for: Client, world: World, db: Session):
    knock(db, world.member, ago=200)
    said = card(client_for(world.stranger).get("/board").text, "AGO-ratify")
    for words in ("Angola", "ratify", "200 days of silence", "cold", "unclaimed", "barriers"):
        assert words in said


def test_a_stage_that_one_may_not_read_moves_no_card(client_for: Client, world: World, db: Session):
    move(db, world.coordinator, stage=4, visibility="coordinators")
    assert "Angola" in column(client_for(world.coordinator).get("/board").text, "4")
    assert "Angola" in column(client_for(world.member).get("/board").text, "none")


def test_a_hold_is_a_warning_for_others(client_for: Client, world: World, db: Session):
    hold(db, world.coordinator)
    assert "On hold" in card(client_for(world.coordinator).get("/board").text, "AGO-ratify")
    said = card(client_for(world.member).get("/board").text, "AGO-ratify")
    assert "Please speak to a Coordinator" in said


def test_the_filters_of_the_list_hold_here_too(client_for: Client, world: World):
    page = client_for(world.member).get("/board?ask=ratify&silence=long&colour=red").text
    assert '<span class="strong">12</span> of 85 doors' in page
    assert "left out, as not understood: silence" in page


def test_the_last_rung_comes_from_a_treaty_act_alone(client_for: Client, world: World):
    page = client_for(world.member).get("/board").text
    assert "A treaty act alone brings a door here" in column(page, "6")
    assert 'data-to="6"' not in page
    assert 'data-rung="6"' not in page


def test_a_cards_menu_leads_to_the_form_with_the_stage_chosen_and_back(
    client_for: Client, world: World, db: Session
):
    client = client_for(world.member)
    form = "/doors/AGO/ratify/moves/new?stage=3&amp;back=board"
    assert form in card(client.get("/board").text, "AGO-ratify")
    asked = client.get(form.replace("&amp;", "&")).text
    assert 'value="3" checked' in asked
    assert 'name="back" value="board"' in asked
    reply = client.post("/doors/AGO/ratify/moves", data=MOVE | {"back": "board"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/board")
    assert db.exec(select(StageMove)).one().stage == 2


def test_a_move_without_a_reason_is_refused_and_moves_nothing(
    client_for: Client, world: World, db: Session
):
    client = client_for(world.member)
    here = {"HX-Request": "true", "HX-Target": "door_form", "Same-Page": "true"}
    form = MOVE | {"back": "board", "reason": " "}
    reply = client.post("/doors/AGO/ratify/moves", data=form, headers=here)
    assert reply.status_code == 422
    assert 'name="back" value="board"' in reply.text
    assert not db.exec(select(StageMove)).all()
    saved = client.post("/doors/AGO/ratify/moves", data=form | {"reason": "Yes"}, headers=here)
    assert (saved.status_code, "saved" in saved.headers["hx-trigger"]) == (204, True)


def test_htmx_gets_the_columns_alone_and_only_the_filters_change_the_address(
    client_for: Client, world: World
):
    client = client_for(world.member)
    asked = {"HX-Request": "true", "HX-Target": "board_parts"}
    renewed = client.get("/board?ask=ratify", headers=asked)
    assert "<h1" not in renewed.text
    assert "HX-Push-Url" not in renewed.headers
    filtered = client.get(
        "/board?ask=ratify&q=&sort=state", headers=asked | {"HX-Trigger": "board-form"}
    )
    assert filtered.headers["HX-Push-Url"] == "/board?ask=ratify"


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_see_no_stages(client_for: Client, world: World, who: str):
    client = client_for(getattr(world, who))
    assert client.get("/board").status_code == 403
    assert 'href="/board"' not in client.get("/doors").text


def test_a_board_costs_as_many_queries_with_one_entry_as_with_many(
    client_for: Client, world: World, db: Session
):
    client = client_for(world.member)
    knock(db, world.member)
    as_a_new_session(db)
    with counted(db) as few:
        client.get("/board")
    for state in ("KHM", "BTN", "VNM", "NPL"):
        knock(db, world.member, state)
    move(db, world.member, ANGOLA)
    as_a_new_session(db)
    with counted(db) as many:
        client.get("/board")
    assert len(many) == len(few)
