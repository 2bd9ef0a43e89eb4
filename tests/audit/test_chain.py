from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import select

from app.accounts.models import User
from app.accounts.policy import Role
from app.audit.derived import derived
from app.audit.models import Entry
from app.audit.service import first_break, record, version
from app.kit.db import reading, writing
from tests.world import NOW


def test_acts_are_chained_one_to_the_next(db):
    record(db, 1, "contact.logged", "contact:1", at=NOW)
    record(db, None, "facts.loaded", "seed", at=NOW + timedelta(seconds=1), detail="3 rows")
    assert first_break(db) is None


def test_a_changed_entry_breaks_the_chain_where_it_stands(db):
    record(db, 1, "contact.logged", "contact:1", at=NOW)
    record(db, 2, "contact.logged", "contact:2", at=NOW)
    forged = db.exec(select(Entry).where(Entry.subject == "contact:1")).one()
    forged.actor_id = 7
    db.flush()
    assert first_break(db) == forged.id


def test_the_version_changes_with_every_act(db):
    before = version(db)
    record(db, 1, "contact.logged", "contact:1", at=NOW)
    assert version(db) != before


def test_what_was_derived_is_made_once_until_something_happens(own_database):
    made = []

    def look() -> int:
        with reading() as db:
            return derived(db, ("a test",), lambda: made.append(1) or len(made))

    assert (look(), look()) == (1, 1)
    with writing() as db:
        record(db, 1, "contact.logged", "contact:1", at=NOW)
    assert look() == 2


def test_a_session_that_has_written_derives_anew(own_database):
    with writing() as db:
        assert derived(db, ("mine",), lambda: "first") == "first"
        assert derived(db, ("mine",), lambda: "second") == "first"
        db.add(User(email="one@example.org", name="One", role=Role.MEMBER, created_at=NOW))
        db.flush()
        assert derived(db, ("yours",), lambda: "first") == "first"
        assert derived(db, ("yours",), lambda: "second") == "second"
        db.execute(delete(User))
        assert derived(db, ("theirs",), lambda: "first") == "first"
        assert derived(db, ("theirs",), lambda: "second") == "second"
