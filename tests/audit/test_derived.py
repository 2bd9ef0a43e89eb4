"""What is remembered is what is true at the session's version of the database."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import text
from sqlmodel import Session

from app.accounts.models import User
from app.audit.derived import Change, derived
from app.audit.service import record
from app.kit.db import reading, writing
from app.states.models import State
from tests.world import NOW

KEY = ("a test",)


def act(db: Session, verb: str, subject: str = "thing:1") -> None:
    record(db, None, verb, subject, at=NOW)


def read(value: str, *touched_by: str) -> str:
    with reading() as db:
        return derived(db, KEY, lambda: value, touched_by=touched_by or ("",))


def test_a_value_is_made_once_while_nothing_changes(own_database: Path) -> None:
    assert read("one") == "one"
    assert read("two") == "one"


def test_any_act_makes_it_anew(own_database: Path) -> None:
    read("one")
    with writing() as db:
        act(db, "thing.changed")
    assert read("two") == "two"


def test_a_session_that_starts_changes_nothing(own_database: Path) -> None:
    read("one")
    with writing() as db:
        act(db, "session.started")
    assert read("two") == "one"


def test_a_value_stays_while_only_other_acts_happen(own_database: Path) -> None:
    read("one", "thing.")
    with writing() as db:
        act(db, "other.changed")
    assert read("two", "thing.") == "one"
    with writing() as db:
        act(db, "thing.changed")
    assert read("three", "thing.") == "three"


def test_a_value_may_be_renewed_from_what_happened(own_database: Path) -> None:
    def renew(old: list[str], changes: Sequence[Change]) -> list[str]:
        return old + [change.subject for change in changes]

    def subjects() -> list[str]:
        with reading() as db:
            return derived(db, KEY, lambda: ["all"], touched_by=("thing.",), renew=renew)

    assert subjects() == ["all"]
    with writing() as db:
        act(db, "thing.changed", "thing:7")
        act(db, "other.changed", "thing:8")
    assert subjects() == ["all", "thing:7"]
    assert subjects() == ["all", "thing:7"]


def test_a_value_that_cannot_be_renewed_is_made_anew(own_database: Path) -> None:
    read("one")
    with writing() as db:
        for _ in range(250):
            act(db, "thing.changed")
    assert read("two") == "two"


def test_a_writing_session_keeps_what_it_makes_for_itself(own_database: Path) -> None:
    def own(value: str) -> str:
        return derived(db, KEY, lambda: value, touched_by=("thing.",))

    read("one", "thing.")
    with writing() as db:
        assert own("two") == "one"
        act(db, "thing.changed")
        assert own("three") == "three"
        act(db, "other.changed")
        assert own("four") == "three"
        act(db, "thing.changed")
        assert own("five") == "five"
        db.rollback()
    assert read("six", "thing.") == "one"


def test_an_act_that_writes_other_tables_reads_nothing_again(own_database: Path) -> None:
    def own(value: str) -> str:
        return derived(db, KEY, lambda: value, touched_by=("thing.",), made_of=(State,))

    with writing() as db:
        act(db, "thing.changed")
        assert own("one") == "one"
        db.add(User(email="a.person@example.org", name="A Person", role="member", created_at=NOW))
        db.flush()
        assert own("two") == "one"
        db.get_one(State, "AGO").capital = "A test"
        db.flush()
        assert own("three") == "three"
        assert own("four") == "four", "the act has not been recorded yet"
        act(db, "thing.changed")
        db.execute(text("UPDATE users SET name = 'Another'"))  # writes a table that it does not say
        assert own("five") == "five"
        assert own("six") == "six"
        db.rollback()


def test_what_was_made_of_an_act_goes_when_the_act_is_taken_back(own_database: Path) -> None:
    read("one")
    with writing() as db:
        act(db, "thing.changed")
        assert derived(db, KEY, lambda: "two") == "two"
        with db.begin_nested() as part:
            act(db, "thing.changed")
            assert derived(db, KEY, lambda: "three") == "three"
            part.rollback()
        assert derived(db, KEY, lambda: "four") == "four"
        act(db, "thing.changed")
        assert derived(db, KEY, lambda: "five") == "five"


def test_an_older_reader_is_given_what_was_true_for_it(own_database: Path) -> None:
    with reading() as older:
        assert derived(older, ("before",), lambda: "old") == "old"
        with writing() as db:
            act(db, "thing.changed")
        assert read("new") == "new"
        assert derived(older, KEY, lambda: "old") == "old"
    assert read("newer") == "new"
