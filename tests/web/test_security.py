"""What surrounds every answer: headers, a number, a log line without secrets."""

import pytest
import structlog

from app.accounts.service import make_link
from tests.world import NOW


@pytest.mark.parametrize("path", ["/sign-in", "/doors", "/nowhere", "/healthz"])
def test_every_answer_has_the_strict_headers(client_for, world, path):
    headers = client_for(world.member).get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert len(headers["x-request-id"]) == 16


def test_only_https_is_promised_for_longer(client_for):
    client = client_for(None)
    assert "strict-transport-security" not in client.get("/sign-in").headers
    client.base_url = "https://samedoor.example.org"
    assert "max-age" in client.get("/sign-in").headers["strict-transport-security"]


def test_a_log_line_names_the_route_and_the_person_and_nothing_they_wrote(client_for, db, world):
    token = make_link(db, world.member, by=None, now=NOW)
    client = client_for(world.member)
    with structlog.testing.capture_logs() as lines:
        client.get("/contacts?q=Confidential")
        client.get(f"/sign-in/{token}")
        client.post("/sign-in", data={"email": "a@example.org", "password": "Confidential"})
    seen = [(one["method"], one["route"], one["status"]) for one in lines]
    assert seen == [
        ("GET", "/contacts", 200), ("GET", "/sign-in/{token}", 200), ("POST", "/sign-in", 422),
    ]  # fmt: skip
    assert lines[0]["user"] == world.member.id
    assert token not in str(lines)
    assert "Confidential" not in str(lines)


def test_the_process_answers_without_a_database_and_is_ready_with_one(client_for):
    client = client_for(None)
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}


def test_a_refused_write_from_elsewhere_is_a_proper_page(client_for, world):
    reply = client_for(world.member).post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"})
    assert reply.status_code == 403
    assert "another site" in reply.text
    assert "content-security-policy" in reply.headers


def test_a_page_that_broke_has_the_same_headers_and_tells_nothing(app, client_for, world):
    def broken() -> None:
        raise RuntimeError("what somebody wrote")

    path = "/broken-for-a-test"
    app.add_api_route(path, broken, name=path)
    app.router.routes.insert(0, app.router.routes.pop())
    client = client_for(world.member, judged=False)
    client._transport.raise_server_exceptions = False
    reply = client.get(path)
    app.router.routes.pop(0)
    assert reply.status_code == 500
    assert "what somebody wrote" not in reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-request-id"] in reply.text
