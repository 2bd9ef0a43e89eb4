"""What dates suggest of the open doors: who may read it, what the page says, in what order."""

import re

import pytest

from app.advice.outlook import readiness
from app.advice.readiness import Gap
from tests.world import TODAY

READ = ("coordinator", "envoy")


def body(text):
    return text[text.index("<tbody>") : text.index("</tbody>")]


def states(text):
    return re.findall(r'<a href="/doors/([A-Z]{3})/', body(text))


@pytest.mark.parametrize("who", READ)
def test_every_open_door_is_there_likeliest_first(client_for, db, world, who):
    found = readiness(db, world.envoy.reader, TODAY)
    text = client_for(getattr(world, who)).get("/readiness").text
    given = [one for one in found if one.chance]
    assert sorted(states(text)) == sorted(one.door.iso3 for one in given)
    figures = {one.door.iso3: one.chance.figure for one in given}
    shown = [figures[iso3] for iso3 in states(text)]
    assert shown == sorted(shown, reverse=True)
    assert f"of {len(found)} doors" in text


def test_a_chance_is_told_with_its_interval_its_word_and_what_it_rests_on(client_for, world):
    row = body(client_for(world.coordinator).get("/readiness").text).split("</tr>")[0]
    told = " ".join(re.sub("<[^>]+>", " ", row).split())
    assert re.search(r"[\d.]+% [\d.]+% to [\d.]+% (low|medium|high) \d+ of \d+ \d+ of \d+$", told)
    assert '<svg class="interval"' in row


def test_where_dates_carry_no_figure_it_says_what_is_missing(client_for, db, world):
    unknown = [one for one in readiness(db, world.envoy.reader, TODAY) if one.chance is None]
    assert {one.gap for one in unknown} == {Gap.LEFT}
    text = client_for(world.coordinator).get("/readiness").text
    part = text[text.index("We do not know") :].split("</section>")[0]
    for one in unknown:
        assert f"/doors/{one.door.iso3}/" in part
    assert "hold nobody who came back" in part


def test_it_says_what_it_was_made_from_and_how_old_that_is(client_for, world):
    text = client_for(world.envoy).get("/readiness").text
    part = text[text.index('id="method"') :]
    assert "448 joinings in 5,842 years" in part
    assert "Arms Trade Treaty: 108 in 1,261" in part
    assert "3 February 2026" in part
    assert "(294 days ago)" in part
    assert "scikit-learn" in part


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("?sort=state&region=Western+Africa", ["LBR"]),
        ("?sort=chance&region=Middle+Africa", ["AGO", "CAF", "COD", "GAB", "GNQ"]),
        ("?sort=-chance&region=Middle+Africa", ["GNQ", "GAB", "CAF", "COD", "AGO"]),
        ("?sort=state&region=Middle+Africa", ["AGO", "CAF", "COD", "GNQ", "GAB"]),
    ],
)
def test_doors_of_a_region_in_another_order(client_for, world, query, order):
    assert states(client_for(world.coordinator).get(f"/readiness{query}").text) == order


def test_a_region_that_is_none_and_an_order_that_is_none_are_said(client_for, world):
    reply = client_for(world.coordinator).get("/readiness?region=Atlantis&sort=best")
    assert reply.status_code == 422
    assert "No open door lies in a region of that name" in reply.text
    assert "Please choose one of the answers offered" in reply.text
    assert len(states(reply.text)) > 80


def test_htmx_gets_the_doors_alone(client_for, world):
    reply = client_for(world.coordinator, judged=False).get(
        "/readiness?region=African", headers={"HX-Request": "true", "HX-Target": "prospects"}
    )
    assert reply.text.lstrip().startswith('<div id="prospects"')


@pytest.mark.parametrize("path", ["/doors/AGO/ratify", "/briefings/AGO", "/briefings/ago"])
def test_a_doors_page_and_a_briefing_have_it_for_these_readers(client_for, world, path):
    for who in READ:
        text = client_for(getattr(world, who)).get(path).text
        card = text[text.index("What dates suggest</h2>") :].split("</section>")[0]
        assert "Of 1,000 States that stood where Angola stands, about" in card
        assert "It has signed." in card
        assert "Of the 8 others in its sub-region, 4 are States Parties." in card


def test_where_nothing_is_known_the_card_says_why(client_for, world):
    text = client_for(world.envoy).get("/briefings/LTU").text
    card = text[text.index("What dates suggest</h2>") :].split("</section>")[0]
    assert "We do not know. It was party and has left" in card
    assert '<svg class="interval"' not in card


def test_a_state_party_has_no_card(client_for, world):
    assert "What dates suggest" not in client_for(world.envoy).get("/briefings/AUT").text


@pytest.mark.parametrize("path", ["/", "/doors"])
def test_home_and_the_doors_lead_there_for_these_readers_alone(client_for, world, path):
    for person in world.everybody:
        leads = 'href="/readiness"' in client_for(person).get(path).text
        assert leads is (person in (world.coordinator, world.envoy))


@pytest.mark.parametrize("who", READ)
def test_the_pages_that_look_ahead_lead_to_each_other(client_for, world, who):
    text = client_for(getattr(world, who)).get("/readiness").text
    head = text[text.index("<h1") : text.index('class="outlook-filters')]
    for path in ("/hindcast", "/expected-joins", "/forecasts"):
        assert f'href="{path}"' in head
