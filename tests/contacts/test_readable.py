"""The policy as a filter in SQL says what the policy says, whoever asks and whatever is logged."""

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from app.accounts.policy import Reader, Role, Visibility, may_read
from app.contacts.filters import Filters
from app.contacts.forms import AmendContact
from app.contacts.listing import contact_list
from app.contacts.models import Contact
from app.contacts.queries import readable_contacts
from app.contacts.records import door_records
from app.contacts.service import amend_contact, log_contact
from app.contacts.text import highlighted, search_text, tokens
from app.doors.door import Door
from tests.contacts.builders import LEAST, wish
from tests.world import NOW, TODAY

AUTHORS = ("coordinator", "member", "colleague", "stranger", "campaigner", "envoy")
SENDERS = ("AUT", "ZMB", "CMC", "ENVOY", "COORDINATORS", "ICRC")
NUMBERS = count()
entries = st.tuples(
    st.sampled_from(AUTHORS),
    st.sampled_from(list(Visibility)),
    st.lists(st.sampled_from(SENDERS), min_size=1, max_size=3, unique=True),
)
readers = st.builds(
    Reader,
    id=st.none() | st.integers(1, 50),
    role=st.sampled_from(list(Role)),
    messenger=st.none() | st.sampled_from(SENDERS),
    ngo=st.booleans(),
)
within_a_test = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def log(db: Any, world: Any, entry: tuple[str, Visibility, list[str]]) -> Contact:
    author, level, senders = entry
    text = wish(visibility=level, messengers=senders, note=f"Entry {next(NUMBERS)}")
    return log_contact(db, text, by=getattr(world, author), now=NOW, today=TODAY)


@within_a_test
@given(written=st.lists(entries, min_size=1, max_size=6), reader=readers)
def test_the_filter_and_the_policy_agree_on_every_entry_and_reader(db, world, written, reader):
    everybody = [reader, *(one.reader for one in world.everybody)]
    with db.begin_nested() as turn:
        logged = [(log(db, world, entry), entry) for entry in written]
        for one in everybody:
            found = set(db.exec(select(Contact.id).where(readable_contacts(one))))
            assert found == {
                contact.id
                for contact, (_, level, senders) in logged
                if may_read(one, level, contact.author_id, senders)
            }
        turn.rollback()


@within_a_test
@given(written=st.lists(entries, min_size=1, max_size=6), reader=readers)
def test_lists_searches_counts_and_doors_show_only_what_may_be_read(db, world, written, reader):
    with db.begin_nested() as turn:
        logged = [(log(db, world, entry), entry) for entry in written]
        open_to = {
            contact.id
            for contact, (_, level, senders) in logged
            if may_read(reader, level, contact.author_id, senders)
        }
        for filters in (Filters(), Filters(q="entry"), Filters(sort="state"), Filters(state="AGO")):
            listed = contact_list(db, reader, filters, TODAY)
            assert {line.id for line in listed.lines} == open_to
            assert listed.count == len(open_to)
        record = door_records(db, reader, TODAY).get(Door("AGO", "ratify"))
        assert (
            {knock.contact_id for knock in record.recent if record} == open_to
            if record
            else (not open_to)
        )
        turn.rollback()


@given(text=st.text(max_size=80))
def test_whatever_was_written_is_found_by_any_of_its_words(text):
    kept = search_text([text]).split()
    assert all(any(word.startswith(one) for word in kept) for one in tokens(text))


@given(text=st.text(max_size=80), query=st.text(max_size=20))
def test_marking_hits_never_changes_a_text(text, query):
    runs = highlighted(text, tokens(query), around=1000)
    assert "".join(piece for piece, _ in runs) == text


@pytest.mark.parametrize("typed", ["\x00", '"', 'a"b OR c', "NEAR(", "* : ^", "日本", "AND"])
def test_no_search_is_an_error(db, world, typed):
    assert contact_list(db, world.member.reader, Filters(q=typed), TODAY).count == 0


def test_a_text_in_another_script_is_found_in_its_own_letters(db, world):
    text = wish(note="Встреча в Женеве, 日内瓦")
    contact = log_contact(db, text, by=world.member, now=NOW, today=TODAY)
    for typed in ("Женев", "zhenev", "日内瓦"):
        lines = contact_list(db, world.member.reader, Filters(q=typed), TODAY).lines
        assert [line.id for line in lines] == [contact.id]


def test_a_search_finds_the_amended_text_and_no_longer_the_old(db, world):
    contact = log_contact(db, wish(note="Firstword"), by=world.member, now=NOW, today=TODAY)
    better = AmendContact.model_validate(LEAST | {"version": 1, "note": "Secondword"})
    amend_contact(db, better, number=contact.id, by=world.member, now=NOW, today=TODAY)
    reader = world.member.reader
    assert contact_list(db, reader, Filters(q="secondw"), TODAY).count == 1
    assert contact_list(db, reader, Filters(q="firstw"), TODAY).count == 0
