"""Further States to be expected if one joined, and the keystone doors."""

import re

import pytest

from app.advice.outlook import following, keystones
from tests.world import TODAY


def told(html):
    return " ".join(re.sub("<[^>]+>", " ", html).split())


@pytest.mark.parametrize("who", ["coordinator", "envoy"])
def test_keystone_doors_come_first_with_their_interval(client_for, db, world, who):
    ranked = [one for one in keystones(db, world.envoy.reader, TODAY) if one.waiting]
    text = client_for(getattr(world, who)).get("/expected-joins").text
    shown = re.findall(r'<a href="/expected-joins\?state=([A-Z]{3})">', text)
    assert shown == [one.iso3 for one in ranked]
    row = told(text[text.index("<tbody>") :].split("</tr>")[0])
    first = ranked[0]
    figures = [f"{100 * value:.1f}" for value in (first.figure, first.low, first.high)]
    assert "{} {} to {}".format(*figures) in row
    assert "what one of them sets in motion" in text


def test_who_is_alone_in_its_sub_region_is_named_apart(client_for, db, world):
    alone = [one for one in keystones(db, world.envoy.reader, TODAY) if not one.waiting]
    text = client_for(world.envoy).get("/expected-joins").text
    assert alone
    assert "Alone in their sub-region, so that nobody there is left to follow: Liberia" in text


@pytest.mark.parametrize("state", ["GAB", "Gabon", "gabon"])
def test_a_state_is_shown_with_the_doors_that_would_follow(client_for, db, world, state):
    beside = following(db, world.envoy.reader, "GAB", TODAY)
    text = client_for(world.coordinator).get(f"/expected-joins?state={state}").text
    part = text[text.index('id="one-head"') :].split("</section>")[0]
    for two in beside:
        assert f"/doors/{two.now.door.iso3}/" in part
    assert "With it, 0.30 of the 4 other open doors" in told(part)
    assert re.search(r"in 100 such cases, [\d.]+ further States \([\d.]+ to [\d.]+\)", told(part))
    assert 'value="Gabon"' in text


def test_a_state_that_is_alone_has_nobody_to_follow(client_for, world):
    text = client_for(world.coordinator).get("/expected-joins?state=LBR").text
    assert "No other door of its sub-region is open" in text


@pytest.mark.parametrize(
    ("state", "said"),
    [("Austria", "Austria has no open door"), ("zzzz", "No State, or more than one"), ("guin", "")],
)
def test_a_state_that_cannot_be_shown_is_said_and_kept(client_for, world, state, said):
    reply = client_for(world.coordinator).get(f"/expected-joins?state={state}")
    assert reply.status_code == 422
    assert said in reply.text
    assert f'value="{state}"' in reply.text
    assert "Keystone doors" in reply.text
