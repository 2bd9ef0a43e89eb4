"""What dates suggest is for Coordinators and the envoy alone: whoever else looks at everything that
there is finds no word of it, and no way to it."""

import io

import pytest

from app.accounts.policy import Act, may
from app.contacts.filters import Filters
from app.search.offers import PLACES, VERBS
from app.transfer.contacts_export import Format, export_to
from tests.test_leaks import surfaces
from tests.world import TODAY

PAGES = ("/readiness", "/hindcast", "/expected-joins")
OTHERS = ("member", "stranger", "campaigner", "observer", "administrator")
WORDS = (*PAGES, "dates suggest", "dates of four treaties", "likeliest", "Keystone", "hindcast")


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize(
    "path",
    [
        *PAGES, "/readiness?region=African", "/hindcast?day=2012-08-01", "/hindcast?month=3",
        "/hindcast?day=soon", "/expected-joins?state=GAB", "/expected-joins?state=AUT",
    ],
)  # fmt: skip
def test_nobody_else_is_let_in(client_for, world, name, path):
    reply = client_for(getattr(world, name)).get(path)
    assert reply.status_code == 403
    assert "within" not in reply.text


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_finds_a_word_of_it_anywhere(app, client_for, db, world, name):
    for person in (world.coordinator, world.envoy):  # also where it was derived before
        for path in (*PAGES, "/doors/AGO/ratify", "/briefings/AGO"):
            assert client_for(person).get(path).status_code == 200
    client = client_for(getattr(world, name), judged=False)
    asked = [f"/search/commands?q={word}" for word in ("readiness", "looking", "keystone", "if")]
    asked += [f"/search?q={word}" for word in ("readiness", "hindcast", "keystone")]
    looked = [
        path for path in surfaces(app, states=("AGO", "LTU"), numbers=("1",))
        if not path.startswith(PAGES)
    ]  # fmt: skip
    for path in dict.fromkeys([*looked, *asked]):
        shown = client.get(path).text.replace(path.partition("q=")[2] or "\0", "")
        for word in WORDS:
            assert word not in shown, f"{path} tells {name} of {word}"


def test_the_palette_offers_it_to_these_readers_alone(client_for, world):
    for person in world.everybody:
        offered = client_for(person).get("/search/commands?q=readiness").text
        assert ("/readiness" in offered) is may(person.reader, Act.READ_FORECASTS)
    routes = {"readiness.index", "hindcasts.show", "expected_joins.index"}
    offers = [one for one in (*PLACES, *VERBS) if one.route in routes]
    assert {one.route for one in offers} == routes
    assert {one.act for one in offers} == {Act.READ_FORECASTS}


def test_no_export_holds_it_whoever_asks(db, world):
    for person in (world.coordinator, world.member, world.campaigner):
        file = io.BytesIO()
        export_to(db, file, Format.CSV, person.reader, Filters(), TODAY)
        assert not any(word in file.getvalue().decode() for word in WORDS)
