"""Drafting a version, and drafting it anew."""

import pytest
from pydantic import ValidationError
from sqlmodel import delete, func, select

from app.audit.models import Entry
from app.kit.errors import Conflict, Forbidden, Refused
from app.messages.forms import DraftMessage
from app.messages.models import Argument, Message, MessageVersion
from app.messages.queries import current_message, get_message, revisions_of, versions_of
from app.messages.status import State
from tests.messages.cast import TEXTS, adopted, draft, redraft, retire, review


def verbs(db):
    return [one.verb for one in db.exec(select(Entry).order_by(Entry.id)) if "message" in one.verb]


def count(db, model=MessageVersion):
    return db.exec(select(func.count(model.id))).one()


def test_a_draft_is_the_next_number_of_its_message(db, world):
    old = current_message(db, "ratify")
    made = draft(db, world.member, message=old.message_id)
    assert (made.number, made.language, made.state) == (old.number + 1, "en", State.DRAFT)
    assert made.authors == {world.member.id}
    assert [one.barrier for one in made.arguments] == ["capacity", ""]
    assert made.audiences == {"for_parliament": "A point for parliament."}
    assert current_message(db, "ratify").id == old.id
    assert verbs(db) == ["message.drafted"]


def test_a_new_message_can_be_drafted_for_an_ask(db, world):
    made = draft(db, world.coordinator, ask="vote_yes", language="fr")
    assert (made.ask, made.number, made.source_language) == ("vote_yes", 1, "fr")


def test_a_message_that_was_removed_stands_in_the_way_of_no_new_one(db, world):
    first, second = (draft(db, world.member, ask="ratify", title=title) for title in ("A", "B"))
    db.execute(delete(Argument).where(Argument.message_version_id == first.id))
    db.delete(db.get(MessageVersion, first.id))
    db.flush()
    db.delete(db.get(Message, first.message_id))
    db.flush()
    third = draft(db, world.member, ask="ratify", title="C")
    assert third.message_id not in (first.message_id, second.message_id)


def test_pressing_save_twice_drafts_once(db, world):
    one = draft(db, world.member, ask="ratify")
    assert draft(db, world.member, ask="ratify").id == one.id
    message = current_message(db, "accede").message_id
    two = draft(db, world.member, message=message)
    assert draft(db, world.member, message=message).id == two.id
    assert draft(db, world.stranger, message=message).id != two.id
    assert count(db, Message) == len(set(db.exec(select(MessageVersion.message_id))))


def test_a_translation_belongs_to_its_number(db, world):
    source = adopted(db, world, ask="vote_yes")
    made = draft(db, world.member, translates=source.id, language="es", title="Un mensaje")
    assert (made.message_id, made.number, made.source_language) == (
        source.message_id, source.number, "en",
    )  # fmt: skip
    assert not made.is_source
    again = draft(db, world.member, translates=made.id, language="fr", title="Un message")
    assert (again.number, again.source_language) == (source.number, "en")


def test_a_translation_is_corrected_by_another_one_of_the_same_number(db, world):
    source = current_message(db, "ratify", "en")
    supplied = current_message(db, "ratify", "fr")
    assert supplied.language == "fr"
    made = draft(db, world.member, translates=source.id, language="fr", title="Un message")
    assert (made.number, made.edition) == (supplied.number, supplied.edition + 1)
    with pytest.raises(Refused, match="drafted already"):
        draft(db, world.stranger, translates=source.id, language="fr", title="Un autre")


@pytest.mark.parametrize(
    ("told", "field", "said"),
    [
        ({}, "ask", "what the message asks for"),
        ({"message": 99999}, "message", "answers offered"),
        ({"translates": 99999}, "translates", "answers offered"),
        ({"ask": "ratify", "barrier": ["pride"]}, "barrier", "answers offered"),
        ({"ask": "ratify", "answer": ["An answer", ""]}, "may_raise", "both"),
        ({"ask": "ratify", "may_raise": ["", "Something"]}, "may_raise", "both"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(db, world, told, field, said):
    before = count(db), count(db, Message)
    with pytest.raises(Refused, match=said) as refusal, db.begin_nested():
        draft(db, world.member, **told)
    assert refusal.value.field == field
    assert (count(db), count(db, Message)) == before
    assert verbs(db) == []


def test_a_version_is_not_translated_into_its_own_language_nor_once_it_is_retired(db, world):
    source = current_message(db, "ratify", "en")
    with pytest.raises(Refused, match="in this language itself"):
        draft(db, world.member, translates=source.id)
    retire(db, world.coordinator, source)
    with pytest.raises(Refused, match="retired"):
        draft(db, world.member, translates=source.id, language="es")


@pytest.mark.parametrize("told", [{"language": "xx"}, {"points": " \n "}, {"title": "x" * 121}])
def test_a_form_says_what_is_wrong(told):
    with pytest.raises(ValidationError):
        DraftMessage.model_validate({"language": "en", "ask": "ratify"} | TEXTS | told)


@pytest.mark.parametrize("name", ["envoy", "observer", "administrator"])
def test_members_and_coordinators_alone_draft(db, world, name):
    with pytest.raises(Forbidden, match="draft messages"):
        draft(db, getattr(world, name), ask="ratify")


def test_a_draft_that_is_changed_keeps_its_earlier_text_and_is_reviewed_anew(db, world):
    one = review(db, world.stranger, draft(db, world.member, ask="ratify"))
    assert one.state is State.REVIEWED
    again = redraft(db, world.campaigner, one, title="Another title", may_raise=[], answer=[])
    assert (again.title, again.revision, again.state) == ("Another title", 2, State.DRAFT)
    assert again.arguments == ()
    assert again.authors == {world.member.id, world.campaigner.id}
    (kept,) = revisions_of(db, one.id)
    assert (kept.content["title"], kept.replaced_by) == ("A test message", world.campaigner.id)
    assert len(kept.content["arguments"]) == 2
    assert verbs(db) == ["message.drafted", "message.reviewed", "message.redrafted"]


def test_the_same_words_once_more_change_nothing(db, world):
    one = draft(db, world.member, ask="ratify")
    assert redraft(db, world.stranger, one).revision == 1
    assert verbs(db) == ["message.drafted"]


def test_two_people_who_save_at_once_are_told(db, world):
    one = draft(db, world.member, ask="ratify")
    redraft(db, world.stranger, one, title="Theirs")
    with pytest.raises(Conflict) as conflict:
        redraft(db, world.member, one, title="Mine")
    assert conflict.value.theirs["title"] == "Theirs"
    assert get_message(db, one.id).title == "Theirs"


def test_what_was_adopted_or_supplied_is_not_changed(db, world):
    one = adopted(db, world, ask="ratify")
    for fixed in (one, current_message(db, "accede")):
        with pytest.raises(Refused, match="its text stays"):
            redraft(db, world.member, fixed, title="Another title")
    assert versions_of(db, one.message_id)[0].title == "A test message"
