import pytest
from sqlmodel import select

from app.accounts.models import User
from app.audit.models import Entry

FORM = {"name": "Nia New", "email": "nia@example.org", "role": "member", "messenger": "CMC"}


def test_an_ngo_member_is_known_as_one_whatever_the_browser_says(client_for, db, world):
    client_for(world.administrator).post("/accounts", data=FORM | {"ngo": "false"})
    assert db.exec(select(User).where(User.email == "nia@example.org")).one().ngo is True


def test_adding_linking_and_disabling_are_audited_under_the_administrator(client_for, db, world):
    client = client_for(world.administrator)
    client.post("/accounts", data=FORM)
    client.post("/accounts/nia@example.org/disabling")
    who = world.administrator.id
    verbs = [one.verb for one in db.exec(select(Entry).where(Entry.actor_id == who))]
    assert verbs[-4:] == ["user.added", "link.made", "hand_over.made", "user.disabled"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nobody"},
        {"email": "a/b@example.org"},
        {"email": "a?b@example.org"},
        {"role": "king"},
        {"name": " "},
    ],
)
def test_what_cannot_be_an_account_is_said_on_the_form(client_for, db, world, wrong):
    reply = client_for(world.administrator).post("/accounts", data=FORM | wrong)
    assert reply.status_code == 422
    assert "Nia New" in reply.text or "name" in wrong
    assert db.exec(select(User).where(User.name == "Nia New")).first() is None


def test_administrators_cannot_lock_themselves_out(client_for, world):
    client = client_for(world.administrator)
    reply = client.post(f"/accounts/{world.administrator.email}/disabling")
    assert reply.status_code == 409
    assert "somebody must stay" in reply.text
    assert client.get("/accounts").status_code == 200


def test_disabling_signs_the_person_out_at_once(client_for, world):
    theirs = client_for(world.member)
    assert theirs.get("/doors").status_code == 200
    client_for(world.administrator).post(f"/accounts/{world.member.email}/disabling")
    assert theirs.get("/doors").status_code == 303


def test_the_administrators_page_shows_no_link_again(client_for, world):
    client = client_for(world.administrator)
    assert "/sign-in/" in client.post(f"/accounts/{world.member.email}/link").text
    assert "<code>" not in client.get("/accounts").text
