"""Searching everything, and the commands of the palette."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from app.accounts.policy import Visibility
from app.advice.forms import PlanApproach
from app.advice.service import plan_approach
from app.audit.derived import forget
from app.contacts.forms import Retract, SettleCommitment
from app.contacts.queries import open_commitments
from app.contacts.service import log_contact, retract_contact, settle_commitment
from app.kit.origin import Origin
from app.opportunities.forms import RecordMeeting, RetractHappening
from app.opportunities.happenings import retract_happening
from app.opportunities.models import Meeting
from app.opportunities.service import record_meeting
from tests.contacts.builders import wish
from tests.doors.cast import end, rest
from tests.opportunities.cast import happen
from tests.world import NOW, TODAY


def log(db, by, **more):
    return log_contact(db, wish(**more), by=by, now=NOW, today=TODAY)


def plan(db, by, **more):
    given = {
        "state": "KHM", "messenger": "AUT", "channel": "letter", "level": "ambassador",
        "window_from": TODAY, "window_to": TODAY, "note": "To bring the lacquered folder",
    }  # fmt: skip
    asked = PlanApproach.model_validate(given | more)
    return plan_approach(db, asked, by=by, now=NOW, today=TODAY)


@pytest.fixture
def written(db, world):
    """A contact with a commitment, an approach, a rest and a happening, of the group's level."""
    contact = log(
        db, world.member, note="Tea at the Élysée garden", commitment_side=["theirs"],
        commitment_text=["To send the régime dossier"],
    )  # fmt: skip
    rest(db, world.member, now=NOW - timedelta(days=30), reason="Pelican season")
    happen(db, world.member, kind="hosted_event", what="The parasol congress")
    return contact, plan(db, world.member)


@pytest.mark.parametrize(
    ("q", "group", "said"),
    [
        ("Côte d'Ivoire", "states", "<mark>Côte</mark>"),
        ("swaziland", "states", "Eswatini"),
        ("Viêt", "states", "<mark>Viet</mark> Nam"),
        ("KHM", "states", "Cambodia"),
        ("elysee gard", "contacts", "Tea at the <mark>Élysée</mark> <mark>garden</mark>"),
        ("ANGOLA", "contacts", "Tea at the Élysée garden"),
        ("regime dossier", "commitments", "they will"),
        ("angola dossier", "commitments", "To send the régime <mark>dossier</mark>"),
        ("lacquered", "approaches", "<mark>lacquered</mark> folder"),
        ("austria cambodia", "approaches", "lacquered folder"),
        ("pelican", "rests", "<mark>Pelican</mark> season"),
        ("angola election is recorded", "rests", "at rest since"),
        ("parasol", "happenings", "The <mark>parasol</mark> congress"),
        ("angola hosted", "happenings", "<mark>hosted</mark> event, 20 November 2026"),
        ("cluster munitions", "messages", "version 1"),
        ("red cross", "messengers", "<mark>Red</mark> <mark>Cross</mark>"),
        ("first committee", "meetings", "<mark>First</mark> <mark>Committee</mark>"),
    ],
)
def test_everything_is_found_and_marked(client_for, world, written, q, group, said):
    page = client_for(world.stranger).get("/search", params={"q": q}).text
    assert f'id="group-{group}"' in page
    assert said in page


def test_counts_are_said_and_lead_to_all_of_a_group(client_for, db, world):
    for number in range(7):
        log(db, world.member, note=f"Marmalade {number}", commitment_side=["ours"],
            commitment_text=["More marmalade"])  # fmt: skip
    client = client_for(world.member)
    page = client.get("/search?q=marmalade").text
    assert 'href="/contacts?q=marmalade"' in page
    assert 'href="/search?q=marmalade&amp;kind=commitments"' in page
    assert page.count('class="hit"') == 10
    alone = client.get("/search?q=marmalade&kind=commitments").text
    assert alone.count('class="hit"') == 7
    assert "group-contacts" not in alone
    assert client.get("/search?q=marmalade&kind=odd").text.count('class="hit"') == 10


def test_a_settled_commitment_is_found_and_a_retracted_contact_is_marked(client_for, db, world):
    by = world.member
    log(db, by, note="One", commitment_side=["ours"], commitment_text=["Send the pamphlet"])
    promise = open_commitments(db, by.reader)[0]
    kept = SettleCommitment(outcome="not_kept")
    settle_commitment(db, kept, number=promise.id, by=by, now=NOW, today=TODAY)
    wrong = log(db, by, note="Gooseberry")
    retract_contact(db, Retract(reason="Wrong"), number=wrong.id, by=by, now=NOW)
    client = client_for(world.stranger)
    assert "not kept" in client.get("/search?q=pamphlet").text
    assert "Retracted" in client.get("/search?q=gooseberry").text


@pytest.mark.parametrize(
    ("q", "offered"),
    [
        ("camboda", "Cambodia"),
        ("elysse", "elysee"),
        ("gardne", "garden"),
        ("lacquerd", "lacquered"),
        ("tea graden", "tea garden"),
        ("garden lacquered", "garden"),
        ("pelcian", "pelican"),
        ("parasool", "parasol"),
    ],
)
def test_when_nothing_is_found_the_nearest_words_are_offered(
    client_for, world, written, q, offered
):
    client = client_for(world.stranger)
    page = client.get("/search", params={"q": q}).text
    assert "Nothing found" in page
    assert f">{offered}</a>" in page
    assert "Nothing found" not in client.get("/search", params={"q": offered}).text


@pytest.mark.parametrize("level", ["delegations", "messenger", "coordinators"])
def test_no_word_of_a_hidden_entry_is_found_or_offered(client_for, db, world, level):
    note = {"note": "Tea with marzipan", "visibility": level}
    log(db, world.coordinator, commitment_side=["ours"], commitment_text=["Marzipan"], **note)
    plan(db, world.coordinator, visibility=level, note="More marzipan")
    made = rest(db, world.coordinator, reason="Marzipan", visibility=level, warn_others="no")
    end(db, world.coordinator, made.id, reason="No more marzipan")
    client = client_for(world.campaigner)
    for q in ("marzipan", "marzipn", "marzpian", "marz"):
        page = client.get("/search", params={"q": q}).text
        assert "Nothing found" in page
        assert "arzipan</" not in page.replace("marzipan</title>", "")
    assert "<mark>marzipan</mark>" in client_for(world.coordinator).get("/search?q=marzi").text


def test_a_hidden_word_keeps_no_other_from_being_offered(client_for, db, world):
    log(db, world.member, note="A kettle")
    for number in range(120):
        log(db, world.coordinator, note=f"A ketyle {number}", visibility=Visibility.COORDINATORS)
    assert ">kettle</a>" in client_for(world.campaigner).get("/search?q=ketle").text


@pytest.mark.parametrize("name", ["observer", "administrator"])
def test_who_reads_no_entries_finds_facts_alone(client_for, world, written, name):
    client = client_for(getattr(world, name))
    page = client.get("/search?q=angola").text
    assert "group-states" in page
    assert "group-contacts" not in page
    hidden = ("garden", "gardne", "lacquered", "dossier", "cluster munitions", "pelican", "parasol")
    for q in hidden:
        assert "Nothing found among States" in client.get("/search", params={"q": q}).text


def test_a_rest_says_what_became_of_it(client_for, db, world):
    made = rest(db, world.member, now=NOW - timedelta(days=30), reason="Pelican season")
    client = client_for(world.stranger)
    page = client.get("/search?q=pelican").text
    assert "at rest since 25 October 2026, until an election is recorded" in page
    assert 'href="/doors/AGO/ratify"' in page
    happened = happen(db, world.member, what="The parasol vote")
    page = client.get("/search?q=pelican").text
    assert "woke up on 24 November 2026: election: The parasol vote" in page
    wish = RetractHappening(reason="Wrong")
    retract_happening(db, wish, number=happened.id, by=world.member, now=NOW)
    end(db, world.member, made.id, reason="A new desk officer")
    page = client.get("/search?q=desk+officer").text
    assert "rest ended on 24 November 2026" in page
    page = client.get("/search?q=parasol").text
    assert "Retracted" in page
    assert 'href="/states/AGO#happenings-head"' in page


def test_what_a_demonstration_woke_is_marked_where_it_is_found(client_for, db, world):
    rest(db, world.member, now=NOW - timedelta(days=30), reason="Pelican season")
    client = client_for(world.stranger)
    assert "Demonstration entry" not in client.get("/search?q=pelican").text
    world.colleague.origin = Origin.DEMONSTRATION
    happen(db, world.colleague)
    assert "Demonstration entry" in client.get("/search?q=pelican").text


def test_a_coordinator_is_led_to_a_messenger_s_settings(client_for, world):
    ours = client_for(world.coordinator).get("/search?q=red+cross").text
    assert 'href="/messengers/ICRC/edit"' in ours
    assert "/messengers/ICRC/edit" not in client_for(world.member).get("/search?q=red+cross").text


def test_a_meeting_leads_to_its_page_and_one_of_the_demonstration_says_so(client_for, db, world):
    first = db.exec(select(Meeting).where(col(Meeting.name).contains("First Committee"))).first()
    client = client_for(world.member)
    page = client.get("/search?q=first+committee").text
    assert f'href="/meetings/{first.id}"' in page
    assert "Demonstration entry</span>" not in page
    db.add(Meeting(**first.model_dump(exclude={"id", "name", "origin"}),
                   name="Pretended", origin="demonstration"))  # fmt: skip
    db.flush()
    forget()
    assert "Demonstration entry</span>" in client.get("/search?q=pretended").text


def test_htmx_gets_the_results_alone(client_for, world):
    headers = {"HX-Request": "true", "HX-Target": "found"}
    block = client_for(world.member).get("/search?q=angola", headers=headers).text
    assert block.lstrip().startswith('<div id="found"')
    assert "<html" not in block


@pytest.mark.parametrize(
    "q", ["", "   ", "'\"*()", "\0", "a" * 3000, "x " * 400, "OR AND NOT", "ß"]
)
def test_whatever_is_typed_the_page_answers(client_for, world, q):
    for path in ("/search", "/search/commands"):
        assert client_for(world.member).get(path, params={"q": q}).status_code == 200


def test_a_search_needs_the_same_number_of_queries_however_much_it_finds(client_for, db, world):
    client = client_for(world.member)
    asked: list[str] = []
    event.listen(db.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))
    counts = []
    for number in (1, 20):
        for position in range(number):
            log(db, world.member, note=f"Kettle {number} {position}", messengers=["AUT", "ZMB"],
                commitment_side=["ours"], commitment_text=["Kettle"])  # fmt: skip
        client.get("/search?q=angola")
        asked.clear()
        client.get(f"/search?q=kettle+{number}")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize(
    ("name", "q", "addresses"),
    [
        ("member", "log with cambodia", ["/contacts/new?state=KHM"]),
        ("member", "brief Angola", ["/briefings/AGO"]),
        ("member", "plan Viet Nam", ["/approaches/new?state=VNM"]),
        ("member", "export", ["/exports/contacts.csv", "/exports/contacts.xlsx"]),
        ("coordinator", "hold angola", ["/doors/AGO/ratify/holds/new"]),
        ("coordinator", "settings", ["/settings"]),
        ("administrator", "accounts", ["/accounts"]),
        ("observer", "brief angola", ["/briefings/AGO"]),
    ],
)
def test_the_palette_offers_what_is_meant(client_for, world, name, q, addresses):
    user = getattr(world, name)
    html = client_for(user).get("/search/commands", params={"q": q}).text
    for address in addresses:
        assert f'href="{address}"' in html
        if not address.startswith("/exports"):
            assert client_for(user).get(address).status_code == 200


@pytest.mark.parametrize("name", ["observer", "administrator"])
@pytest.mark.parametrize("q", ["", "log with cambodia", "plan cambodia", "export", "cambodia"])
def test_the_palette_offers_nobody_what_they_may_not_do(client_for, world, name, q):
    html = client_for(getattr(world, name)).get("/search/commands", params={"q": q}).text
    for address in ("/contacts", "/approaches", "/exports", "/doors/KHM/accede/", "/treaty-acts"):
        assert f'href="{address}' not in html


def test_every_command_that_is_offered_is_open_to_whom_it_is_offered(client_for, world):
    for user in world.everybody:
        client, offered = client_for(user), set()
        for q in ("", "cambodia", "move cambodia", "hold cambodia", "record", "a", "m", "s"):
            html = client.get("/search/commands", params={"q": q}).text
            offered |= {part.partition('"')[0] for part in html.split('href="')[1:]}
        for address in sorted(one.replace("&amp;", "&") for one in offered):
            if not address.startswith("/exports"):
                assert client.get(address).status_code == 200, (user.name, address)


def test_signing_out_is_a_form_and_no_link(client_for, world):
    html = client_for(world.observer).get("/search/commands?q=sign+out").text
    assert 'type="submit" form="sign-out"' in html
    assert "/sign-out" not in html


def test_without_scripts_the_button_is_a_link_and_the_field_a_form(client_for, world):
    page = client_for(world.member).get("/").text
    assert '<a class="find-button" href="/search"' in page
    assert 'method="get" action="/search"' in page


def test_the_shortcuts_are_a_page_and_a_sheet_of_what_one_may(client_for, world):
    client = client_for(world.member)
    assert "Log a contact" in client.get("/shortcuts").text
    sheet = client.get("/shortcuts", headers={"HX-Request": "true", "HX-Target": "sheet"}).text
    assert "<dl" in sheet
    assert "<h1" not in sheet
    observed = client_for(world.observer).get("/shortcuts").text
    assert "<dt>Contact log" not in observed
    assert "<dt>Log a contact" not in observed


def test_a_meeting_that_people_recorded_is_found_by_who_reads_entries_alone(client_for, db, world):
    wished = RecordMeeting(name="Quiet kettledrum", starts_on=TODAY, source="A note")
    record_meeting(db, wished, by=world.member, now=NOW, today=TODAY)
    assert "Quiet" in client_for(world.colleague).get("/search?q=quiet").text
    assert "kettledrum" not in client_for(world.observer).get("/search?q=quiet").text
    assert "kettledrum" in client_for(world.colleague).get("/search?q=kettledram").text
    assert "kettledrum" not in client_for(world.observer).get("/search?q=kettledram").text
