from datetime import date

import pytest
from pydantic import ValidationError
from sqlmodel import func, select

from app.audit.models import Entry
from app.contacts.models import Contact
from app.contacts.queries import contact_detail
from app.contacts.service import log_contact
from app.kit.errors import Forbidden, Refused
from app.kit.origin import Origin
from tests.contacts.builders import wish
from tests.world import NOW, TODAY


def log(db, by, **more):
    return log_contact(db, wish(**more), by=by, now=NOW, today=TODAY)


def count(db) -> int:
    return db.exec(select(func.count()).select_from(Contact)).one()


def test_the_least_is_state_date_channel_and_note(db, world):
    contact = log(db, world.member)
    detail = contact_detail(db, world.member.reader, contact.id)
    assert (contact.state_iso3, contact.held_on) == ("AGO", date(2026, 11, 20))
    assert detail.asks == ("ratify",)
    assert detail.messengers == ("AUT",)
    assert contact.visibility == "group"


@pytest.mark.parametrize(
    ("name", "messenger"),
    [("envoy", "ENVOY"), ("coordinator", "COORDINATORS"), ("campaigner", "CMC")],
)
def test_who_knocked_follows_from_who_is_signed_in(db, world, name, messenger):
    user = getattr(world, name)
    detail = contact_detail(db, user.reader, log(db, user).id)
    assert detail.messengers == (messenger,)


def test_everything_that_was_said_is_kept(db, world):
    contact = log(
        db,
        world.member,
        messengers=["AUT", "ZMB", ""],
        level="ambassador",
        response="interested",
        counterpart_office=["Ministry", ""],
        counterpart_name=["Somebody", ""],
        commitment_side=["theirs", "ours"],
        commitment_text=["To answer", ""],
        commitment_due=["2026-12-31", ""],
        next_step="Ask again",
        place="Geneva",
    )
    detail = contact_detail(db, world.member.reader, contact.id)
    assert detail.messengers == ("AUT", "ZMB")
    assert [(one.office, one.name) for one in detail.counterparts] == [("Ministry", "Somebody")]
    assert [(one.side, one.text, one.due_on) for one, _ in detail.commitments] == [
        ("theirs", "To answer", date(2026, 12, 31))
    ]
    assert contact.next_step_owner == world.member.id


@pytest.mark.parametrize(
    ("precision", "held_on", "kept"),
    [
        ("day", "2026-11-20", date(2026, 11, 20)),
        ("week", "2026-11-20", date(2026, 11, 16)),
        ("month", "2026-11-20", date(2026, 11, 1)),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(db, world, precision, held_on, kept):
    assert log(db, world.member, precision=precision, held_on=held_on).held_on == kept


def test_the_same_submission_logs_once(db, world):
    first = log(db, world.member, submission="one")
    assert log(db, world.member, submission="one").id == first.id
    assert count(db) == 1


def test_without_a_submission_key_the_same_words_log_once(db, world):
    assert log(db, world.member).id == log(db, world.member).id
    log(db, world.member, note="Another note")
    assert count(db) == 2


def test_two_people_with_the_same_words_log_twice(db, world):
    log(db, world.member, submission="one")
    log(db, world.envoy, submission="one")
    assert count(db) == 2


def test_a_state_party_can_be_met_without_a_door(db, world):
    contact = log(db, world.member, state="Norway")
    assert contact_detail(db, world.member.reader, contact.id).asks == ()


def test_no_door_is_an_answer_too(db, world):
    contact = log(db, world.member, asks=["none"])
    assert contact_detail(db, world.member.reader, contact.id).asks == ()


@pytest.mark.parametrize("typed", ["Swaziland", "eswatini", "SWZ", "sz"])
def test_a_state_is_found_by_old_names_other_languages_and_codes(db, world, typed):
    assert log(db, world.member, state=typed, note=typed).state_iso3 == "SWZ"


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"held_on": "2026-11-25"}, "held_on", "future"),
        ({"held_on": "1999-01-01"}, "held_on", "year"),
        ({"state": "Korea"}, "state", "Which one"),
        ({"state": "Atlantis"}, "state", "Which one"),
        ({"messengers": ["NOBODY"]}, "messengers", "no messenger"),
        ({"messengers": ["AGO"]}, "messengers", "no messenger"),
        ({"asks": ["accede"]}, "asks", "no door of Angola"),
        ({"next_step_due": "2026-11-19"}, "next_step_due", "before the contact"),
        (
            {"commitment_text": ["x"], "commitment_due": ["2062-01-01"]},
            "commitment_due",
            "ten years",
        ),
        ({"meeting_id": 99999}, "meeting_id", "answers offered"),
        ({"message_version_id": 99999}, "message_version_id", "answers offered"),
        ({"next_step": "x", "next_step_owner": 99999}, "next_step_owner", "somebody"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(db, world, more, field, words):
    with pytest.raises(Refused, match=words) as refusal, db.begin_nested():
        log(db, world.member, **more)
    assert refusal.value.field == field
    assert count(db) == 0
    assert not db.exec(select(Entry).where(Entry.verb == "contact.logged")).all()


@pytest.mark.parametrize("name", ["observer", "administrator"])
def test_observers_and_administrators_do_not_log(db, world, name):
    with pytest.raises(Forbidden):
        log(db, getattr(world, name))


def test_the_audit_holds_the_act_and_none_of_its_words(db, world):
    contact = log(db, world.member, note="Something confidential")
    entry = db.exec(select(Entry).where(Entry.verb == "contact.logged")).one()
    assert (entry.actor_id, entry.subject, entry.detail) == (
        world.member.id,
        f"contact:{contact.id}",
        "",
    )


def test_what_a_demonstration_account_logs_is_a_demonstration_entry(db, world):
    world.member.origin = Origin.DEMONSTRATION
    assert log(db, world.member).origin is Origin.DEMONSTRATION


def test_who_goes_back_to_a_logged_form_and_changes_it_is_told_and_loses_nothing(db, world):
    log(db, world.member, submission="one")
    with pytest.raises(Refused, match="another text") as refusal:
        log(db, world.member, submission="one", note="Changed since")
    assert refusal.value.field == "submission"


def test_a_door_that_was_open_on_the_day_of_the_contact_can_be_named(db, world):
    contact = log(db, world.member, state="RWA", held_on="2010-01-10", asks=["ratify"])
    assert contact_detail(db, world.member.reader, contact.id).asks == ("ratify",)


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ("note", 20_000),
        ("place", 200),
        ("next_step", 1000),
        ("commitment_text", 1000),
        ("counterpart_office", 200),
        ("counterpart_name", 120),
    ],
)
def test_a_text_that_is_too_long_is_refused_and_never_cut(field, most):
    text = "x" * (most + 1)
    given = [text] if field.startswith(("commitment", "counterpart")) else text
    with pytest.raises(ValidationError) as refusal:
        wish(**{field: given})
    (error,) = refusal.value.errors()
    assert error["loc"] == (field,)


@pytest.mark.parametrize("field", ["meeting_id", "message_version_id", "next_step_owner"])
def test_a_number_that_no_row_can_have_is_refused(field):
    with pytest.raises(ValidationError):
        wish(**{field: str(2**70)})
