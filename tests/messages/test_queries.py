"""Current messages and their arguments."""

import pytest

from app.doors.asks import Ask
from app.kit.errors import Missing
from app.messages.models import MessageVersion
from app.messages.queries import (
    arguments,
    current_message,
    get_message,
    message_of,
    message_versions,
)


def newer(db, ask):
    old = current_message(db, ask)
    made = MessageVersion(**old.model_dump(exclude={"id", "number"}), number=old.number + 1)
    db.add(made)
    db.flush()
    return old, made


def test_the_newest_version_is_current(db):
    old, made = newer(db, Ask.RATIFY)
    assert current_message(db, Ask.RATIFY).id == made.id
    assert get_message(db, old.id).number == 1
    assert message_of(db, made).ask == "ratify"
    assert {old.id, made.id} <= set(message_versions(db))


def test_a_language_without_a_message_has_none(db):
    assert current_message(db, Ask.RATIFY, "fr") is None


def test_an_unknown_version_is_missing(db):
    with pytest.raises(Missing):
        get_message(db, 10**6)


def test_arguments_belong_to_their_version(db):
    _, made = newer(db, Ask.ACCEDE)
    assert arguments(db, made.id) == []
