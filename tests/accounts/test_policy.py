"""The policy as the domain's table has it, and the query filter that must agree with it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from app.accounts.policy import (
    THE_GROUP,
    Act,
    Reader,
    Role,
    Visibility,
    may,
    may_change,
    may_read,
    require,
    totals_for,
    warns_by_default,
)
from app.contacts.models import Contact, ContactMessenger
from app.contacts.queries import readable_contacts
from app.kit.errors import Forbidden
from app.kit.origin import Origin
from tests.world import NOW, TODAY

DELEGATE = Reader(1, Role.MEMBER, "AUT")
STRANGER = Reader(2, Role.MEMBER, "ZMB")
CAMPAIGNER = Reader(3, Role.MEMBER, "CMC", ngo=True)
UNAFFILIATED = Reader(4, Role.MEMBER)
ENVOY = Reader(5, Role.ENVOY, "ENVOY")
COORDINATOR = Reader(6, Role.COORDINATOR, "COORDINATORS")
OBSERVER = Reader(7, Role.OBSERVER)
ADMINISTRATOR = Reader(8, Role.ADMINISTRATOR)
NOBODY = 99


@pytest.mark.parametrize(
    ("level", "readers"),
    [
        ("group", {DELEGATE, STRANGER, CAMPAIGNER, UNAFFILIATED, ENVOY, COORDINATOR, THE_GROUP}),
        ("delegations", {DELEGATE, STRANGER, ENVOY, COORDINATOR}),
        ("messenger", {DELEGATE, ENVOY, COORDINATOR}),
        ("coordinators", {COORDINATOR}),
    ],
)
def test_who_reads_what_when_austria_took_part(level, readers):
    everybody = {
        DELEGATE, STRANGER, CAMPAIGNER, UNAFFILIATED, ENVOY, COORDINATOR, OBSERVER,
        ADMINISTRATOR, THE_GROUP,
    }  # fmt: skip
    reads = {one for one in everybody if may_read(one, Visibility(level), NOBODY, {"AUT"})}
    assert reads == readers


@pytest.mark.parametrize("level", list(Visibility))
def test_an_author_always_reads_their_own_entry(level):
    assert all(may_read(one, level, one.id, set()) for one in (STRANGER, CAMPAIGNER, ENVOY))


@pytest.mark.parametrize("level", list(Visibility))
def test_observers_and_administrators_read_none_not_even_as_authors(level):
    assert not any(may_read(one, level, one.id, {"AUT"}) for one in (OBSERVER, ADMINISTRATOR))


def test_an_ngo_that_took_part_does_not_read_a_messengers_entry():
    assert not may_read(CAMPAIGNER, Visibility.MESSENGER, NOBODY, {"CMC", "AUT"})


def test_totals_for_observers_are_those_of_the_group():
    assert totals_for(OBSERVER) == THE_GROUP
    assert totals_for(ADMINISTRATOR) is None
    assert totals_for(DELEGATE) == DELEGATE


def test_only_a_messengers_entry_warns_others_by_default():
    assert [level for level in Visibility if warns_by_default(level)] == [Visibility.MESSENGER]


def test_what_a_role_may_not_do_is_refused_by_name():
    require(COORDINATOR, Act.COORDINATE)
    with pytest.raises(Forbidden, match="member"):
        require(DELEGATE, Act.COORDINATE)
    assert not may(OBSERVER, Act.LOG)
    assert may(ADMINISTRATOR, Act.ADMINISTER)


readers = st.builds(
    Reader,
    id=st.sampled_from([None, 1, 2, 3]),
    role=st.sampled_from(list(Role)),
    messenger=st.sampled_from([None, "AUT", "ZMB", "CMC"]),
    ngo=st.booleans(),
)
entries = st.lists(
    st.tuples(
        st.sampled_from(list(Visibility)),
        st.integers(0, 2),
        st.sets(st.sampled_from(["AUT", "ZMB", "CMC"]), min_size=1),
    ),
    min_size=1,
    max_size=6,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(reader=readers, written=entries)
def test_the_query_filter_is_the_policy(db, world, reader, written):
    authors = [world.member.id, world.stranger.id, world.campaigner.id]
    if reader.id is not None:
        reader = Reader(authors[reader.id - 1], reader.role, reader.messenger, reader.ngo)
    point = db.begin_nested()
    expected = set()
    for position, (level, author, messengers) in enumerate(written):
        contact = Contact(
            state_iso3="AGO", held_on=TODAY, channel="letter", note="-", visibility=level,
            author_id=authors[author], logged_at=NOW, submission=f"policy-{position}",
        )  # fmt: skip
        db.add(contact)
        db.flush()
        db.add_all(ContactMessenger(contact_id=contact.id, messenger=code) for code in messengers)
        if may_read(reader, level, authors[author], messengers):
            expected.add(contact.id)
    db.flush()
    found = set(db.exec(select(Contact.id).where(readable_contacts(reader))))
    point.rollback()
    assert found == expected


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("origin", Origin)
def test_a_demonstration_account_changes_what_is_of_the_demonstration_alone(role, origin):
    demonstrator = Reader(9, role, origin=Origin.DEMONSTRATION)
    assert may_change(demonstrator, origin) is (origin is Origin.DEMONSTRATION)
    assert may_change(Reader(10, role), origin)


def test_what_dates_suggest_is_for_coordinators_and_the_envoy_alone():
    assert {role for role in Role if may(Reader(1, role), Act.READ_FORECASTS)} == {
        Role.COORDINATOR,
        Role.ENVOY,
    }
    assert not may(THE_GROUP, Act.READ_FORECASTS)
