"""Handing over through its pages."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import Visibility
from app.accounts.service import disable_user
from app.handovers.models import HandOver
from tests.advice.test_acts import amend, log
from tests.doors.cast import audited
from tests.handovers.cast import give, owners, something_open
from tests.judge import Judge
from tests.world import NOW, World

Client = Callable[[User | None], Judge]


def asked(leaving: User, to: User) -> str:
    return f"/hand-overs/new?account={leaving.id}&successor={to.id}"


def filled(page: str) -> dict[str, str]:
    """What the second form of the page sends."""
    form = page[page.index('action="/hand-overs"') :]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_a_coordinator_sees_what_moves_and_confirms_once(
    client_for: Client, db: Session, world: World
) -> None:
    open_things = something_open(db, world.member)
    client = client_for(world.coordinator)
    assert "Hand over" in client.get("/hand-overs").text
    first = client.get(f"/hand-overs/new?account={world.member.id}").text
    assert "Hand over the open work of Mia Member" in first
    assert 'action="/hand-overs"' not in first
    page = client.get(asked(world.member, world.colleague)).text
    for said in ("1 approach", "2 contacts to follow up", "To call", "To answer", "To send it"):
        assert said in page
    sent = filled(page) | {"close": "true"}
    reply = client.post("/hand-overs", data=sent)
    assert owners(*open_things) == [world.colleague.id] * 3
    assert world.member.disabled_at == NOW
    pack = client.get(reply.headers["location"]).text
    assert "Hand-over from Mia Member to Colin Colleague" in pack
    again = client.post("/hand-overs", data=sent)
    assert again.headers["location"] == reply.headers["location"]


def test_what_the_successor_may_not_read_is_marked_and_goes_to_the_coordinator(
    client_for: Client, db: Session, world: World
) -> None:
    something_open(db, world.member, visibility=Visibility.DELEGATIONS)
    page = client_for(world.coordinator).get(asked(world.member, world.campaigner)).text
    assert page.count(">to Cora Coordinator<") == 3
    assert "goes to Cora Coordinator, a Coordinator." in page
    page = client_for(world.coordinator).get(asked(world.member, world.colleague)).text
    assert ">to Cora Coordinator<" not in page


def test_a_delegate_hands_over_their_own_to_a_colleague(
    client_for: Client, db: Session, world: World
) -> None:
    open_things = something_open(db, world.member)
    client = client_for(world.member)
    assert "Colin Colleague" not in client.get("/hand-overs").text
    page = client.get(f"/hand-overs/new?successor={world.colleague.id}").text
    assert "Hand over your open work" in page
    assert 'name="close"' not in page
    reply = client.post("/hand-overs", data=filled(page))
    assert reply.headers["location"] == "/hand-overs"
    assert owners(*open_things) == [world.colleague.id] * 3
    assert "From Mia Member to Colin Colleague" in client.get("/hand-overs").text
    assert client.get("/hand-overs/1").status_code == 404
    theirs = client_for(world.colleague)
    number = db.exec(select(HandOver.id)).one()
    assert f'href="/hand-overs/{number}"' in theirs.get("/").text
    assert "To answer" in theirs.get(f"/hand-overs/{number}").text


def test_an_administrator_is_shown_nothing_of_it(
    client_for: Client, db: Session, world: World
) -> None:
    client = client_for(world.administrator)
    before = filled(client.get(asked(world.member, world.colleague)).text)
    open_things = something_open(db, world.member)
    page = client.get(asked(world.member, world.colleague)).text
    assert "You read no entry" in page
    assert "To call" not in page
    assert filled(page)["seen"] == before["seen"]
    assert client.post("/hand-overs", data=filled(page)).status_code == 303
    assert owners(*open_things) == [world.colleague.id] * 3
    assert "Handed over before" not in client.get("/hand-overs").text


def test_what_changed_since_is_told_and_the_form_comes_back_with_it(
    client_for: Client, db: Session, world: World
) -> None:
    approach, *contacts = something_open(db, world.member)
    client = client_for(world.coordinator)
    sent = filled(client.get(asked(world.member, world.colleague)).text) | {"close": "true"}
    db.refresh(approach)
    amend(db, world.member, approach, note="Typed meanwhile")
    reply = client.post("/hand-overs", data=sent)
    assert reply.status_code == 422
    assert "What is open has changed since you looked." in reply.text
    assert f'value="{world.colleague.id}" selected' in reply.text
    assert re.search(r'name="close" value="true"[^>]* checked', reply.text)
    assert owners(approach, *contacts) == [world.member.id] * 3
    renewed = filled(reply.text)
    assert renewed["seen"] != sent["seen"]
    assert client.post("/hand-overs", data=renewed).status_code == 303


def test_a_form_without_a_successor_comes_back(
    client_for: Client, db: Session, world: World
) -> None:
    client = client_for(world.coordinator)
    reply = client.post("/hand-overs", data={"account": world.member.id})
    assert reply.status_code == 422
    assert "Please fill this in" in reply.text
    assert db.exec(select(HandOver)).all() == []


@pytest.mark.parametrize(
    ("who", "leaving", "status"),
    [
        ("member", "stranger", 403),
        ("observer", "member", 403),
        ("observer", "observer", 404),
        ("coordinator", "observer", 404),
        ("administrator", "administrator", 404),
    ],
)
def test_others_are_shown_no_form(
    client_for: Client, world: World, who: str, leaving: str, status: int
) -> None:
    client = client_for(getattr(world, who))
    account = getattr(world, leaving).id
    assert client.get(f"/hand-overs/new?account={account}").status_code == status


def test_an_observer_has_no_such_pages(client_for: Client, world: World) -> None:
    assert client_for(world.observer).get("/hand-overs").status_code == 403


def test_somebody_who_was_closed_meanwhile_has_nothing_to_hand_over(
    client_for: Client, db: Session, world: World
) -> None:
    client = client_for(world.coordinator)
    sent = filled(client.get(asked(world.member, world.colleague)).text)
    disable_user(db, world.member, by=None, now=NOW)
    reply = client.post("/hand-overs", data=sent)
    assert reply.status_code == 404
    assert "no open account" in reply.text


def test_closing_on_the_accounts_page_names_who_takes_over(
    client_for: Client, db: Session, world: World
) -> None:
    open_things = something_open(db, world.member)
    client = client_for(world.administrator)
    assert f'href="/hand-overs/new?account={world.member.id}"' in client.get("/accounts").text
    client.post(f"/accounts/{world.member.email}/disabling")
    page = client.get("/accounts").text
    assert "is disabled. Whatever is open goes to Cora Coordinator." in page
    assert owners(*open_things) == [world.coordinator.id] * 3
    reply = client.post(f"/accounts/{world.coordinator.email}/disabling")
    assert reply.status_code == 409
    assert "Please add one first." in reply.text


def test_names_do_not_run_into_the_day_of_a_hand_over_where_one_reads_from_the_right(
    client_for: Client, db: Session, world: World
) -> None:
    give(db, world.coordinator, world.member, world.colleague)
    for who in (world.coordinator, world.member):  # with a link to the pack, and without
        page = client_for(who).get("/hand-overs", headers={"Accept-Language": "ar"}).text
        before = page[: page.index("Mia Member إلى Colin Colleague")]
        assert 'class="strong" dir="auto"' in before[before.rindex("<li>") :]


def test_addresses_are_shown_to_who_adds_accounts_alone(client_for: Client, world: World) -> None:
    path = f"/hand-overs/new?account={world.member.id}"
    assert world.colleague.email in client_for(world.administrator).get(path).text
    for who in (world.member, world.coordinator):
        page = client_for(who).get(path).text
        assert "@example.org" not in page
        assert "Colin Colleague (Austria)" in page


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_pack_that_is_taken_along_is_in_the_audit(
    client_for: Client, db: Session, world: World, kind: str
) -> None:
    number = give(db, world.coordinator, world.member, world.colleague).id
    client_for(world.stranger).get(f"/hand-overs/{number}/pack.{kind}")
    assert "hand_over.exported" not in {verb for _who, verb, _what in audited(db)}
    reply = client_for(world.colleague).get(f"/hand-overs/{number}/pack.{kind}?language=ar")
    assert reply.status_code == 200
    last = (world.colleague.id, "hand_over.exported", f"hand_over:{number}")
    assert audited(db)[-1] == last


def test_the_number_of_a_hand_over_to_others_answers_as_none(
    client_for: Client, db: Session, world: World
) -> None:
    made = give(db, world.coordinator, world.member, world.colleague)
    for who in (world.stranger, world.envoy, world.observer, world.administrator):
        client = client_for(who)
        for path in ("", "/pack.pdf", "/pack.docx"):
            there = client.get(f"/hand-overs/{made.id}{path}")
            nowhere = client.get(f"/hand-overs/987654{path}")
            assert there.status_code == nowhere.status_code == 404


def test_hidden_entries_change_no_page_of_a_hand_over(
    client_for: Client, db: Session, world: World
) -> None:
    """Also those that the reader follows up without reading them, and that go to a Coordinator."""
    something_open(db, world.member)
    client = client_for(world.member)
    paths = ("/hand-overs", asked(world.member, world.colleague))
    varying = re.compile(r'name="submission" value="[^"]*"|data-seen="[^"]*"')
    before = [varying.sub("", client.get(path).text) for path in paths]
    log(
        db, world.coordinator, state="BTN", next_step="A secret", visibility="coordinators",
        next_step_owner=world.member.id,
    )  # fmt: skip
    assert [varying.sub("", client.get(path).text) for path in paths] == before
    sent = filled(client.get(paths[1]).text)
    client.post("/hand-overs", data=sent)
    number = db.exec(select(HandOver.id)).one()
    theirs = client_for(world.colleague).get(f"/hand-overs/{number}").text
    assert "A secret" not in theirs
    assert "Cora" not in theirs
    rest = client_for(world.coordinator).get(f"/hand-overs/{number}").text
    assert "A secret" in rest
    assert "Colin Colleague" in rest
