from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlmodel import select

from app.accounts.passwords import hash_password
from app.accounts.service import make_link, note_failure, set_password
from app.audit.models import Entry
from app.routes import sign_in
from tests.world import NOW

PASSWORD = "correct horse battery"
FORM = {"email": "mia.member@example.org", "password": PASSWORD}


@pytest.fixture
def member(db, world):
    set_password(db, world.member, hash_password(PASSWORD), by=None, now=NOW)
    return world.member


def test_a_password_signs_in_and_leads_to_what_was_wanted(client_for, member):
    client = client_for(None)
    asked = client.get("/states/AGO")
    assert asked.headers["location"] == "/sign-in?next=%2Fstates%2FAGO"
    reply = client.post("/sign-in", data=FORM | {"next": "/states/AGO"})
    assert (reply.status_code, reply.headers["location"]) == (303, "/states/AGO")
    assert client.get("/states/AGO").status_code == 200


def test_the_cookie_is_http_only_and_same_site_and_on_loopback_not_secure(client_for, member):
    cookie = client_for(None).post("/sign-in", data=FORM).headers["set-cookie"].lower()
    assert cookie.startswith("samedoor=")
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie


def test_elsewhere_the_cookie_is_secure_and_bound_to_the_host(client_for, member):
    client = client_for(None)
    client.base_url = "https://samedoor.example.org"
    cookie = client.post("/sign-in", data=FORM).headers["set-cookie"]
    assert cookie.startswith("__Host-samedoor=")
    assert "Secure" in cookie


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_sent_on_to_another_site(client_for, member, wanted):
    reply = client_for(None).post("/sign-in", data=FORM | {"next": wanted})
    assert reply.headers["location"] == "/"


@pytest.mark.parametrize(
    "form", [FORM | {"password": "wrong one, clearly"}, FORM | {"email": "nobody@example.org"}]
)
def test_a_wrong_address_and_a_wrong_password_read_the_same(client_for, member, form):
    reply = client_for(None).post("/sign-in", data=form)
    assert reply.status_code == 422
    assert "do not belong together" in reply.text
    assert form["password"] not in reply.text
    assert form["email"] in reply.text


def test_after_five_failures_even_the_right_password_waits(client_for, member):
    client = client_for(None)
    for _ in range(5):
        client.post("/sign-in", data=FORM | {"password": "wrong one, clearly"})
    reply = client.post("/sign-in", data=FORM)
    assert reply.status_code == 429
    assert "You may try again in 15 minutes, from 09:45 UTC." in reply.text
    assert reply.headers["retry-after"] == "900"
    assert FORM["email"] in reply.text


def test_the_time_to_wait_is_what_is_left_and_never_said_too_early(client_for, db, member):
    for minutes in (13, 12, 11, 10, 9):
        at = NOW - timedelta(minutes=minutes, seconds=-20)
        note_failure(db, FORM["email"], "10.0.0.1", now=at)
    reply = client_for(None).post("/sign-in", data=FORM)
    assert reply.status_code == 429
    assert "You may try again in 3 minutes, from 09:33 UTC." in reply.text
    assert reply.headers["retry-after"] == "140"


def test_signing_in_renews_a_hash_of_older_parameters_once(client_for, db, member):
    older = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    set_password(db, member, older, by=None, now=NOW)
    for _ in range(2):
        assert client_for(None).post("/sign-in", data=FORM).status_code == 303
    db.refresh(member)
    assert "m=65536" in member.password_hash
    assert len(db.exec(select(Entry).where(Entry.verb == "password.renewed")).all()) == 1


def test_a_wrong_password_renews_nothing(client_for, db, member):
    older = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    set_password(db, member, older, by=None, now=NOW)
    client_for(None).post("/sign-in", data=FORM | {"password": "wrong one, clearly"})
    db.refresh(member)
    assert member.password_hash == older


def test_looking_at_a_link_does_not_spend_it(client_for, db, world):
    link = make_link(db, world.envoy, by=None, now=NOW)
    client = client_for(None)
    for _ in range(2):
        assert "Sign in as Eva Envoy" in client.get(f"/sign-in/{link}").text
    assert client.post(f"/sign-in/{link}").status_code == 303
    assert client.get("/doors").status_code == 200
    again = client_for(None).post(f"/sign-in/{link}")
    assert again.status_code == 404
    assert "works once" in again.text


def test_signing_out_ends_the_session(client_for, world):
    client = client_for(world.member)
    assert client.post("/sign-out").status_code == 303
    assert client.get("/doors").status_code == 303


def test_ones_sessions_are_listed_and_can_be_ended(client_for, world):
    other, client = client_for(world.member), client_for(world.member)
    page = client.get("/sessions").text
    assert page.count("a test") == 2
    number = page.split('action="/sessions/')[2].split("/")[0]
    assert client.post(f"/sessions/{number}/revocation").status_code == 303
    assert other.get("/sessions").status_code == 303


def test_a_new_password_ends_other_sessions_and_works(client_for, world):
    other, client = client_for(world.envoy), client_for(world.envoy)
    assert client.post("/password", data={"password": "short"}).status_code == 422
    assert client.post("/password", data={"password": PASSWORD}).status_code == 303
    assert other.get("/doors").status_code == 303
    form = {"email": "eva.envoy@example.org", "password": PASSWORD}
    assert client_for(None).post("/sign-in", data=form).status_code == 303


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://127.0.0.1"}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1"}, 403),
    ],
)
def test_a_write_from_another_site_is_refused(client_for, world, headers, status):
    client = client_for(world.member)
    assert client.post("/sign-out", headers=headers).status_code == status


def test_the_administrator_adds_links_and_disables_accounts(client_for, db, world):
    client = client_for(world.administrator)
    form = {"name": "Nia New", "email": "nia@example.org", "role": "member", "messenger": "CMC"}
    page = client.post("/accounts", data=form)
    link = page.text.split("<code>")[1].split("</code>")[0]
    path = link.removeprefix("http://127.0.0.1")
    assert "Nia New" in client_for(None).get(path).text
    assert "already an account" in client.post("/accounts", data=form).text
    assert client.post("/accounts/nia@example.org/disabling").status_code == 303
    assert client_for(None).get(path).status_code == 404


def test_nobody_but_the_administrator_sees_accounts(client_for, world):
    for user in (world.coordinator, world.member, world.observer):
        assert client_for(user).get("/accounts").status_code == 403
        assert client_for(user).post("/accounts/x@example.org/link").status_code == 403


def test_all_other_sessions_are_ended_from_the_page(client_for, world):
    other, client = client_for(world.member), client_for(world.member)
    assert client.post("/sessions/others/revocation").status_code == 303
    assert other.get("/sessions").status_code == 303
    assert client.get("/sessions").status_code == 200


@pytest.mark.parametrize("number", ["2147483647", "9" * 30])
def test_a_session_that_there_is_not_cannot_be_ended(client_for, world, number):
    reply = client_for(world.member).post(f"/sessions/{number}/revocation")
    assert reply.status_code == 404


def test_only_somebody_signed_in_sets_a_password(client_for):
    reply = client_for(None).post("/password", data={"password": PASSWORD})
    assert (reply.status_code, reply.headers["location"]) == (303, "/sign-in")


def test_attempts_sent_at_once_are_counted_again_before_they_are_let_in(
    client_for, db, member, monkeypatch
):
    client, check = client_for(None), sign_in.check

    async def fits_while_others_fail():
        for _ in range(5):
            note_failure(db, FORM["email"], "testclient", now=NOW)
        return sign_in.Checked(fits=True)

    monkeypatch.setitem(client.app.dependency_overrides, check, fits_while_others_fail)
    assert client.post("/sign-in", data=FORM).status_code == 429
