import re
from datetime import timedelta

from app.advice.cold import COOLS
from app.contacts.service import log_contact
from app.doors.queries import open_doors
from app.kit.dates import spoken
from app.messengers.models import Messenger
from tests.advice.test_rounds import MONDAY, planned
from tests.contacts.builders import wish
from tests.world import NOW, TODAY


def log(db, by, **more):
    return log_contact(db, wish(**more), by=by, now=NOW, today=TODAY)


def test_a_coordinator_sees_the_round_at_a_glance(client_for, db, world):
    log(db, world.member, held_on=TODAY.isoformat(), messengers=["AUT", "ZMB"])
    text = client_for(world.coordinator).get("/").text
    assert "The round at a glance" in text
    assert '<dt>Contacts at open doors</dt><dd><span class="figure">1</span>' in text
    assert '<dt>Different messengers</dt><dd><span class="figure">2</span>' in text


def test_a_door_that_goes_cold_is_named_with_its_two_days(client_for, db, world):
    long_ago = TODAY - COOLS - timedelta(days=1)
    log(db, world.member, held_on=long_ago.isoformat())
    text = client_for(world.coordinator).get("/").text
    cold = text[text.index("Going cold") :].split("</section>")[0]
    assert "Angola" in cold
    assert "Cold" in cold


def test_commitments_past_their_day_are_named(client_for, db, world):
    due = (TODAY - timedelta(days=2)).isoformat()
    log(db, world.member, held_on="2026-10-01", commitment_side=["ours"],
        commitment_text=["To send the dossier"], commitment_due=[due])  # fmt: skip
    text = client_for(world.coordinator).get("/").text
    past = text[text.index("Commitments past their day") :].split("</section>")[0]
    assert "To send the dossier" in past


def take_part(db, *codes):
    for code in codes:
        db.get(Messenger, code).takes_part = True
    db.flush()


def test_messengers_without_a_contact_this_quarter_are_named(client_for, db, world):
    take_part(db, "AUT", "NZL")
    log(db, world.member, held_on=TODAY.isoformat(), messengers=["AUT"])
    text = client_for(world.coordinator).get("/").text
    quiet = text[text.index("Nothing logged this quarter") :].split("</section>")[0]
    assert "New Zealand" in quiet
    assert "Austria" not in quiet


def test_others_see_what_is_theirs_and_no_round(client_for, world):
    for person in (world.member, world.envoy, world.campaigner):
        text = client_for(person).get("/").text
        assert "The round at a glance" not in text
        assert "Claimed by you" in text


def test_the_envoy_sees_doors_that_need_her_level(client_for, db, world):
    take_part(db, "ENVOY")
    log(db, world.coordinator, held_on="2026-01-10", level="director", response="interested")
    text = client_for(world.envoy).get("/").text
    high = text[text.index("Doors that need your level") :].split("</section>")[0]
    assert "Angola" in high
    assert "/briefings/AGO" in high


def test_an_observer_sees_progress_and_no_entry(client_for, db, world):
    log(db, world.member, held_on=TODAY.isoformat(), note="Seen by the group")
    text = client_for(world.observer).get("/").text
    assert "States Parties over time" in text
    assert "Logged lately" not in text


def test_of_many_claims_the_soonest_are_shown_and_all_are_a_link_away(client_for, db, world):
    for days, iso3 in enumerate(open_states(db)[:10]):
        planned(db, world.member, iso3, 20 - days, 30 - days)
    text = client_for(world.member).get("/").text
    mine = text[text.index('id="mine"') :].split("</section>")[0]
    assert mine.count("<li>") == 8
    assert '<a href="/approaches#yours">10 yours</a>' in mine
    soonest = [spoken(MONDAY + timedelta(days=days)) for days in range(11, 19)]
    assert re.findall(r'class="soft">([^<]+?) to ', mine) == soonest


def open_states(db):
    return sorted({door.iso3 for door in open_doors(db, TODAY)})
