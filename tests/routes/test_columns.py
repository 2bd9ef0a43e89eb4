"""The columns that one wants to see."""

from collections.abc import Callable

import pytest

from app.accounts.models import User
from tests.judge import Judge
from tests.world import World

Client = Callable[[User | None], Judge]
TABLES = {
    "doors": ["stage", "last", "silence", "when", "messengers", "barriers", "next"],
    "contacts": ["messengers", "channel", "response", "note"],
    "states": ["standing", "by", "force", "group"],
    "approaches": ["how", "window", "by", "step"],
}


def choose(client: Judge, listing: str, shown: list[str], query: str = "") -> str:
    form = {
        "listing": listing, "query": query, "offered": str(len(TABLES[listing])), "shown": shown,
    }  # fmt: skip
    return client.post("/columns", data=form).headers["location"]


def hidden(page: str) -> list[str]:
    """The columns that the first table takes away."""
    start = page.index('<table class="stacked')
    classes = page[start : page.index(">", start)].split()
    return [one.strip('"').removeprefix("without-") for one in classes if "without-" in one]


@pytest.mark.parametrize("listing", ["doors", "states"])
def test_the_choice_is_in_the_address_and_remembered(
    client_for: Client, world: World, listing: str
):
    client = client_for(world.member)
    first, *others = TABLES[listing]
    where = choose(client, listing, [first])
    assert where == f"/{listing}?columns={first}"
    assert hidden(client.get(where).text) == others
    assert hidden(client.get(f"/{listing}").text) == others


def test_the_filters_stay_and_the_address_wins_over_what_is_remembered(
    client_for: Client, world: World
):
    client = client_for(world.member)
    assert choose(client, "doors", ["stage", "when"], "q=ang") == "/doors?q=ang&columns=stage.when"
    assert "stage" in hidden(client.get("/doors?columns=when").text)
    assert 'name="columns" value="when"' in client.get("/doors?columns=when").text
    assert "columns=stage.when" in client.get("/doors?columns=stage.when").text


def test_all_of_them_is_the_usual(client_for: Client, world: World):
    client = client_for(world.member)
    choose(client, "doors", ["stage"])
    assert choose(client, "doors", TABLES["doors"], "columns=stage") == "/doors"
    assert not hidden(client.get("/doors").text)


def test_none_of_them_leaves_the_name(client_for: Client, world: World):
    client = client_for(world.member)
    assert choose(client, "doors", []) == "/doors?columns=none"
    assert len(hidden(client.get("/doors").text)) == 7


@pytest.mark.parametrize("columns", ["nonsense", "%3Cb%3E", "A.B"])
def test_what_makes_no_sense_shows_all(client_for: Client, world: World, columns: str):
    assert not hidden(client_for(world.member).get(f"/doors?columns={columns}").text)


def test_a_cell_belongs_to_its_column_in_head_and_row(client_for: Client, world: World):
    page = client_for(world.member).get("/doors").text
    for code in TABLES["doors"]:
        assert page.count(f"c-{code}") == 86, code


def test_a_list_that_nobody_knows_is_not_found(client_for: Client, world: World):
    assert client_for(world.member).post("/columns", data={"listing": "wishes"}).status_code == 404
