"""Kept views above their lists."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.views.models import SavedView
from tests.judge import Judge
from tests.world import World

Client = Callable[[User | None], Judge]


def keep(client: Judge, **more: str) -> object:
    form = {"listing": "doors", "query": "stage=none&sort=-state", "name": "Not assessed", **more}
    return client.post("/views", data=form)


def test_a_list_is_kept_as_it_is_filtered_and_opened_by_its_name(client_for: Client, world: World):
    client = client_for(world.member)
    listed = client.get("/doors?stage=none&sort=-state").text
    assert "/views/new?listing=doors&amp;query=sort%3D-state%26stage%3Dnone" in listed
    assert "Keep this view" in client.get("/views/new?listing=doors&query=stage%3Dnone").text
    reply = keep(client)
    assert reply.headers["location"] == "/doors?sort=-state&stage=none"
    shown = client.get(reply.headers["location"]).text
    assert (
        '<a href="/doors?sort=-state&amp;stage=none" aria-current="page"><bdi>Not assessed' in shown
    )
    assert "Keep this view" not in shown


@pytest.mark.parametrize(
    ("listing", "query"),
    [
        ("board", "ask=ratify"), ("contacts", "state=AGO"), ("approaches", "mine=true"),
        ("commitments", "side=ours"), ("states", "standing=party"), ("doors", "due=cold"),
    ],
)  # fmt: skip
def test_every_list_has_its_views_above_it(
    client_for: Client, world: World, listing: str, query: str
):
    client = client_for(world.member)
    where = keep(client, listing=listing, query=query, name="Kept", shared="true")
    assert where.headers["location"] == f"/{listing}?{query}"
    for who in (world.member, world.campaigner):
        assert ">Kept" in client_for(who).get(f"/{listing}").text


def test_htmx_gets_the_views_with_the_results(client_for: Client, world: World):
    client = client_for(world.member)
    asked = {"HX-Request": "true", "HX-Target": "results"}
    assert "Keep this view" in client.get("/doors?stage=2", headers=asked).text


def test_a_shared_view_shows_each_reader_their_own_and_nothing_to_observers(
    client_for: Client, world: World
):
    keep(client_for(world.member), name="For all", shared="true")
    keep(client_for(world.member), name="For me")
    stranger = client_for(world.stranger).get("/doors").text
    assert "For all" in stranger
    assert "For me" not in stranger
    assert "For all" not in client_for(world.observer).get("/doors").text


@pytest.mark.parametrize("query", ["colour=red", "stage=9", "silence=long"])
def test_what_the_list_does_not_understand_is_not_kept(
    client_for: Client, world: World, db: Session, query: str
):
    reply = keep(client_for(world.member), query=query)
    assert reply.status_code == 422
    assert query.partition("=")[0] in reply.text
    assert 'value="Not assessed"' in reply.text
    assert not db.exec(select(SavedView)).all()


def test_a_view_needs_a_name(client_for: Client, world: World, db: Session):
    reply = keep(client_for(world.member), name="  ")
    assert reply.status_code == 422
    assert "Name: please fill this in." in reply.text
    assert not db.exec(select(SavedView)).all()


def test_a_view_is_renamed_shared_and_deleted_on_its_page(
    client_for: Client, world: World, db: Session
):
    client = client_for(world.member)
    keep(client)
    number = db.exec(select(SavedView.id)).one()
    assert "Yours alone" in client.get("/views").text
    assert 'value="Not assessed"' in client.get(f"/views/{number}/edit").text
    assert client.post(f"/views/{number}", data={"name": ""}).status_code == 422
    client.post(f"/views/{number}", data={"name": "Others", "shared": "true"})
    assert "Shared by Mia Member" in client_for(world.coordinator).get("/views").text
    assert "Delete" not in client_for(world.colleague).get("/views").text
    assert client_for(world.colleague).get(f"/views/{number}/edit").status_code == 403
    client_for(world.coordinator).post(f"/views/{number}/deletion")
    assert "No view is kept yet" in client.get("/views").text


@pytest.mark.parametrize("path", ["/views/new", "/views/new?listing=wishes", "/views/9/edit"])
def test_what_is_no_list_and_no_view_is_not_found(client_for: Client, world: World, path: str):
    assert client_for(world.member).get(path).status_code == 404


def test_an_observer_keeps_no_view_of_entries(client_for: Client, world: World):
    client = client_for(world.observer)
    assert client.get("/views/new?listing=contacts").status_code == 403
    assert keep(client, listing="contacts", query="").status_code == 403
    assert "Share it" not in client.get("/views/new?listing=doors").text
