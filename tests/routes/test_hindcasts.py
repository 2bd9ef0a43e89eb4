"""Looking back: what would have been suggested on a day, beside what happened."""

import html
import re
from datetime import date

import pytest

from app.advice.outlook import advised, hindcast, record
from app.advice.reckoning import reckoning
from app.contacts.forms import LogContact
from app.contacts.service import log_contact
from app.states.queries import book
from tests.world import NOW, TODAY


def part(text, head):
    return text[text.index(f'id="{head}"') :].split("</section>")[0]


def told(shown):
    return " ".join(re.sub("<[^>]+>", " ", shown).split())


def fared(db, reader, on):
    return reckoning(hindcast(db, reader, on), record(db))


@pytest.mark.parametrize("who", ["coordinator", "envoy"])
def test_the_first_ten_and_the_misses_are_told_with_their_days(client_for, db, world, who):
    reader = world.envoy.reader
    found, known = fared(db, reader, date(2012, 8, 1)), book(db)
    text = client_for(getattr(world, who)).get("/hindcast?day=2012-08-01").text
    first, missed = part(text, "first-head"), part(text, "missed-head")
    assert first.count('<th scope="row">') == len(found.first)
    assert missed.count('<th scope="row">') == len(found.missed) > 0
    for one in found.missed:
        assert known.name(one.seen.outlook.door.iso3) in missed
    assert "joined 4 March 2013" in told(first)
    assert "not within 24 months" in told(first)
    assert "joined later, on" in told(first)


def test_each_of_them_has_the_knock_that_would_have_been_advised(client_for, db, world):
    day, known = date(2012, 8, 1), book(db)
    found = fared(db, world.envoy.reader, day)
    advice = advised(db, world.envoy.reader, day)
    first = told(part(client_for(world.envoy).get("/hindcast?day=2012-08-01").text, "first-head"))
    assert first.count("Ask it to") == len(found.first)
    for one in found.first:
        then = advice[one.seen.outlook.door.iso3]
        assert then.reasons[0] in html.unescape(first)
        assert known.name(then.who[0]) in html.unescape(first)
    assert "in a bilateral meeting, ambassador level, by a State Party of its sub-region" in first
    assert "no resolution had been voted on" in first
    assert "as only the log or the group would have told it" in first


def test_a_log_changes_nothing_of_what_would_have_been_advised(client_for, db, world):
    client, path = client_for(world.coordinator), "/hindcast?day=2012-08-01&whole=true"
    before = part(client.get(path).text, "whole-head")
    wish = LogContact(state="AGO", held_on=date(2012, 7, 30), channel="letter", note="Test entry")
    log_contact(db, wish, by=world.member, now=NOW, today=TODAY)
    assert part(client.get(path).text, "whole-head") == before


def test_it_says_how_many_joined_were_found_and_were_expected(client_for, db, world):
    found = fared(db, world.envoy.reader, date(2012, 8, 1))
    said = told(part(client_for(world.envoy).get("/hindcast?day=2012-08-01").text, "day-head"))
    assert f"{found.recall.of} States joined within 24 months; 2 of them stood among" in said
    assert f"n = {found.recall.of}" in said
    assert f"{found.whole.expected:.1f} were expected to close and {found.whole.joined} did" in said
    assert "the figures were too high" in said
    assert "Few States join" in said


def test_it_knew_nothing_later_than_the_day_and_says_up_to_when_it_learnt(client_for, world):
    said = told(client_for(world.envoy).get("/hindcast?day=2012-07-31").text)
    assert "Knew nothing later than 31 July 2012; learnt from" in said
    assert "years of States, up to 1 August 2011" in said


def test_the_whole_list_has_every_door_of_the_day(client_for, db, world):
    then = hindcast(db, world.envoy.reader, date(2015, 3, 1))
    text = client_for(world.envoy).get("/hindcast?day=2015-03-01").text
    there = re.search(r'href="(/hindcast\?day=2015-03-01[^"#]*whole=true)#whole-head"', text)
    assert "whole-head" not in text.replace(there[0], "")
    shown = client_for(world.envoy).get(html.unescape(there[1])).text
    whole = part(shown, "whole-head")
    assert whole.count('<th scope="row">') == len(then.doors)


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("", "1 August 2012"),
        ("?month=0", "1 January 2011"),
        ("?month=19", "1 August 2012"),
        ("?month=9999", "1 February 2024"),
        ("?month=-4", "1 January 2011"),
        ("?day=2024-02-03", "3 February 2024"),
    ],
)
def test_a_month_of_the_slider_or_a_day_can_be_chosen(client_for, world, asked, day):
    text = client_for(world.coordinator).get(f"/hindcast{asked}").text
    assert f">On {day}</h2>" in text
    assert f'aria-valuetext="{day}"' in text


@pytest.mark.parametrize("day", ["2010-12-31", "2024-02-04", "soon", "2012-13-01"])
def test_a_day_that_makes_no_sense_is_said_and_kept(client_for, world, day):
    reply = client_for(world.coordinator).get(f"/hindcast?day={day}&months=36")
    assert reply.status_code == 422
    assert f'value="{day}"' in reply.text
    assert "Please give a date" in reply.text
    assert "within 36 months" in reply.text


def test_months_that_are_not_offered_are_said(client_for, world):
    reply = client_for(world.coordinator).get("/hindcast?months=12")
    assert reply.status_code == 422
    assert "Please choose one of the answers offered" in reply.text


def test_the_months_and_the_day_stay_together(client_for, world):
    text = client_for(world.envoy).get("/hindcast?day=2013-06-30&months=36").text
    assert 'name="day" type="date" value="2013-06-30"' in text
    assert '<option value="36" selected>' in text
    assert '<input type="hidden" name="months" value="36">' in text


def test_where_the_record_ends_too_soon_it_says_so(client_for, world):
    long, short = (
        client_for(world.envoy).get(f"/hindcast?day=2023-06-30&months={months}").text
        for months in (36, 24)
    )
    assert "The record ends on 3 February 2026" in long
    assert "The record ends on" not in short


def test_all_years_are_told_with_interval_and_size(client_for, world):
    said = told(part(client_for(world.envoy).get("/hindcast").text, "years-head"))
    assert re.search(r"Over 13 years in which anybody joined \(\d+ States\), \d+% of them", said)
    assert "95% interval" in said
    for year in range(2011, 2024):
        assert f"1 August {year}" in said


def test_htmx_gets_the_day_alone(client_for, world):
    reply = client_for(world.coordinator, judged=False).get(
        "/hindcast?month=40", headers={"HX-Request": "true", "HX-Target": "hindcast"}
    )
    assert reply.text.lstrip().startswith('<div id="hindcast"')
