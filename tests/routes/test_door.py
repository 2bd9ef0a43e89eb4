"""A door's page: what it says, to whom, at what cost, and what it does without being left."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.advice.doorway import MOST
from app.advice.gathering import advice
from app.advice.models import Approach, PassedOver
from app.advice.suggest import Suggestion
from app.contacts.models import Contact
from app.doors.models import StageMove
from app.kit.origin import Origin
from app.messages.queries import current_message
from tests.advice.test_acts import plan
from tests.advice.test_gathering import take_part
from tests.doors.cast import ANGOLA, hold, move, read
from tests.judge import Judge
from tests.routes.test_doors import as_a_new_session, counted, knock, without_moment
from tests.world import TODAY, World

DOOR = "/doors/AGO/ratify"
STAYS = {"HX-Request": "true", "HX-Target": "door_form", "Same-Page": "true"}

Client = Callable[[User | None], Judge]


def logged(**more: Any) -> dict[str, Any]:
    return {
        "state": "Angola", "held_on": "2026-11-20", "channel": "letter", "note": "Test entry",
        "messengers": "AUT", **more,
    }  # fmt: skip


def picture(page: str) -> str:
    return page[page.index('<svg class="picture" role="img"') :].split("</svg>")[0]


def test_a_door_never_knocked_on_says_what_is_known_and_what_is_not(
    client_for: Client, world: World
):
    page = client_for(world.member).get(DOOR).text
    for words in (
        "<h1>Angola: ratify the Convention</h1>", "Signatory since 3 December 2008",
        "later acts not known", "not yet assessed", "none known", "no knock yet",
        "No knock at this door is logged", "Nobody has claimed one", "None is open",
        "coded from the Monitor’s profile of 2022; not stated by the State",
    ):  # fmt: skip
        assert words in page, words
    assert page.count('<li class="empty">') == 7
    assert "voted yes" in picture(page)


def test_each_knock_stands_on_its_messengers_lanes(client_for: Client, world: World, db: Session):
    message = current_message(db, "ratify")
    knock(db, world.member, ago=300, messengers=["AUT", "ZMB"], message_version_id=message.id)
    knock(db, world.member, ago=100, response="declined", precision="month", channel="demarche")
    page = client_for(world.stranger).get(DOOR).text
    drawn = picture(page)
    assert "28 January 2026: Austria and Zambia, letter; answer: interested" in drawn
    assert "message: the current one" in drawn
    assert "August 2026: Austria, démarche; answer: declined" in drawn
    assert drawn.count('class="knock interested"') == 2
    assert drawn.count('class="join"') == 1
    assert drawn.count('class="about"') == 1
    assert drawn.count('class="band"') == 2
    assert "1 of the last 2 knocks carried the current message; 1 names no message" in page
    assert '<span class="strong">2 messengers</span> knocked' in page


def test_the_table_says_the_same_in_words(client_for: Client, world: World, db: Session):
    knock(db, world.member, ago=90)
    knock(db, world.member, ago=70, messengers=["ZMB"], level="minister")
    knock(db, world.member, ago=2000, messengers=["IRL"])
    table = client_for(world.member).get(DOOR).text.split('id="lanes-table"')[1]
    for words in ("15 September 2026", "letter, minister level", "sooner than 42", "not recorded"):
        assert words in table, words
    assert "Ireland" not in table.split("</details>")[0]
    assert "3 December 2024" not in table
    every = client_for(world.member).get(f"{DOOR}?every=true").text.split('id="lanes-table"')[1]
    assert "Ireland" in every
    assert "signature: the door to ratification opened" in every


def test_a_door_knocked_on_more_often_than_a_page_holds_shows_the_newest_and_says_so(
    client_for: Client, world: World, db: Session
):
    for days in range(MOST + 2):
        knock(db, world.member, ago=days)
    page = client_for(world.member).get(DOOR).text
    assert picture(page).count('class="knock ') == MOST
    assert f"Shown are the newest {MOST} of {MOST + 2} knocks at this door" in page
    assert "in the last three years" not in page


def test_what_is_planned_and_what_collides_is_drawn(client_for: Client, world: World, db: Session):
    knock(db, world.member, ago=10)
    plan(db, world.stranger, messenger="ZMB", override_reason="Test entry")
    page = client_for(world.member).get(DOOR).text
    assert '<g class="planned claimed">' in picture(page)
    assert "sooner than the spacing allows" in picture(page)
    assert "Zambia has claimed the next approach here" in page


def test_the_ladder_shows_every_move_also_those_back(client_for: Client, world: World, db: Session):
    for stage, day in ((1, "2026-06-01"), (4, "2026-08-01"), (2, "2026-10-01")):
        move(db, world.member, stage=stage, moved_on=day)
    page = client_for(world.member).get(DOOR).text
    ladder = page.split('id="ladder-head"')[1]
    assert "moved back from “in domestic approval”" in ladder
    assert "left again: the door was moved back" in ladder
    assert ladder.index("Here now") > ladder.index("In domestic approval")
    assert "1 October 2026, Mia Member: <bdi>Test entry</bdi>" in ladder
    assert "2 under review" in picture(page)


def test_a_hold_is_a_warning_to_all_and_a_reason_to_coordinators(
    client_for: Client, world: World, db: Session
):
    hold(db, world.coordinator, reason="Test cause")
    page = client_for(world.member).get(DOOR).text
    assert "Please speak to a Coordinator before you approach this door." in page
    assert "Test cause" not in page
    assert "Test cause" in client_for(world.coordinator).get(DOOR).text


def test_demonstration_entries_are_marked(client_for: Client, world: World, db: Session):
    knock(db, world.member, ago=50)
    contact = db.exec(select(Contact)).one()
    contact.origin = Origin.DEMONSTRATION
    db.add(contact)
    page = client_for(world.member).get(DOOR).text
    assert "From demonstration entries" in page
    assert "; demonstration entry</title>" in picture(page)
    assert "Demonstration entry</span>" in page.split('id="lanes-table"')[1]


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_see_standing_facts_and_totals(
    client_for: Client, world: World, db: Session, who: str
):
    knock(db, world.member)
    move(db, world.member, stage=2)
    read(db, world.member)
    page = client_for(getattr(world, who)).get(DOOR).text
    assert "Signatory since" in page
    assert "voted yes" in picture(page)
    assert ("1 contact of the group" in page) == (who == "observer")
    for words in (
        "Austria", "under review", "not yet assessed", "Barriers", "coded", "Log a contact",
        "door_dialog", "Planned approaches",
    ):  # fmt: skip
        assert words not in page, words


def test_what_one_may_not_read_changes_no_word(client_for: Client, world: World, db: Session):
    before = without_moment(client_for(world.campaigner).get(DOOR).text)
    knock(db, world.member, visibility="delegations")
    move(db, world.member, visibility="delegations")
    assert without_moment(client_for(world.campaigner).get(DOOR).text) == before
    assert "Austria" in picture(client_for(world.stranger).get(DOOR).text)


def test_the_page_costs_the_same_however_much_is_known(
    client_for: Client, world: World, db: Session
):
    client = client_for(world.member)
    knock(db, world.member, ago=40)
    move(db, world.member, stage=1)
    as_a_new_session(db)
    with counted(db) as few:
        client.get(DOOR)
    for day in range(1, 41):
        sender = ("AUT", "ZMB", "IRL", "NOR")[day % 4]
        knock(db, world.member, ago=40 + 20 * day, messengers=[sender])
    for stage in (1, 2, 3):
        move(db, world.member, stage=stage)
        read(db, world.member, source=f"Test entry {stage}")
    as_a_new_session(db)
    with counted(db) as many:
        client.get(DOOR)
    assert len(many) == len(few) < 60


def test_a_door_that_is_not_open_leads_to_its_state(client_for: Client, world: World):
    client = client_for(world.member)
    assert client.get("/doors/AUT/ratify").headers["location"] == "/states/AUT"
    assert client.get("/doors/AGO/accede").headers["location"] == "/states/AGO"
    assert client.get("/doors/XXX/ratify").status_code == 404
    assert client.get("/doors/AGO/dance").status_code == 404


def test_a_code_may_be_written_small(client_for: Client, world: World):
    assert "<h1>Angola" in client_for(world.member).get("/doors/ago/ratify").text


def test_nobody_sees_a_door_without_signing_in(client_for: Client):
    assert client_for(None).get(DOOR).status_code == 303


def test_htmx_gets_the_pages_parts_alone(client_for: Client, world: World, db: Session):
    take_part(db)
    asked = {"HX-Request": "true", "HX-Target": "door_parts"}
    parts = client_for(world.member).get(DOOR, headers=asked).text
    assert "Suggested: " in parts
    assert "<h1" not in parts
    assert "door_dialog" not in parts
    assert 'id="lanes-head"' in parts


def test_a_contact_is_logged_while_the_page_stays(client_for: Client, world: World, db: Session):
    client = client_for(world.member)
    form = client.get("/contacts/new?state=AGO", headers=STAYS).text
    assert 'hx-post="/contacts"' in form
    assert "<h1" not in form
    sent = logged(submission=re.search(r'name="submission" value="([^"]+)"', form)[1])
    refused = client.post("/contacts", data=sent | {"note": ""}, headers=STAYS)
    assert refused.status_code == 422
    assert 'id="error-summary"' in refused.text
    assert "<h1" not in refused.text
    reply = client.post("/contacts", data=sent, headers=STAYS)
    assert (reply.status_code, reply.text) == (204, "")
    assert json.loads(reply.headers["HX-Trigger"]) == {"saved": "Logged."}
    assert db.exec(select(Contact)).one().note == "Test entry"


def test_a_suggestion_is_accepted_while_the_page_stays(
    client_for: Client, world: World, db: Session
):
    take_part(db)
    line = advice(db, world.member.reader, TODAY).at(ANGOLA)
    assert isinstance(line, Suggestion)
    client = client_for(world.member)
    page = client.get(DOOR).text
    assert f"Suggested: {line.messenger_name}" in page
    assert '<g class="planned suggested">' in picture(page)
    data = {"messenger": line.messenger}
    reply = client.post("/suggestions/AGO/ratify/acceptance", data=data, headers=STAYS)
    assert json.loads(reply.headers["HX-Trigger"]) == {"saved": "Claimed: it is yours to do."}
    assert db.exec(select(Approach)).one().messenger == line.messenger


@pytest.mark.parametrize(
    ("path", "form", "said"),
    [
        (f"{DOOR}/moves", {"stage": "2", "moved_on": "2026-11-20", "reason": "A"}, "under review"),
        (
            f"{DOOR}/barriers",
            {"barrier": "capacity", "read_on": "2026-11-20", "source": "A"},
            "reading",
        ),
        (f"{DOOR}/holds", {"reason": "A"}, "speak to a Coordinator"),
        (
            "/approaches",
            {
                "state": "Angola", "messenger": "AUT", "channel": "letter", "level": "ambassador",
                "window_from": "2026-11-24", "window_to": "2026-12-24",
            },
            "Claimed",
        ),
    ],
)  # fmt: skip
def test_what_is_saved_is_told_to_the_page_that_stays(
    client_for: Client, world: World, path: str, form: dict[str, str], said: str
):
    reply = client_for(world.coordinator).post(path, data=form, headers=STAYS)
    assert reply.status_code == 204
    assert said in json.loads(reply.headers["HX-Trigger"])["saved"]


def test_without_scripts_one_comes_back_to_the_door(client_for: Client, world: World, db: Session):
    client = client_for(world.member)
    for path in ("/contacts/new", "/approaches/new"):
        assert 'name="back" value="door"' in client.get(f"{path}?state=AGO&back=door").text
    sent = logged(back="door", submission="s-1")
    assert client.post("/contacts", data=sent).headers["location"] == DOOR
    anywhere = logged(back="//elsewhere.example", submission="s-2", held_on="2026-08-01")
    assert client.post("/contacts", data=anywhere).headers["location"].startswith("/contacts/")
    moved = client.post(f"{DOOR}/moves", data={"stage": 1, "moved_on": TODAY, "reason": "A"})
    assert moved.headers["location"] == DOOR
    assert db.exec(select(StageMove)).one().moved_on == TODAY


def test_a_contact_logged_beside_a_suggestion_is_sent_with_it(
    client_for: Client, world: World, db: Session
):
    take_part(db, "AUT", "ZMB")
    client = client_for(world.member)
    asked = re.search(r'href="(/contacts/new\?[^"]+suggested=(\w+))"', client.get(DOOR).text)
    assert asked
    address, messenger = asked[1].replace("&amp;", "&"), asked[2]
    assert f'name="suggested" value="{messenger}"' in client.get(address).text
    other = "ZMB" if messenger == "AUT" else "AUT"
    client.post("/contacts", data=logged(messengers=other, suggested=messenger))
    assert db.exec(select(PassedOver)).one().suggestion["messenger"] == messenger


def test_what_came_sooner_and_what_would_is_said_apart(
    client_for: Client, world: World, db: Session
):
    knock(db, world.member, ago=30)
    knock(db, world.member, ago=50, messengers=["ZMB"])
    plan(db, world.member, override_reason="Test entry")
    page = client_for(world.member).get(DOOR).text
    for words in ("20 days lie between them", "1 came sooner.", "1 planned would come sooner."):
        assert words in page, words
