"""An answer that was not offered comes back at its field, with everything else that was typed."""

from collections.abc import Callable

import pytest
from sqlmodel import Session

from app.accounts.models import User
from tests.advice.test_acts import plan
from tests.advice.test_gathering import take_part
from tests.doors.cast import read
from tests.judge import Judge
from tests.world import World

Client = Callable[[User | None], Judge]

CONTACT = {"state": "AGO", "held_on": "2026-11-20", "channel": "letter", "note": "Typed before"}
ACCOUNT = {"name": "Typed before", "email": "nia@example.org", "role": "member"}
APPROACH = {
    "state": "AGO", "messenger": "AUT", "channel": "letter", "level": "ambassador",
    "window_from": "2026-11-24", "window_to": "2026-12-24", "note": "Typed before",
}  # fmt: skip
REASON = {"reason": "Typed before", "overcome_on": "2026-11-20"}


@pytest.mark.parametrize("value", ["NOBODY", "0", "99999999", "9" * 30, "²", "-1"])
@pytest.mark.parametrize(
    ("who", "path", "form", "field"),
    [
        ("administrator", "/accounts", ACCOUNT, "messenger"),
        ("member", "/contacts", CONTACT, "messengers"),
        ("member", "/contacts", CONTACT, "meeting_id"),
        ("member", "/contacts", CONTACT, "message_version_id"),
        ("member", "/contacts", CONTACT | {"next_step": "x"}, "next_step_owner"),
        ("member", "/contacts", CONTACT, "approach_id"),
        ("member", "/approaches", APPROACH, "messenger"),
        ("member", "/barriers/{barrier}/overcoming", REASON, "messenger"),
        ("coordinator", "/doors/AGO/ratify/lead", REASON, "messenger"),
        ("coordinator", "/approaches/{approach}", APPROACH | {"version": "1"}, "owner"),
    ],
)
def test_what_was_not_offered_comes_back_at_its_field(
    client_for: Client, db: Session, world: World, who: str, path: str, form: dict[str, str],
    field: str, value: str,
) -> None:  # fmt: skip
    take_part(db)
    here = path.format(
        barrier=read(db, world.member).id if "{barrier}" in path else "",
        approach=plan(db, world.member).id if "{approach}" in path else "",
    )
    reply = client_for(getattr(world, who)).post(here, data=form | {field: value})
    if (field, value) in UNSAID:
        assert reply.status_code == 303
        return
    assert reply.status_code == 422
    assert "Typed before" in reply.text
    assert f'href="#{field}"' in reply.text or field == "approach_id"
    assert f'id="{field}-error"' in reply.text or field == "approach_id"


UNSAID = {("owner", "0")}
"""Nobody chosen: the approach stays with whom it is."""


@pytest.mark.parametrize(
    "path",
    [
        "/contacts/{}", "/contacts/{}/edit", "/contacts/{}/versions", "/contacts/new?approach={}",
        "/approaches/{}", "/approaches/{}/edit", "/messages/{}", "/barriers/{}/overcoming/new",
        "/treaty-acts/{}/retraction",
    ],
)  # fmt: skip
@pytest.mark.parametrize("number", ["0", "-1", "99999999", "9" * 12, "9" * 30])
def test_no_row_is_no_page_however_large_its_number(
    client_for: Client, world: World, path: str, number: str
) -> None:
    assert client_for(world.coordinator).get(path.format(number)).status_code in (404, 422)


@pytest.mark.parametrize(
    "path", ["/holds/{}/lifting", "/messengers/exclusions/{}/lifting", "/commitments/{}/outcome"]
)
@pytest.mark.parametrize("number", ["99999999", "9" * 12, "9" * 30])
def test_nothing_is_done_to_a_row_that_there_is_not(
    client_for: Client, world: World, path: str, number: str
) -> None:
    form = {"outcome": "kept"}
    reply = client_for(world.coordinator).post(path.format(number), data=form)
    assert reply.status_code in (404, 422)
