"""The pages that a device keeps: the form for times without a network, and what waits."""

import pytest
from sqlmodel import select

from app.contacts.models import Contact
from tests.contacts.builders import LEAST


def test_the_kept_form_brings_every_state_and_no_key_or_day_of_its_own(client_for, world):
    shown = client_for(world.member).get("/queue/new").text
    assert shown.count('role="option" data-value=') == 197
    assert 'name="submission" value=""' in shown
    assert "cote d ivoire" in shown
    assert 'name="held_on" type="date" value=""' in shown


def test_a_kept_page_says_nothing_of_the_moment(client_for, world):
    client = client_for(world.member)
    client.cookies.set("samedoor-flash", "Logged.")
    for path in ("/queue", "/queue/new", "/offline"):
        assert "Logged." not in client.get(path).text
    assert "Logged." in client.get("/glossary").text


@pytest.mark.parametrize("path", ["/queue", "/queue/new"])
def test_who_logs_nothing_keeps_nothing(client_for, world, path):
    for user in (world.observer, world.administrator):
        client = client_for(user)
        assert client.get(path).status_code == 403
        assert 'id="device"' not in client.get("/").text


def test_what_one_account_wrote_no_other_sends(client_for, db, world):
    client = client_for(world.stranger)
    asked = {"HX-Request": "true", "Same-Door-Person": str(world.member.id)}
    reply = client.post("/contacts", data=LEAST | {"submission": "one"}, headers=asked)
    assert reply.status_code == 401
    assert not db.exec(select(Contact)).all()
    asked["Same-Door-Person"] = str(world.stranger.id)
    reply = client.post("/contacts", data=LEAST | {"submission": "one"}, headers=asked)
    assert reply.headers["hx-redirect"].startswith("/contacts/")


def test_a_reason_that_was_given_in_advance_is_kept_only_where_there_was_a_warning(
    client_for, db, world
):
    typed = LEAST | {"override_reason": "The same meeting"}
    client_for(world.member).post("/contacts", data=typed | {"submission": "one"})
    client_for(world.stranger).post("/contacts", data=typed | {"submission": "two"})
    reasons = [one.override_reason for one in db.exec(select(Contact).order_by(Contact.id))]
    assert reasons == ["", "The same meeting"]
