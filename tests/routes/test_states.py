"""The list of States, a State's page, and the options of a State field."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import select

from app.accounts.policy import Visibility
from app.audit.derived import forget
from app.contacts.models import Contact, ContactDoor, ContactMessenger
from app.contacts.terms import Channel
from app.doors.asks import Ask
from app.kit.origin import Origin
from app.states.models import State
from tests.advice.test_acts import plan
from tests.world import NOW, TODAY


def counts(text):
    return [int(n) for n in re.findall(r'<dd class="figure">(\d+)</dd>', text)]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("", [112, 12, 73]),
        ("2026-11-24", [112, 12, 73]),
        ("2010-08-01", [38, 70, 89]),
    ],
)
def test_the_list_counts_all_states_as_of_a_day(client_for, world, on, expected):
    page = client_for(world.member).get(f"/states?on={on}")
    assert page.status_code == 200
    assert counts(page.text) == expected


def test_the_list_shows_108_states_parties_on_the_day_of_the_paper(client_for, world):
    assert counts(client_for(world.member).get("/states?on=2020-04-01").text)[0] == 108


def test_a_lithuanian_withdrawal_counts_from_the_day_it_took_effect(client_for, world):
    client = client_for(world.observer)
    before = client.get("/states?q=Lithuania&on=2024-12-31").text
    after = client.get("/states?q=Lithuania&on=2025-03-06").text
    assert '<span class="badge party">State Party</span>' in before
    assert '<span class="badge not_party">State not party</span>' in after
    assert "withdrawal, in effect 6 March 2025" in after


def test_the_list_says_how_old_its_record_is(client_for, world):
    client = client_for(world.member)
    assert "depositary&#39;s page of 2026-02-03; later acts not known" in client.get("/states").text
    earlier = client.get("/states?on=2020-04-01").text
    assert "depositary&#39;s page of 2026-02-03." in earlier
    assert "later acts" not in earlier


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("q=Swaziland", "Eswatini", "Angola"),
        ("q=cote+divoire", "Côte d", "Angola"),
        ("standing=signatory", "Angola", "Austria"),
        ("region=African", "Angola", "Austria"),
        ("region=No+regional+group", "Holy See", "Angola"),
        ("standing=not_party&region=GRULAC", "Brazil", "Angola"),
    ],
)
def test_the_list_is_filtered(client_for, world, query, shown, hidden):
    page = client_for(world.member).get(f"/states?{query}").text
    rows = page.split("<tbody>")[1]
    assert shown in rows
    assert f">{hidden}</a>" not in rows


def test_a_misspelt_name_gets_an_offer(client_for, world):
    page = client_for(world.member).get("/states?q=Angolla").text
    assert "Did you mean" in page
    assert "/states?q=Angola" in page


def test_what_is_no_date_is_said_and_today_is_shown(client_for, world):
    page = client_for(world.member).get("/states?on=someday")
    assert page.status_code == 422
    assert "Please give a date such as 2020-04-01" in page.text
    assert counts(page.text) == [112, 12, 73]


def test_an_unknown_standing_is_said(client_for, world):
    assert client_for(world.member).get("/states?standing=outside").status_code == 422


def test_htmx_gets_the_list_alone(client_for, world):
    page = client_for(world.member).get(
        "/states?q=ang", headers={"HX-Request": "true", "HX-Target": "found"}
    )
    assert page.text.lstrip().startswith('<section id="found"')
    assert "<html" not in page.text


def test_every_state_has_a_page_for_everybody(client_for, world, db):
    client = client_for(world.administrator)
    for iso3 in db.exec(select(State.iso3)).all()[::8]:
        assert client.get(f"/states/{iso3}").status_code == 200


def test_a_signatorys_page_tells_standing_acts_votes_position_and_door(client_for, world):
    page = client_for(world.member).get("/states/AGO").text
    for words in (
        "<h1>Angola</h1>", "Signatory since 3 December 2008", "later acts not known",
        "not yet assessed", "Door: ratify the Convention", "78/32",
        "Last recorded position, 2022", "A paraphrase, not the State’s words",
        "Anti-Personnel Mine Ban Convention", "No contact is logged yet",
        'href="/doors/AGO/ratify"',
    ):  # fmt: skip
        assert words in page, words


def test_the_standing_of_a_state_that_left_is_its_withdrawal(client_for, world):
    page = client_for(world.member).get("/states/LTU").text
    assert "its withdrawal took effect on 6 March 2025" in page
    assert "Door: accede to the Convention" in page


def test_a_state_partys_page_says_that_no_door_is_open(client_for, world):
    page = client_for(world.member).get("/states/AUT").text
    assert "No open door" in page
    assert "can be logged without a door" in page


def test_an_office_without_an_end_is_last_seen_never_current(client_for, world):
    page = client_for(world.member).get("/states/LAO").text
    assert "President, from 19 September 2025, last seen in this source" in page
    assert "current" not in page.split('id="offices-head"')[1].split("</section>")[0]


def test_observers_see_facts_and_no_coded_barrier(client_for, world):
    page = client_for(world.observer).get("/states/AGO").text
    assert "Signatory since" in page
    assert "coded from" not in page
    assert "0 contacts of the group in the last 12 months" in page


def test_administrators_are_told_no_total(client_for, world):
    assert "of the group in the last" not in client_for(world.administrator).get("/states/AGO").text


def test_an_unknown_state_is_not_found(client_for, world):
    assert client_for(world.member).get("/states/XXX").status_code == 404


def test_a_code_may_be_written_small(client_for, world):
    assert "<h1>Angola</h1>" in client_for(world.member).get("/states/ago").text


def test_the_pages_need_a_session(client_for):
    client = client_for(None)
    for path in ("/states", "/states/AGO", "/states/options?q=ang"):
        assert client.get(path).status_code == 303


def test_options_name_the_state_and_what_matched(client_for, world):
    page = client_for(world.member).get("/states/options?q=swazi").text
    assert 'data-value="SWZ"' in page
    assert "Eswatini (Swaziland)" in page
    assert 'role="option"' in page


def test_options_say_that_no_state_fits(client_for, world):
    page = client_for(world.member).get("/states/options?q=qqqq").text
    assert "No State fits" in page
    assert "data-value" not in page


def test_the_timeline_tells_who_how_and_what_was_answered(client_for, world, db):
    _contact(db, world.member, 1)
    page = client_for(world.campaigner).get("/states/AGO").text
    told = page.split('id="timeline-head"')[1]
    for words in ("21 November 2026", "Austria", "letter", "answer: not recorded", "entry 1"):
        assert words in told, words
    assert "1 different in 12 months" in page
    assert "From demonstration entries" not in page


def test_observers_read_a_total_and_no_entry(client_for, world, db):
    _contact(db, world.member, 1)
    page = client_for(world.observer).get("/states/AGO").text
    assert "1 contact of the group in the last 12 months" in page
    assert "entry 1" not in page
    assert "not yet assessed" not in page


def test_what_is_derived_from_demonstration_entries_is_marked(client_for, world, db):
    _contact(db, world.member, 1, origin=Origin.DEMONSTRATION)
    page = client_for(world.campaigner).get("/states/AGO").text
    assert page.count("From demonstration entries") == 1
    assert "nothing here was said by any government" in page


def queries(db, client, path):
    asked = []
    bind = db.get_bind().engine

    def note(*args):
        asked.append(args[2])

    forget()
    event.listen(bind, "before_cursor_execute", note)
    client.get(path)
    event.remove(bind, "before_cursor_execute", note)
    return len(asked)


@pytest.mark.parametrize("path", ["/states", "/states/AGO"])
def test_the_number_of_queries_does_not_grow_with_the_log(client_for, world, db, path):
    client = client_for(world.member)
    _contact(db, world.member, 0)
    before = queries(db, client, path)
    for number in range(1, 31):
        _contact(db, world.member, number)
    assert queries(db, client, path) == before


def _contact(db, author, number, **more):
    made = Contact(
        state_iso3="AGO",
        held_on=TODAY - timedelta(days=number * 3),
        channel=Channel.LETTER,
        note=f"Demonstration entry {number}",
        visibility=Visibility.GROUP,
        author_id=author.id,
        logged_at=NOW,
        submission=str(number),
        **more,
    )
    db.add(made)
    db.flush()
    db.add(ContactDoor(contact_id=made.id, ask=Ask.RATIFY))
    db.add(ContactMessenger(contact_id=made.id, messenger="AUT" if number % 2 else "ZMB"))
    db.flush()
    return made


def test_a_claim_whose_window_has_passed_says_so_as_on_the_door_s_page(client_for, db, world):
    approach = plan(db, world.member)
    approach.window_from, approach.window_to = TODAY - timedelta(days=30), TODAY - timedelta(days=1)
    db.add(approach)
    db.flush()
    client = client_for(world.stranger)
    for path in ("/states/AGO", "/doors/AGO/ratify"):
        assert "to 23 November 2026 (passed), taken on by Mia Member" in client.get(path).text, path
