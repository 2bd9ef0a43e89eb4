import pytest
from sqlmodel import select

from app.audit.models import Entry
from app.states.models import Target

AIM = {"number": "150", "due": "2031", "title": "A meeting’s decision", "source": "A paper"}


def test_a_coordinator_enters_a_target_and_the_chart_says_its_pace(client_for, db, world):
    client = client_for(world.coordinator)
    assert client.post("/targets", data=AIM).headers["location"] == "/world"
    text = client_for(world.member).get("/world").text
    assert "150 States Parties by the end of 2031. 38 more would have to join" in text
    assert db.exec(select(Entry).where(Entry.verb == "target.entered")).one()


def test_the_same_target_twice_is_one(client_for, db, world):
    client = client_for(world.coordinator)
    client.post("/targets", data=AIM)
    client.post("/targets", data=AIM)
    assert len(db.exec(select(Target)).all()) == 1


def test_a_target_that_is_taken_back_is_shown_no_more_and_stays(client_for, db, world):
    client = client_for(world.coordinator)
    client.post("/targets", data=AIM)
    number = db.exec(select(Target)).one().id
    for _ in range(2):
        assert client.post(f"/targets/{number}/withdrawal").status_code == 303
    assert "2031" not in client.get("/world").text
    assert db.exec(select(Target)).one().withdrawn_by == world.coordinator.id
    assert len(db.exec(select(Entry).where(Entry.verb == "target.withdrawn")).all()) == 1


@pytest.mark.parametrize(
    ("field", "typed"), [("number", "500"), ("number", "many"), ("due", "soon"), ("due", "1999"),
                         ("title", ""), ("source", "")],
)  # fmt: skip
def test_a_wrong_answer_comes_back_at_its_field(client_for, db, world, field, typed):
    reply = client_for(world.coordinator).post("/targets", data=AIM | {field: typed})
    assert reply.status_code == 422
    assert f'id="{field}-error"' in reply.text
    assert db.exec(select(Target)).all() == []


def test_only_coordinators_enter_targets(client_for, world):
    for person in (world.member, world.envoy, world.observer, world.administrator):
        client = client_for(person)
        assert client.get("/targets").status_code == 403
        assert client.post("/targets", data=AIM).status_code == 403
        assert client.post("/targets/1/withdrawal").status_code == 403
