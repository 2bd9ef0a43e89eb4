"""Review by a second person, adoption and retirement."""

import pytest
from sqlmodel import select

from app.audit.models import Entry
from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.messages.forms import PassMessage
from app.messages.queries import current_message, get_message, versions_for
from app.messages.service import adopt_message, review_message
from app.messages.status import State, Step
from tests.messages.cast import adopt, adopted, draft, redraft, retire, review
from tests.world import NOW


def verbs(db):
    return [one.verb for one in db.exec(select(Entry).order_by(Entry.id)) if "message" in one.verb]


def test_a_version_is_reviewed_then_adopted_then_carried(db, world):
    old = current_message(db, "ratify")
    one = review(db, world.stranger, draft(db, world.member, message=old.message_id))
    assert one.step(Step.REVIEWED).author_id == world.stranger.id
    one = adopt(db, world.coordinator, one)
    assert one.state is State.ADOPTED
    assert current_message(db, "ratify").id == one.id
    assert versions_for(db, "ratify")[old.id] is False
    assert verbs(db) == ["message.drafted", "message.reviewed", "message.adopted"]


def test_nobody_reviews_what_they_wrote_or_part_of_it(db, world):
    one = draft(db, world.member, ask="ratify")
    with pytest.raises(Refused, match="second person"):
        review(db, world.member, one)
    one = redraft(db, world.stranger, one, title="Changed")
    for author in (world.member, world.stranger):
        with pytest.raises(Refused, match="second person"):
            review(db, author, one)
    assert review(db, world.campaigner, one).state is State.REVIEWED


def test_once_is_enough(db, world):
    one = review(db, world.stranger, draft(db, world.member, ask="ratify"))
    review(db, world.campaigner, one)
    one = adopt(db, world.coordinator, one)
    adopt(db, world.coordinator, one)
    assert verbs(db) == ["message.drafted", "message.reviewed", "message.adopted"]


def test_a_text_that_changed_meanwhile_is_read_again_first(db, world):
    read = draft(db, world.member, ask="ratify")
    redraft(db, world.member, read, title="Changed")
    for act, by in ((review_message, world.stranger), (adopt_message, world.coordinator)):
        with pytest.raises(Refused, match="read it again"):
            act(db, PassMessage(revision=1), number=read.id, by=by, now=NOW)


def test_a_draft_is_not_adopted_before_its_review_and_not_by_a_member(db, world):
    one = draft(db, world.member, ask="ratify")
    with pytest.raises(Refused, match="second person"):
        adopt(db, world.coordinator, one)
    one = review(db, world.stranger, one)
    for name in ("member", "campaigner", "envoy", "observer"):
        with pytest.raises(Forbidden):
            adopt(db, getattr(world, name), one)
    assert get_message(db, one.id).state is State.REVIEWED


def test_a_translation_is_adopted_after_what_it_translates(db, world):
    source = draft(db, world.member, ask="vote_yes")
    other = draft(db, world.member, translates=source.id, language="fr", title="Un message")
    other = review(db, world.stranger, other)
    with pytest.raises(Refused, match="Adopt version 1 itself first"):
        adopt(db, world.coordinator, other)
    adopt(db, world.coordinator, review(db, world.stranger, source))
    assert adopt(db, world.coordinator, other).state is State.ADOPTED
    assert current_message(db, "vote_yes", "fr").id == other.id


def test_a_reader_is_given_their_language_while_it_is_current(db, world):
    french = current_message(db, "accede", "fr")
    assert french.language == "fr"
    assert current_message(db, "accede", "ar").language == "en"
    newer = adopted(db, world, message=french.message_id)
    assert current_message(db, "accede", "fr").id == newer.id


def test_what_is_retired_is_carried_no_more_and_stays_readable(db, world):
    old = current_message(db, "ratify")
    one = adopted(db, world, message=old.message_id)
    gone = retire(db, world.coordinator, one, "A better one is coming")
    assert gone.state is State.RETIRED
    assert gone.step(Step.RETIRED).reason == "A better one is coming"
    assert current_message(db, "ratify").id == old.id
    for act in (review, redraft):
        with pytest.raises(Refused):
            act(db, world.stranger, gone)
    with pytest.raises(Refused, match="retired"):
        adopt(db, world.coordinator, gone)
    with pytest.raises(Refused, match="retired already"):
        retire(db, world.coordinator, gone)


def test_only_coordinators_retire(db, world):
    for name in ("member", "envoy", "campaigner", "observer"):
        with pytest.raises(Forbidden):
            retire(db, getattr(world, name), current_message(db, "ratify"))


def test_an_unknown_version_is_missing(db, world):
    with pytest.raises(Missing):
        get_message(db, 10**6)
    with pytest.raises(Missing):
        review_message(db, PassMessage(revision=1), number=10**6, by=world.member, now=NOW)


def test_a_demonstration_account_leaves_what_is_real(db, world):
    one = draft(db, world.member, ask="ratify")
    for person in (world.stranger, world.coordinator):
        person.origin = Origin.DEMONSTRATION
    for act, by in ((review, world.stranger), (retire, world.coordinator)):
        with pytest.raises(Forbidden, match="demonstration account"):
            act(db, by, one)
    own = draft(db, world.stranger, message=current_message(db, "accede").message_id)
    assert own.origin == Origin.DEMONSTRATION
    translation = draft(db, world.campaigner, translates=own.id, language="fr", title="Un essai")
    assert translation.origin == Origin.DEMONSTRATION
