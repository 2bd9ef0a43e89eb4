"""The briefing pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.audit.models import Entry
from tests.briefings.documents import docx_text, docx_whole
from tests.briefings.test_brief import log
from tests.judge import Judge
from tests.world import TODAY, World

Client = Callable[[User | None], Judge]


def test_everybody_who_is_signed_in_finds_the_open_doors(client_for: Client, world: World) -> None:
    for person in world.everybody:
        reply = client_for(person).get("/briefings")
        assert reply.status_code == 200
        assert "/briefings/AGO" in reply.text
        assert "/briefings/ZMB" not in reply.text


def test_nobody_reads_a_briefing_without_signing_in(client_for: Client, world: World) -> None:
    assert client_for(None).get("/briefings/AGO").status_code == 303


def test_a_name_that_means_one_state_leads_to_its_briefing(
    client_for: Client, world: World
) -> None:
    reply = client_for(world.envoy).get("/briefings?q=swaziland")
    assert (reply.status_code, reply.headers["location"]) == (303, "/briefings/SWZ")


def test_a_name_that_means_several_offers_them(client_for: Client, world: World) -> None:
    reply = client_for(world.envoy).get("/briefings?q=korea")
    assert "/briefings/KOR" in reply.text
    assert "/briefings/PRK" in reply.text


def test_a_name_that_means_nothing_says_so(client_for: Client, world: World) -> None:
    assert "No State is called" in client_for(world.envoy).get("/briefings?q=xyzzy").text


def test_a_briefing_says_for_whom_and_when_above_and_below(
    client_for: Client, world: World
) -> None:
    text = client_for(world.envoy).get("/briefings/AGO").text
    assert text.count("For Eva Envoy only. Made on 24 November 2026, 09:30 UTC") == 2
    assert "The one ask" in text


def test_a_state_party_s_briefing_says_that_no_door_is_open(
    client_for: Client, world: World
) -> None:
    text = client_for(world.member).get("/briefings/ZMB").text
    assert "no door is open here" in text
    assert "can be logged all the same" in text


def test_a_code_may_be_written_small(client_for: Client, world: World) -> None:
    assert "Angola" in client_for(world.member).get("/briefings/ago").text


def test_an_unknown_state_is_not_found(client_for: Client, world: World) -> None:
    assert client_for(world.member).get("/briefings/XXX").status_code == 404


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_briefing_that_is_taken_along_is_in_the_audit(
    db: Session, client_for: Client, world: World, kind: str
) -> None:
    client = client_for(world.envoy)
    before = db.exec(select(func.count(col(Entry.id)))).one()
    client.get("/briefings/ago")
    client.get(f"/briefings/ago/brief.{kind}?language=xx")
    client.get(f"/briefings/XXX/brief.{kind}")
    assert db.exec(select(func.count(col(Entry.id)))).one() == before
    client.get(f"/briefings/ago/brief.{kind}?language=fr")
    last = db.exec(select(Entry).order_by(col(Entry.id).desc())).first()
    assert last
    assert (last.actor_id, last.verb, last.subject, last.detail) == (
        world.envoy.id, "brief.exported", "brief:AGO", kind,
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_briefing_is_taken_along_as_a_file(client_for: Client, world: World, kind: str) -> None:
    for person in world.everybody:
        reply = client_for(person).get(f"/briefings/ago/brief.{kind}?language=ar")
        assert reply.status_code == 200
        assert reply.headers["content-disposition"] == (
            f'attachment; filename="brief-AGO-2026-11-24.{kind}"'
        )
        assert reply.headers["cache-control"] == "no-store"
        assert reply.content[:4] in (b"%PDF", b"PK\x03\x04")


def test_a_file_is_made_in_the_language_asked_for_or_the_reader_s(
    client_for: Client, world: World
) -> None:
    client = client_for(world.envoy)
    for address, heading in (("?language=fr", "Notre objectif"), ("", "Our objective")):
        content = client.get(f"/briefings/AGO/brief.docx{address}").content
        assert heading in docx_text(content)


def test_a_language_that_is_not_spoken_is_refused_in_words(
    client_for: Client, world: World
) -> None:
    reply = client_for(world.envoy).get("/briefings/AGO/brief.pdf?language=xx")
    assert reply.status_code == 409
    assert "Documents are made in English, Français, Español or العربية" in reply.text


def test_nobody_takes_a_file_without_signing_in(client_for: Client, world: World) -> None:
    assert client_for(None).get("/briefings/AGO/brief.pdf").status_code == 303


def test_there_is_no_file_on_a_state_that_does_not_exist(client_for: Client, world: World) -> None:
    assert client_for(world.envoy).get("/briefings/XXX/brief.pdf").status_code == 404


def test_what_dates_suggest_is_in_no_file(client_for: Client, world: World) -> None:
    """It is for two roles, and a file is passed on: the page alone has it."""
    content = client_for(world.envoy).get("/briefings/AGO/brief.docx").content
    assert "What dates suggest" not in docx_whole(content)


def test_what_the_sheet_has_no_room_for_is_on_the_page(
    db: Session, client_for: Client, world: World
) -> None:
    for day in range(12):
        note = f"Note of day {day}. " + "A long sentence about it. " * 9
        log(db, world.member, held_on=TODAY - timedelta(days=day), note=note)
    client = client_for(world.envoy)
    page, file = client.get("/briefings/AGO").text, client.get("/briefings/AGO/brief.docx")
    shown = [day for day in range(8) if f"Note of day {day}." in page]
    assert shown == list(range(8))
    assert "Note of day 7." not in docx_text(file.content)
    assert '<a class="no-print" href="/contacts?state=AGO">' in page
    assert "more in the contact log" in page
