"""The doors list: what it says, to whom, and at what cost."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from app.accounts.models import User
from app.advice.door_filters import Filters
from app.advice.forms import PlanApproach
from app.advice.service import plan_approach
from app.audit.derived import forget
from app.contacts.forms import LogContact
from app.contacts.service import log_contact
from tests.doors.cast import ANGOLA, move, read
from tests.judge import Judge
from tests.world import NOW, TODAY, World

Client = Callable[[User | None], Judge]


def knock(db: Session, by: User, state: str = "AGO", ago: int = 10, **more: Any) -> None:
    typed = {
        "state": state, "held_on": TODAY - timedelta(days=ago), "channel": "letter",
        "note": "Test entry", "messengers": ["AUT"], "response": "interested", **more,
    }  # fmt: skip
    log_contact(db, LogContact.model_validate(typed), by=by, now=NOW, today=TODAY)


@contextmanager
def counted(db: Session) -> Iterator[list[str]]:
    """The statements that run meanwhile."""
    said: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    engine = db.get_bind().engine
    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def as_a_new_session(db: Session) -> None:
    """Nothing is derived yet, nor is the version known."""
    forget()
    db.info.pop("version", None)


def without_moment(page: str) -> str:
    """A page without the sealed moment at which it was made, which is another every time."""
    return re.sub(r'data-seen="[^"]*"', "", page)


def row(page: str, state: str) -> str:
    """The list's row of a State, without its tags' names."""
    start = page.index(f">{state}</a>")
    return page[start : page.index("</tr>", start)]


def test_every_open_door_is_listed(client_for: Client, world: World):
    page = client_for(world.member).get("/doors").text
    assert "12 signatories are asked to ratify, 73 States not party to accede." in page
    assert page.count('<th scope="row">') == 85
    assert "Standing: depositary's page of" in page.replace("&#39;", "'")
    assert "not yet assessed" in row(page, "Angola")
    assert "no knock known" in row(page, "Angola")
    assert ">Austria</a>" not in page


def test_a_row_says_what_is_known_of_a_door(client_for: Client, world: World, db: Session):
    knock(db, world.member, messengers=["AUT", "ZMB"])
    move(db, world.member, stage=2)
    read(db, world.member)
    shown = row(client_for(world.stranger).get("/doors").text, "Angola")
    for words in (
        "under review", "20 November 2026", "14 November 2026", "Austria, Zambia: interested",
        ">10<", "administrative capacity", "coded 2022",
    ):  # fmt: skip
        assert words in shown


def test_a_knock_without_reply_is_no_effective_one(client_for: Client, world: World, db: Session):
    knock(db, world.member, response="no_reply")
    knock(db, world.member, "KEN", ago=800, response="no_reply")
    page = client_for(world.member).get("/doors").text
    assert "no reply so far" in row(page, "Angola")
    assert "no reply so far" in row(page, "Kenya")
    never = client_for(world.member).get("/doors?never=true").text
    assert ">Angola</a>" not in never
    assert ">Kenya</a>" not in never
    assert ">Uganda</a>" in never


def test_the_next_approach_is_shown_with_its_messenger(
    client_for: Client, world: World, db: Session
):
    wish = PlanApproach.model_validate(
        {
            "state": "AGO", "ask": "ratify", "messenger": "AUT", "channel": "letter",
            "level": "ambassador", "window_from": "2026-12-04", "window_to": "2026-12-18",
        }
    )  # fmt: skip
    plan_approach(db, wish, by=world.member, now=NOW, today=TODAY)
    shown = row(client_for(world.stranger).get("/doors").text, "Angola")
    assert ">Austria</a>" in shown
    assert "4 to 18 December 2026" in shown


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_see_standing_and_facts_alone(
    client_for: Client, world: World, db: Session, who: str
):
    knock(db, world.member)
    knock(db, world.member, ago=20, visibility="delegations")
    move(db, world.member, stage=2)
    read(db, world.member)
    page = client_for(getattr(world, who)).get("/doors?stage=2&sort=-silence&messenger=AUT").text
    assert page.count('<th scope="row">') == 85
    for words in ("under review", "interested", "capacity", "coded", "Silence", "Next approach"):
        assert words not in page
    total = 'data-label="Contacts">1</td>'
    assert (total in row(page, "Angola")) == (who == "observer")


def test_what_one_may_not_read_changes_no_word(client_for: Client, world: World, db: Session):
    before = without_moment(client_for(world.campaigner).get("/doors").text)
    knock(db, world.member, visibility="delegations")
    move(db, world.member, visibility="delegations")
    read(db, world.member, visibility="coordinators")
    assert without_moment(client_for(world.campaigner).get("/doors").text) == before
    assert "interested" in row(client_for(world.stranger).get("/doors").text, "Angola")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("ask=ratify", 12),
        ("ask=accede", 73),
        ("q=swaziland", 0),
        ("q=birmanie", 1),
        ("stage=2", 1),
        ("stage=none&ask=ratify", 11),
        ("messenger=AUT", 1),
        ("messenger=ZMB", 0),
        ("silence=11&ask=ratify", 11),
        ("never=true", 84),
        ("barrier=capacity&ask=ratify", 1),
    ],
)
def test_the_filters_live_in_the_address(
    client_for: Client, world: World, db: Session, query: str, count: int
):
    knock(db, world.member)
    move(db, world.member, stage=2)
    read(db, world.member)
    page = client_for(world.member).get(f"/doors?{query}").text
    assert page.count('<th scope="row">') == count
    assert f'<span class="strong">{count}</span> of 85 doors' in page


def test_a_list_is_sorted_and_grouped(client_for: Client, world: World, db: Session):
    knock(db, world.member, "AGO", ago=10)
    knock(db, world.member, "UGA", ago=300)
    page = client_for(world.member).get("/doors?sort=-silence&group=region").text
    assert page.index(">Uganda</a>") < page.index(">Angola</a>")
    assert page.count('scope="rowgroup"') > 3
    assert 'aria-sort="descending"' in page


def test_a_filter_that_makes_no_sense_is_named(client_for: Client, world: World):
    page = client_for(world.member).get("/doors?silence=long&stage=9").text
    assert "left out, as not understood: silence, stage" in page
    assert page.count('<th scope="row">') == 85


def test_nothing_found_says_what_to_do(client_for: Client, world: World):
    page = client_for(world.member).get("/doors?q=atlantis").text
    assert "No door fits these filters" in page
    assert "Clear all filters" in page


def test_htmx_gets_the_results_alone_and_a_clean_address(client_for: Client, world: World):
    asked = {"HX-Request": "true", "HX-Target": "results"}
    reply = client_for(world.member).get("/doors?q=&ask=ratify&stage=&sort=state", headers=asked)
    assert "<h1" not in reply.text
    assert reply.text.count('<th scope="row">') == 12
    assert reply.headers["HX-Push-Url"] == "/doors?ask=ratify"


def test_the_list_costs_the_same_however_much_is_known(
    client_for: Client, world: World, db: Session
):
    client = client_for(world.member)
    knock(db, world.member)
    as_a_new_session(db)
    with counted(db) as few:
        client.get("/doors")
    for state in ("AGO", "UGA", "KEN", "TZA", "JAM", "LBR", "HTI", "NPL"):
        knock(db, world.member, state)
        knock(db, world.member, state, ago=900)
    for stage in (1, 2, 3):
        move(db, world.member, stage=stage)
        move(db, world.member, ANGOLA._replace(iso3="UGA"), stage=stage)
        read(db, world.member)
    as_a_new_session(db)
    with counted(db) as many:
        client.get("/doors")
    assert len(many) == len(few) < 30


def test_a_row_leads_to_its_door(client_for: Client, world: World):
    for who in (world.member, world.observer):
        assert 'href="/doors/AGO/ratify">Angola</a>' in client_for(who).get("/doors").text


def test_nobody_sees_the_list_without_signing_in(client_for: Client):
    assert client_for(None).get("/doors").status_code == 303


def test_every_filter_that_makes_no_sense_is_named_in_words(client_for: Client, world: World):
    asked = "&".join(f"{name}=%3C" for name in Filters.model_fields if name not in ("q", "never"))
    for path in ("/doors", "/board", "/contacts?columns=%3C#"):
        reply = client_for(world.member).get(f"{path}?{asked}")
        assert reply.status_code == 200, path
        assert "not understood" in reply.text or "made no sense" in reply.text
