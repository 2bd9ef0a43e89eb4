"""The contact page offers to join two entries of one meeting, and shows both accounts."""

from app.contacts.service import log_contact
from tests.contacts.builders import LEAST, wish
from tests.world import NOW, TODAY


def two(db, world):
    one = log_contact(db, wish(note="What Mia heard"), by=world.member, now=NOW, today=TODAY)
    other = wish(note="What Sam heard")
    return one, log_contact(db, other, by=world.stranger, now=NOW, today=TODAY)


def test_after_saving_one_is_offered_to_join_and_then_sees_both_accounts(client_for, db, world):
    log_contact(db, wish(note="What Sam heard"), by=world.stranger, now=NOW, today=TODAY)
    client = client_for(world.member)
    typed = LEAST | {"submission": "one", "override_reason": "The same meeting"}
    mine = client.post("/contacts", data=typed).headers["location"]
    shown = client.get(mine).text
    assert "Is this the same meeting?" in shown
    number = int(shown.split('name="other" value="')[1].split('"')[0])
    reply = client.post(f"{mine}/joining", data={"other": number})
    assert reply.headers["location"] == f"/contacts/{number}"
    joined = client.get(reply.headers["location"]).text
    assert "Joint contact" in joined
    assert "As Mia Member logged it" in joined
    assert "By letter, 20 November 2026" in joined.split("As Mia Member")[1]
    assert "Zambia, Austria" in joined
    assert "stands for all of them" in client.get(mine).text
    client.post(f"{mine}/parting", data={"other": number})
    assert "Is this the same meeting?" in client.get(mine).text


def test_others_are_offered_nothing_and_may_not(client_for, db, world):
    one, other = two(db, world)
    client = client_for(world.envoy)
    assert "Is this the same meeting?" not in client.get(f"/contacts/{one.id}").text
    assert client.post(f"/contacts/{one.id}/joining", data={"other": other.id}).status_code == 403


def test_without_the_other_s_number_nothing_is_joined(client_for, db, world):
    one, _ = two(db, world)
    reply = client_for(world.member).post(f"/contacts/{one.id}/joining", data={})
    assert reply.status_code == 409
    assert "choose the other contact again" in reply.text


def test_before_saving_one_is_told_of_what_others_logged_that_day(client_for, db, world):
    two(db, world)
    client = client_for(world.member)
    asked = {"HX-Request": "true", "HX-Target": "at_door"}
    near = client.get("/contacts/new?state=AGO&held_on=2026-11-21", headers=asked).text
    assert "Logged already by Sam Stranger" in near
    assert "Mia" not in near
    for day in ("2026-11-22", "soon"):
        far = client.get(f"/contacts/new?state=AGO&held_on={day}", headers=asked).text
        assert "Logged already" not in far
