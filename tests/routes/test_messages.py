"""Reading the group's messages."""

import pytest

from app.doors.asks import Ask
from app.messages.models import MessageVersion
from app.messages.queries import current_message


def test_a_message_is_read_with_its_points_and_answers(client_for, world, db):
    message = current_message(db, Ask.RATIFY)
    page = client_for(world.member).get(f"/messages/{message.id}").text
    assert message.the_ask in page
    assert "to be reviewed by the group" in page
    assert page.count("<li>") >= 5
    assert "(other priorities)" in page


def test_an_older_version_points_to_the_newer_one(client_for, world, db):
    old = current_message(db, Ask.RATIFY)
    made = MessageVersion(**old.model_dump(exclude={"id", "number"}), number=2)
    db.add(made)
    db.flush()
    client = client_for(world.member)
    assert f'href="/messages/{made.id}"' in client.get(f"/messages/{old.id}").text
    assert "There is a newer version" not in client.get(f"/messages/{made.id}").text


def test_the_list_has_one_message_an_ask(client_for, world):
    page = client_for(world.envoy).get("/messages").text
    assert "To ratify the Convention" in page
    assert "To accede to the Convention" in page


@pytest.mark.parametrize("role", ["observer", "administrator"])
def test_messages_are_for_those_who_read_entries(client_for, world, role):
    client = client_for(getattr(world, role))
    assert client.get("/messages").status_code == 403
    assert client.get("/messages/1").status_code == 403


def test_an_unknown_message_is_not_found(client_for, world):
    assert client_for(world.member).get("/messages/999999").status_code == 404
