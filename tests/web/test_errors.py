"""Pages that say what went wrong: they know who asks, and say what every page must say."""

from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from app.accounts.models import User
from app.accounts.policy import Role
from app.kit import dates
from app.kit.origin import NOTICES, Origin
from app.web import deps
from tests.world import NOW, user

NOTICE = NOTICES[Origin.DEMONSTRATION]


@pytest.fixture
def demonstration(db, world):
    """Somebody of the demonstration is about."""
    made = user(db, "Dan Demonstration", Role.MEMBER, "AUT")
    made.origin = Origin.DEMONSTRATION
    db.add(made)
    db.flush()
    return made


@pytest.fixture
def broken(app):
    """An address at which the program fails."""

    def fails() -> None:
        raise RuntimeError("what somebody wrote")

    app.add_api_route("/broken-for-a-test", fails, methods=["GET", "POST"], name="broken")
    app.router.routes.insert(0, app.router.routes.pop())
    yield "/broken-for-a-test"
    app.router.routes.pop(0)


def unraised(client):
    client._transport.raise_server_exceptions = False
    return client


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/static/nothing.css", 404),
        ("GET", "/states/XXX", 404),
        ("GET", "/contacts/soon", 404),
        ("GET", "/contacts/new?approach=soon", 422),
        ("POST", "/doors", 405),
    ],
)
def test_an_error_page_knows_who_asks_and_carries_the_notice(
    client_for, world, demonstration, method, path, status
):
    reply = client_for(world.member).request(method, path)
    assert reply.status_code == status
    assert "Mia Member" in reply.text
    assert NOTICE in reply.text
    assert 'href="/doors"' in reply.text


def test_a_refused_write_from_elsewhere_knows_who_asks(client_for, world, demonstration):
    reply = client_for(world.member).post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"})
    assert reply.status_code == 403
    assert "Mia Member" in reply.text
    assert NOTICE in reply.text


def test_an_error_page_names_nobody_without_a_session(client_for, world, db, demonstration):
    for client in (client_for(None), client_for(world.member)):
        client.cookies.clear()
        reply = client.get("/nowhere")
        assert reply.status_code == 404
        assert "Mia Member" not in reply.text
        assert NOTICE in reply.text


def test_a_session_that_is_over_is_nobody_s_on_an_error_page(client_for, world, monkeypatch):
    client = client_for(world.member)
    monkeypatch.setattr(dates, "now", lambda: NOW + timedelta(days=100))
    assert "Mia Member" not in client.get("/nowhere").text


def test_an_error_page_needs_no_database(client_for, world, broken, monkeypatch):
    client = unraised(client_for(world.member))

    @asynccontextmanager
    async def unreachable():
        raise OperationalError("", None, Exception("gone"))
        yield

    monkeypatch.setattr(deps, "reading_session", unreachable)
    assert client.get("/nowhere").status_code == 404
    reply = client.get(broken)
    assert reply.status_code == 500
    assert "Something went wrong on our side" in reply.text


def test_what_broke_is_said_with_what_to_do_and_who_asked(client_for, world, demonstration, broken):
    reply = unraised(client_for(world.member)).get(f"{broken}?q=x")
    assert reply.status_code == 500
    assert "Nothing was saved or changed." in reply.text
    assert f'href="{broken}?q=x">Try again' in reply.text
    assert reply.headers["x-request-id"] in reply.text
    assert "Mia Member" in reply.text
    assert NOTICE in reply.text
    assert "what somebody wrote" not in reply.text


def test_what_broke_while_saving_sends_back_to_what_was_typed(client_for, world, broken):
    reply = unraised(client_for(world.member)).post(broken)
    assert reply.status_code == 500
    assert "Go back, where what you typed should still be" in reply.text
    assert "Try again</a>" not in reply.text


def test_the_page_comes_also_where_the_person_cannot_be_read(
    app, client_for, world, broken, monkeypatch
):
    def unreadable(_self: User) -> None:
        raise RuntimeError("gone")

    monkeypatch.setattr(User, "reader", property(unreadable))
    reply = unraised(client_for(world.member)).get(broken)
    assert reply.status_code == 500
    assert "Something went wrong on our side" in reply.text


def test_an_address_that_makes_no_sense_is_named_in_words(client_for, world):
    client = client_for(world.member)
    reply = client.get("/contacts/new?approach=soon")
    assert "“soon” for the approach that this contact comes from" in reply.text
    assert "Please give a whole number." in reply.text
    reply = client.get("/approaches?mine=perhaps")
    assert "“perhaps” for showing only one’s own. Please choose yes or no." in reply.text
