import re

import pytest

from app.doors.door import Door
from app.doors.forms import MoveStage
from app.doors.service import move_stage
from tests.world import NOW, TODAY


def test_every_state_is_a_tile_in_its_region_and_a_row_of_the_table(client_for, world):
    text = client_for(world.observer).get("/world").text
    tiles = re.findall(r'<a href="/states/([A-Z]{3})">', text)
    assert len(tiles) == len(set(tiles)) == 197
    table = text[text.index("<caption>Standing on") :].split("</table>")[0]
    assert table.count('<th scope="row">') == 197
    for name in ("African", "Asia-Pacific", "Eastern European", "GRULAC", "WEOG"):
        assert f"{name} <span" in text
    alone = text[text.index("No regional group <span") :].split("</section>")[0]
    assert set(re.findall(r"/states/([A-Z]{3})", alone)) == {"VAT", "COK", "NIU"}


def test_the_map_has_every_state_and_endorses_nothing(client_for, world):
    text = client_for(world.member).get("/world?view=map").text
    shown = set(
        re.findall(r'<a href="/states/([A-Z]{3})" tabindex="-1" class="(?:land|mark)', text)
    )
    assert len(shown) == 197
    assert "do not imply endorsement or acceptance" in text
    for area in ("Crimea", "Taiwan", "Kosovo", "W. Sahara", "Falkland Is.", "Golan", "Kashmir"):
        assert re.search(rf"<title>[^<]*{area}[^<]*: (outside|disputed)", text), area


def test_small_states_have_a_mark_that_can_be_clicked(client_for, world):
    text = client_for(world.member).get("/world?view=map").text
    marked = set(re.findall(r'<a href="/states/([A-Z]{3})" tabindex="-1" class="mark', text))
    assert {"TUV", "NRU", "MCO", "VAT", "MLT", "SGP"} <= marked


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "112</span> States Parties"),
        ("?day=2020-04-01", "108</span> States Parties"),
        ("?day=2010-08-01", "38</span> States Parties"),
        ("?month=0", "31 December 2008"),
        ("?month=19", "31 July 2010"),
        ("?month=9999", "24 November 2026"),
    ],
)
def test_a_day_or_a_month_of_the_slider_can_be_chosen(client_for, world, asked, said):
    assert said in client_for(world.member).get(f"/world{asked}").text


@pytest.mark.parametrize("day", ["2007-01-01", "2030-01-01", "soon"])
def test_a_day_that_makes_no_sense_is_said_and_kept(client_for, world, day):
    reply = client_for(world.member).get(f"/world?day={day}")
    assert reply.status_code == 422
    assert f'value="{day}"' in reply.text
    assert "Please give a date" in reply.text


def test_who_reads_entries_sees_how_far_a_door_is(client_for, db, world):
    move = MoveStage(stage=4, moved_on=TODAY, reason="A bill was sent")
    move_stage(db, move, door=Door("AGO", "ratify"), by=world.member, now=NOW, today=TODAY)
    assert "Angola: Signatory, in domestic approval" in client_for(world.member).get("/world").text
    assert "domestic approval" not in client_for(world.observer).get("/world").text
    assert "domestic approval" not in client_for(world.member).get("/world?day=2020-01-01").text


def test_htmx_gets_the_world_alone(client_for, world):
    reply = client_for(world.member, judged=False).get(
        "/world?month=40", headers={"HX-Request": "true", "HX-Target": "world"}
    )
    assert reply.text.lstrip().startswith('<div id="world"')


def test_the_past_target_is_shown_with_what_was_reached(client_for, world):
    text = client_for(world.member).get("/world").text
    assert "130 States Parties by the end of 2020. 110 were party then." in text
    assert "No target with a date ahead is entered." in text
