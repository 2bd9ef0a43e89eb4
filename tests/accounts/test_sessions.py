from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlmodel import select

from app.accounts.forms import AddUser
from app.accounts.models import SignIn, SignInLink
from app.accounts.passwords import hash_password, is_password, renewed_hash
from app.accounts.queries import open_link, sessions_of, signed_in
from app.accounts.service import (
    add_user,
    barred_until,
    disable_user,
    end_other_sessions,
    end_session,
    make_link,
    note_failure,
    renew_password,
    start_session,
    use_link,
)
from app.audit.models import Entry
from app.kit.errors import Missing, Refused
from tests.world import NOW

SOMEBODY = AddUser(email="New@Example.org", name="New", role="member", messenger="AUT")


def test_an_account_is_added_with_its_address_in_lower_case_and_audited(db):
    user = add_user(db, SOMEBODY, by=None, now=NOW)
    assert user.email == "new@example.org"
    assert db.exec(select(Entry).where(Entry.subject == f"user:{user.id}")).one().verb == (
        "user.added"
    )


def test_an_address_has_one_account(db):
    add_user(db, SOMEBODY, by=None, now=NOW)
    with pytest.raises(Refused, match="already an account"):
        add_user(db, SOMEBODY, by=None, now=NOW)


def test_a_session_is_recognised_by_its_token_and_by_no_other(db, world):
    token = start_session(db, world.member, "a browser", NOW)
    assert signed_in(db, token, NOW).user.id == world.member.id
    assert signed_in(db, token + "x", NOW) is None


def test_neither_tokens_nor_passwords_are_kept(db, world):
    token = start_session(db, world.member, "a browser", NOW)
    link = make_link(db, world.member, by=None, now=NOW)
    kept = [one.token_hash for one in db.exec(select(SignIn))]
    kept += [one.token_hash for one in db.exec(select(SignInLink))]
    assert token not in kept
    assert link not in kept


@pytest.mark.parametrize(("days", "there"), [(13, True), (15, False)])
def test_an_idle_session_ends_after_fourteen_days(db, world, days, there):
    token = start_session(db, world.member, "", NOW)
    assert bool(signed_in(db, token, NOW + timedelta(days=days))) is there


def test_a_revoked_session_is_over_at_once(db, world):
    token = start_session(db, world.member, "", NOW)
    end_session(db, world.member, signed_in(db, token, NOW).sign_in_id, now=NOW)
    assert signed_in(db, token, NOW) is None


def test_nobody_ends_somebody_elses_session(db, world):
    token = start_session(db, world.member, "", NOW)
    with pytest.raises(Missing):
        end_session(db, world.colleague, signed_in(db, token, NOW).sign_in_id, now=NOW)
    assert signed_in(db, token, NOW)


def test_all_other_sessions_can_be_ended_together(db, world):
    tokens = [start_session(db, world.member, "", NOW) for _ in range(3)]
    this = signed_in(db, tokens[0], NOW).sign_in_id
    end_other_sessions(db, world.member, this, now=NOW)
    assert [one.id for one in sessions_of(db, world.member, NOW)] == [this]


def test_a_disabled_account_is_signed_out_and_its_links_are_over(db, world):
    token = start_session(db, world.member, "", NOW)
    link = make_link(db, world.member, by=None, now=NOW)
    disable_user(db, world.member, by=None, now=NOW)
    assert signed_in(db, token, NOW) is None
    assert open_link(db, link, NOW) is None
    with pytest.raises(Refused, match="disabled"):
        make_link(db, world.member, by=None, now=NOW)


def test_a_link_works_once(db, world):
    link = make_link(db, world.member, by=None, now=NOW)
    session = use_link(db, link, device="", now=NOW)
    assert signed_in(db, session, NOW).user.id == world.member.id
    with pytest.raises(Missing, match="used already"):
        use_link(db, link, device="", now=NOW)


def test_a_link_lasts_twenty_four_hours(db, world):
    link = make_link(db, world.member, by=None, now=NOW)
    assert open_link(db, link, NOW + timedelta(hours=23, minutes=59))
    assert open_link(db, link, NOW + timedelta(hours=24)) is None


def test_a_password_is_argon2_and_found_again():
    hashed = hash_password("a long enough one")
    assert hashed.startswith("$argon2id$")
    assert is_password(hashed, "a long enough one")
    assert not is_password(hashed, "another long one")
    assert not is_password(None, "a long enough one")


@pytest.mark.parametrize("password", ["short", "x" * 201])
def test_a_password_too_short_or_too_long_is_refused(password):
    with pytest.raises(Refused, match="12 to 200"):
        hash_password(password)


def test_five_failures_for_one_address_are_enough_until_the_first_is_a_quarter_of_an_hour_old(db):
    for minute in range(5):
        at = NOW + timedelta(minutes=minute)
        assert barred_until(db, "a@example.org", "10.0.0.1", now=at) is None
        note_failure(db, "a@example.org", "10.0.0.1", now=at)
    late, over = NOW + timedelta(minutes=4), NOW + timedelta(minutes=15)
    assert barred_until(db, "A@example.org ", "10.0.0.2", now=late) == over
    assert barred_until(db, "b@example.org", "10.0.0.2", now=late) is None
    assert barred_until(db, "a@example.org", "10.0.0.1", now=over) is None


def test_of_more_failures_than_enough_the_newest_five_count(db):
    for minute in (0, 1, 2, 3, 4, 5, 6):  # sent at once, some are noted beyond the limit
        note_failure(db, "a@example.org", "10.0.0.1", now=NOW + timedelta(minutes=minute))
    at = NOW + timedelta(minutes=6)
    assert barred_until(db, "a@example.org", "", now=at) == NOW + timedelta(minutes=17)


def test_a_hash_with_todays_parameters_is_not_renewed_and_an_older_one_is():
    older = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(
        "a long enough one"
    )
    renewed = renewed_hash(older, "a long enough one")
    assert is_password(renewed, "a long enough one")
    assert renewed_hash(renewed, "a long enough one") is None
    assert renewed_hash(None, "a long enough one") is None


def test_a_hash_is_not_renewed_over_another_password(db, world):
    world.member.password_hash = "the newer one"
    db.flush()
    renew_password(db, world.member, "the one that was looked at", "renewed", now=NOW)
    db.refresh(world.member)
    assert world.member.password_hash == "the newer one"
    assert not db.exec(select(Entry).where(Entry.verb == "password.renewed")).all()
