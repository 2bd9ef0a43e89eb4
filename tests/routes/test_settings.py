"""The group's settings through their page."""

import re
from collections.abc import Callable

from sqlmodel import Session

from app.accounts.models import User
from app.doors.queries import round_settings
from app.doors.rules import DEFAULTS
from tests.judge import Judge
from tests.world import World

Client = Callable[[User | None], Judge]


def typed(**more: object) -> dict[str, str]:
    return {key: str(value) for key, value in (DEFAULTS.model_dump() | more).items()}


def test_coordinators_change_a_setting_and_see_who_did(
    client_for: Client, world: World, db: Session
):
    client = client_for(world.coordinator)
    assert "Default: 182" in client.get("/settings").text
    reply = client.post("/settings", data=typed(spacing_days=30))
    assert (reply.status_code, reply.headers["location"]) == (303, "/settings")
    assert round_settings(db).spacing_days == 30
    shown = client.get("/settings").text
    assert "Cora Coordinator" in shown
    assert re.search(r"Days between knocks at a door: 42 <span[^>]*>→</span>", shown)


def test_an_empty_answer_means_the_default(client_for: Client, world: World, db: Session):
    client = client_for(world.coordinator)
    client.post("/settings", data=typed(spacing_days=30))
    client.post("/settings", data=typed(spacing_days=""))
    assert round_settings(db) == DEFAULTS


def test_nonsense_comes_back_with_what_was_typed(client_for: Client, world: World, db: Session):
    client, asked = client_for(world.coordinator), {"HX-Target": "settings_form"}
    reply = client.post("/settings", data=typed(spacing_days="soon", snooze_days="0"))
    assert reply.status_code == 422
    assert "Please give a whole number." in reply.text
    assert 'value="soon"' in reply.text
    assert "<h1" not in client.post("/settings", data=typed(snooze_days=0), headers=asked).text
    assert round_settings(db) == DEFAULTS


def test_nobody_else_sees_or_changes_settings(client_for: Client, world: World, db: Session):
    for person in world.everybody[1:]:
        client = client_for(person)
        assert client.get("/settings").status_code == 403
        assert client.post("/settings", data=typed(spacing_days=1)).status_code == 403
    assert round_settings(db) == DEFAULTS
