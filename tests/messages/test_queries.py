"""What contacts can have carried, and what is remembered of messages."""

from app.kit.origin import Origin
from app.messages.models import MessageVersion
from app.messages.queries import (
    answered_barriers,
    carriable,
    current_message,
    label,
    message_versions,
)
from tests.messages.cast import adopted, draft, retire


def test_a_contact_can_have_carried_what_the_group_adopted_once(db, world):
    old = current_message(db, "ratify")
    drafted = draft(db, world.member, message=old.message_id)
    gone = retire(db, world.coordinator, current_message(db, "accede"))
    able = [one.id for one in carriable(db, Origin.REAL)]
    assert drafted.id not in able
    assert {old.id, gone.id} <= set(able)
    assert able.index(old.id) < able.index(_earlier(db, old))


def _earlier(db, version):
    """The first number of the same message."""
    return next(
        one.id
        for one in message_versions(db).values()
        if (one.message_id, one.number, one.language) == (version.message_id, 1, "en")
    )


def test_what_is_of_the_demonstration_is_for_its_own_contacts(db, world):
    one = adopted(db, world, ask="ratify")
    row = db.get(MessageVersion, one.id)
    row.origin = Origin.DEMONSTRATION
    db.add(row)
    db.flush()
    assert one.id not in {other.id for other in carriable(db, Origin.REAL)}
    assert one.id in {other.id for other in carriable(db, Origin.DEMONSTRATION)}


def test_a_label_tells_versions_and_languages_apart(db):
    french = current_message(db, "ratify", "fr")
    assert label(french) == "Achever ce que la signature a commencé (version 2, French)"


def test_an_objection_without_a_barrier_answers_none(db, world):
    one = adopted(db, world, ask="ratify")
    assert answered_barriers(db, one.id) == {"capacity"}
    assert answered_barriers(db, None) == frozenset()
