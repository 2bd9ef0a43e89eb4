"""Every page answers, for everybody, and is a page that a person should be shown."""

import pytest

PATHS = (
    "/", "/doors", "/approaches", "/approaches/new", "/approaches/new?state=AGO", "/contacts",
    "/contacts/new", "/contacts/new?state=AGO", "/contacts/new?state=Swaziland", "/commitments",
    "/states", "/states?on=2010-08-01", "/states/AGO", "/states/AUT", "/states/VAT", "/briefings",
    "/briefings/AGO", "/briefings/AUT", "/messengers", "/settings", "/settings/weights",
    "/sessions",
    "/treaty-acts/new", "/gallery", "/accounts", "/messages/1", "/states/options?q=ang",
    "/exports/contacts.csv", "/doors/AGO/ratify/lead",
    "/search", "/search?q=angola", "/search?q=angla", "/search/commands?q=angola", "/shortcuts",
    "/doors/AGO/ratify", "/doors/AGO/ratify?every=true", "/doors/LTU/accede", "/world",
    "/world?view=map", "/world?day=2012-01-01", "/comparison?state=AGO", "/glossary", "/targets",
    "/queue", "/queue/new",
)  # fmt: skip
READS = {"/approaches", "/contacts", "/commitments"}


@pytest.mark.parametrize("path", PATHS)
def test_every_page_answers_everybody_or_says_that_they_may_not(client_for, world, path):
    for user in world.everybody:
        reply = client_for(user).get(path)
        assert reply.status_code in (200, 403), (user.name, path, reply.status_code)
        assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", [*PATHS, "/contacts/1", "/approaches/1", "/nowhere"])
def test_nobody_sees_a_page_without_signing_in(client_for, path):
    reply = client_for(None).get(path)
    assert reply.status_code in (303, 404), path
    if reply.status_code == 303:
        assert reply.headers["location"].startswith("/sign-in")


def test_health_needs_no_session(client_for):
    client = client_for(None)
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/contacts/999999", 404),
        ("/states/XXX", 404),
        ("/contacts/soon", 404),
        ("/contacts/new?approach=soon", 422),
    ],
)
def test_an_error_page_says_what_to_do_next(client_for, world, path, status):
    reply = client_for(world.member).get(path)
    assert reply.status_code == status
    assert "<h1>" in reply.text
    assert 'class="button secondary"' in reply.text


@pytest.mark.parametrize("path", sorted(READS))
def test_observers_and_administrators_read_no_entries(client_for, world, path):
    for user in (world.observer, world.administrator):
        assert client_for(user).get(path).status_code == 403


def test_every_answer_has_strict_headers(client_for, world):
    headers = client_for(world.member).get("/gallery").headers
    assert "unsafe" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
