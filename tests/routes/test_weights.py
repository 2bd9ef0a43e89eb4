"""The weights of the score through their page: shown first, then saved, and taken again."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import Session

from app.accounts.models import User
from app.advice.gathering import advice, advice_with
from app.advice.shifts import compare
from app.advice.weighing import weights_changes, weights_in_force
from app.advice.weights import HINTS, NAMES, USUAL, Weights, called
from tests.advice.test_gathering import take_part
from tests.judge import Judge
from tests.world import TODAY, World

Client = Callable[[User | None], Judge]
PATH, PREVIEW = "/settings/weights", "/settings/weights/preview"


def typed(**more: object) -> dict[str, str]:
    return {key: str(value) for key, value in (USUAL.model_dump() | more).items()}


def shown(text: str) -> str:
    found = re.search(r'name="shown" value="([^"]*)"', text)
    assert found
    return found[1]


def save(client: Judge, reason: str = "A reason", **more: object) -> None:
    """As a person does: look at what it would change, then save."""
    seen = shown(client.post(PREVIEW, data=typed(**more)).text)
    reply = client.post(PATH, data=typed(**more, shown=seen, reason=reason))
    assert (reply.status_code, reply.headers["location"]) == (303, PATH)


def test_every_weight_is_shown_with_what_it_means_and_its_default(client_for: Client, world: World):
    page = client_for(world.coordinator).get(PATH).text
    for name in USUAL.model_dump():
        assert f'name="{name}"' in page
        assert NAMES[name] in page
        assert HINTS[name].replace("'", "&#39;") in page
    assert page.count("Default: ") == len(NAMES)


def test_a_coordinator_sees_what_a_change_would_do_before_it_is_saved(
    client_for: Client, world: World, db: Session
):
    take_part(db)
    before = advice(db, world.coordinator.reader, TODAY)
    page = client_for(world.coordinator).post(PREVIEW, data=typed(signature=0, language=60)).text
    assert "another messenger" in page
    assert "another place" in page
    after = advice_with(db, world.coordinator.reader, TODAY, Weights(signature=0, language=60))
    found = compare(before, after)
    moved = page[page.index('id="moved"') :].split("</ul>")[0]
    assert f"{len(found.moved)} doors move to another place." in moved
    assert moved.count("<li>") == 5
    for one in found.farthest:
        assert f"{one.state}</a> {one.way}" in moved.replace("&#39;", "'")
    assert advice(db, world.coordinator.reader, TODAY) == before
    assert weights_in_force(db) == USUAL


def test_weights_that_were_saved_are_in_force_and_in_the_history(
    client_for: Client, world: World, db: Session
):
    take_part(db)
    client = client_for(world.coordinator)
    before = advice(db, world.member.reader, TODAY)
    save(client, "Languages matter more", language=60)
    assert weights_in_force(db).language == 60
    assert advice(db, world.member.reader, TODAY) != before
    page = client.get(PATH).text
    assert "Cora Coordinator" in page
    assert "Languages matter more" in page
    assert re.search(r"Shared language: 10 <span[^>]*>→</span>\s*<span[^>]*>60<", page)


def test_what_was_before_is_taken_again_by_a_new_change(
    client_for: Client, world: World, db: Session
):
    client = client_for(world.coordinator)
    save(client, "First", language=60)
    save(client, "Second", language=70)
    first = weights_changes(db)[1].number
    page = client.get(f"{PATH}?as={first}").text
    assert re.search(r'name="language"[^>]*value="60"', page)
    seen = shown(page)
    client.post(PATH, data=typed(language=60, shown=seen, reason="Back to the first"))
    assert weights_in_force(db).language == 60
    assert [one.reason for one in weights_changes(db)] == ["Back to the first", "Second", "First"]
    assert client.get(f"{PATH}?as=999").status_code == 404


def test_nothing_is_saved_that_was_not_shown(client_for: Client, world: World, db: Session):
    client = client_for(world.coordinator)
    seen = shown(client.post(PREVIEW, data=typed(language=60)).text)
    reply = client.post(PATH, data=typed(language=61, shown=seen, reason="A reason"))
    assert reply.status_code == 422
    assert "were not shown yet" in reply.text
    assert re.search(r'name="language"[^>]*value="61"', reply.text)
    assert weights_in_force(db) == USUAL
    again = client.post(PATH, data=typed(language=61, shown=shown(reply.text), reason="A reason"))
    assert again.status_code == 303


def test_two_coordinators_at_once_are_told_so(client_for: Client, world: World, db: Session):
    client = client_for(world.coordinator)
    seen = shown(client.post(PREVIEW, data=typed(region=20)).text)
    save(client, "Somebody else was quicker", language=60)
    reply = client.post(PATH, data=typed(region=20, shown=seen, reason="A reason"))
    assert reply.status_code == 422
    assert "others were saved in the meantime" in reply.text
    assert weights_in_force(db).language == 60
    assert shown(reply.text) == called(
        USUAL.model_copy(update={"region": 20.0}), weights_changes(db)[0].number
    )


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("language", "much", "Please give a number."),
        ("language", "nan", "Please give a number."),
        ("language", "inf", "Please give a number."),
        ("language", "101", "Please give 100 or less."),
        ("language", "-1", "Please give 0 or more."),
        ("load", "1", "Please give 0 or less."),
        ("language", "1.234", "Please give two decimals at most."),
        ("silence_days", "7", "Please give 30 or more."),
        ("silence_days", "100.5", "Please give a whole number."),
    ],
)
@pytest.mark.parametrize("path", [PATH, PREVIEW])
def test_nonsense_comes_back_with_what_was_typed(
    client_for: Client, world: World, db: Session, path: str, field: str, value: str, said: str
):
    wish = typed(**{field: value}, reason="A reason")
    reply = client_for(world.coordinator).post(path, data=wish)
    assert reply.status_code == 422
    assert said in reply.text
    assert f'value="{value}"' in reply.text
    assert weights_in_force(db) == USUAL


def test_a_change_needs_a_reason_and_has_to_change_something(
    client_for: Client, world: World, db: Session
):
    client = client_for(world.coordinator)
    seen = shown(client.post(PREVIEW, data=typed(language=60)).text)
    reply = client.post(PATH, data=typed(language=60, shown=seen))
    assert reply.status_code == 422
    assert 'id="reason"' in reply.text
    reply = client.post(PATH, data=typed(reason="A reason"))
    assert reply.status_code == 422
    assert "Nothing was changed." in reply.text
    assert weights_changes(db) == []


def test_an_empty_field_means_the_default(client_for: Client, world: World, db: Session):
    client = client_for(world.coordinator)
    save(client, language=60)
    save(client, language="")
    assert weights_in_force(db) == USUAL


def test_htmx_gets_the_form_alone(client_for: Client, world: World):
    asked = {"HX-Request": "true", "HX-Target": "weights_form"}
    reply = client_for(world.coordinator).post(PREVIEW, data=typed(language=60), headers=asked)
    assert "<h1" not in reply.text
    assert "<form" in reply.text


def test_nobody_else_sees_or_changes_weights(client_for: Client, world: World, db: Session):
    for person in world.everybody[1:]:
        client = client_for(person)
        assert client.get(PATH).status_code == 403
        assert client.post(PREVIEW, data=typed(language=60)).status_code == 403
        assert client.post(PATH, data=typed(language=60, reason="x")).status_code == 403
    assert weights_in_force(db) == USUAL
