"""What makes the pages an application that can be installed and opened with no network."""

import json
import re

from app.web.assets import assets


def test_the_manifest_names_icons_that_are_served_and_the_log_form(client_for):
    client = client_for(None)
    reply = client.get("/manifest.webmanifest")
    assert reply.headers["content-type"] == "application/manifest+json"
    told = reply.json()
    assert told["start_url"] == "/"
    assert told["shortcuts"][0] == {"name": "Log a contact", "url": "/contacts/new"}
    for icon in told["icons"]:
        served = client.get(icon["src"])
        assert served.headers["content-type"] == icon["type"], icon["src"]
    assert {one["purpose"] for one in told["icons"]} == {"any", "maskable"}


def test_the_worker_knows_what_it_keeps_and_changes_with_it(client_for):
    reply = client_for(None).get("/service-worker.js")
    assert reply.headers["content-type"].startswith("text/javascript")
    assert reply.headers["cache-control"] == "no-store"
    assert "worker-src 'self'" in reply.headers["content-security-policy"]
    kept = json.loads(re.match(r"const KEPT = (.*);", reply.text)[1])
    assert kept["offline"] == "/offline"
    assert kept["pages"] == {
        "/contacts/new": "/queue/new",
        "/queue": "/queue",
        "/copies": "/copies",
    }
    assert kept["files"] == [
        f"/static/{assets()[name].name}" for name in ("app.css", "app.js", "door.svg")
    ]


def test_the_page_without_a_network_is_of_nobody_and_leads_to_the_form(client_for, world):
    shown = client_for(world.member).get("/offline").text
    assert world.member.name not in shown
    assert 'href="/contacts/new"' in shown
    assert shown == client_for(None).get("/offline").text


def test_the_first_view_on_a_phone_weighs_at_most_100_kilobytes(client_for, world):
    client = client_for(world.coordinator)
    files = [assets()[name] for name in ("app.css", "app.js", "door.svg")]
    shared = sum(len(one.encoded["gzip"]) for one in files)
    for path in ("/", "/contacts/new"):
        with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as reply:
            assert reply.headers["content-encoding"] == "gzip"
            page = sum(map(len, reply.iter_raw()))
        assert shared + page <= 100_000, path
