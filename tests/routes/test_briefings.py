"""The briefing pages."""

from collections.abc import Callable

from app.accounts.models import User
from tests.judge import Judge
from tests.world import World

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
