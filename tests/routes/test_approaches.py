"""The pages of the next approach: who may, what they say, what comes back."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.advice.gathering import advice
from app.advice.models import Approach, ApproachStep, Decision, Lead, Step
from app.advice.suggest import Suggestion
from app.audit.derived import forget
from app.doors.asks import Ask
from app.doors.door import Door
from app.kit.dates import spoken
from app.messengers.forms import ExcludePair
from app.messengers.models import Messenger
from app.messengers.service import exclude_pair
from tests.advice.test_acts import log, plan
from tests.advice.test_gathering import TAKING_PART, take_part
from tests.judge import Judge
from tests.world import NOW, TODAY, World

Client = Callable[[User | None], Judge]
AGO = Door("AGO", Ask.RATIFY)
AT_AGO = "/suggestions/AGO/ratify"
IN_PLACE = {"HX-Request": "true", "HX-Target": "card-AGO"}


def line_at(db: Session, by: User) -> Suggestion:
    found = advice(db, by.reader, TODAY).at(AGO)
    assert isinstance(found, Suggestion)
    return found


def typed(**more: str) -> dict[str, str]:
    return {
        "state": "Angola",
        "messenger": "AUT",
        "channel": "letter",
        "level": "ambassador",
        "window_from": "2026-11-24",
        "window_to": "2026-12-24",
        **more,
    }


def test_the_list_says_what_to_do_when_nobody_takes_part(client_for: Client, world: World):
    reply = client_for(world.member).get("/approaches")
    assert reply.status_code == 200
    assert "Nobody takes part yet" in reply.text
    assert "A Coordinator marks them" in reply.text


@pytest.mark.parametrize(
    ("tongue", "said"), [("en", "What was counted, {} points in all"), ("fr", "{} points au total")]
)
def test_what_was_counted_is_told_as_its_parts_are(
    client_for: Client, db: Session, world: World, tongue: str, said: str
):
    take_part(db)
    score = f"{line_at(db, world.member).score:.1f}"
    shown = client_for(world.member).get("/approaches", headers={"accept-language": tongue}).text
    assert said.format(score.replace(".", ",") if tongue == "fr" else score) in shown


def test_the_list_ranks_suggestions_with_reasons_and_cautions(
    client_for: Client, world: World, db: Session
):
    take_part(db)
    reply = client_for(world.member).get("/approaches")
    first = advice(db, world.member.reader, TODAY).lines[0]
    for said in (first.state, *first.reasons, *first.cautions, first.would_change):
        assert said in reply.text.replace("&#39;", "'")
    assert reply.text.count('class="card suggestion"') == 12


def test_a_card_says_three_reasons_and_three_cautions_at_once_and_folds_the_rest(
    client_for: Client, world: World, db: Session
):
    take_part(db)
    lines = advice(db, world.member.reader, TODAY).lines[:12]
    cards = client_for(world.member).get("/approaches").text.split('<article class="card')[1:]
    assert any(len(line.reasons) > 3 for line in lines)
    for line, card in zip(lines, cards, strict=True):
        for told, kind in ((line.reasons, "reasons"), (line.cautions, "cautions")):
            lists = re.findall(rf'<ul class="{kind}"[^>]*>(.*?)</ul>', card)
            counts = [one.count("<li>") for one in lists]
            assert counts == [number for number in (len(told[:3]), len(told[3:])) if number]
        assert f"{len(line.reasons) - 3} more<span" in card or len(line.reasons) <= 3


def test_a_door_that_answered_lately_is_better_left_until_a_day_that_is_named(
    client_for: Client, world: World, db: Session
):
    for code in TAKING_PART:
        db.get_one(Messenger, code).capacity = 99
    take_part(db)
    log(db, world.member, held_on=TODAY - timedelta(days=43), response="noncommittal")
    line = line_at(db, world.member)
    assert line.waits
    shown = client_for(world.member).get("/doors/AGO/ratify").text
    assert f"Better wait until {spoken(line.better_from)}" in shown
    assert "Later: " in shown
    assert "Suggested: " not in shown
    assert "Accept all the same" in shown
    assert f"Better wait until {spoken(line.better_from)}" in (
        client_for(world.member).get("/briefings/AGO").text
    )


def test_all_lines_are_shown_on_request_and_ones_own_alone(
    client_for: Client, world: World, db: Session
):
    take_part(db)
    lines = advice(db, world.member.reader, TODAY).lines
    client = client_for(world.member)
    every = client.get("/approaches?every=true").text
    assert every.count('class="card suggestion"') == len(lines)
    mine = client.get("/approaches?mine=true").text
    own = [line for line in lines if line.messenger == "AUT"]
    assert mine.count('class="card suggestion"') == len(own) > 0


def test_doors_at_rest_say_why_and_until_when(client_for: Client, world: World, db: Session):
    take_part(db)
    log(db, world.member, held_on=TODAY - timedelta(days=10))
    reply = client_for(world.stranger).get("/approaches")
    assert "42 days lie between two knocks" in reply.text
    assert "26 December 2026" in reply.text


@pytest.mark.parametrize("who", ["observer", "administrator"])
def test_those_who_read_no_entries_see_no_approaches(client_for: Client, world: World, who: str):
    client = client_for(getattr(world, who))
    for path in ("/approaches", "/approaches/new"):
        assert client.get(path).status_code == 403
    assert client.post("/approaches", data=typed()).status_code == 403
    assert client.post(f"{AT_AGO}/acceptance", data={"messenger": "AUT"}).status_code == 403


def test_accepting_leads_to_the_claimed_approach(client_for: Client, world: World, db: Session):
    take_part(db)
    client, line = client_for(world.member), line_at(db, world.member)
    reply = client.post(f"{AT_AGO}/acceptance", data={"messenger": line.messenger})
    approach = db.exec(select(Approach)).one()
    assert (reply.status_code, reply.headers["location"]) == (303, f"/approaches/{approach.id}")
    shown = client.get(f"/approaches/{approach.id}").text
    assert "Approach to Angola" in shown
    assert "What was suggested" in shown
    assert line.reasons[0] in shown
    assert (
        "What was suggested"
        not in client_for(world.stranger).get(f"/approaches/{approach.id}").text
    )


def test_the_card_says_who_will_read_the_approach_before_one_accepts(
    client_for: Client, world: World, db: Session
):
    take_part(db)
    client = client_for(world.coordinator)
    assert "You and Coordinators read it" not in client.get("/approaches").text
    hidden = {"visibility": "coordinators", "warn_others": "no"}
    log(db, world.coordinator, held_on=TODAY - timedelta(days=300), **hidden)
    shown = client.get("/approaches").text
    assert "Once accepted: You and Coordinators read it" in shown
    assert "Once accepted: The group reads it" in shown
    assert "You and Coordinators read it" in client.get("/doors/AGO/ratify").text
    adjusted = client.get("/approaches/new?state=AGO&adjust=true").text
    assert '<option value="coordinators" selected>' in adjusted
    assert "this is the level that follows" in adjusted
    line = line_at(db, world.coordinator)
    reply = client.post(f"{AT_AGO}/acceptance", data={"messenger": line.messenger})
    assert "Coordinators only" in client.get(reply.headers["location"]).text
    assert client_for(world.member).get(reply.headers["location"]).status_code == 404


def test_htmx_puts_the_answer_where_the_card_was(client_for: Client, world: World, db: Session):
    take_part(db)
    client, line = client_for(world.member), line_at(db, world.member)
    data = {"messenger": line.messenger}
    reply = client.post(f"{AT_AGO}/snooze", data=data, headers=IN_PLACE)
    assert reply.status_code == 200
    assert 'id="card-AGO"' in reply.text
    assert "Snoozed for 30 days." in reply.text
    assert "<h1" not in reply.text
    again = client.post(f"{AT_AGO}/acceptance", data=data, headers=IN_PLACE)
    assert again.status_code == 409
    assert "changed in the meantime" in again.text


def test_declining_needs_a_reason_and_says_when_it_returns(
    client_for: Client, world: World, db: Session
):
    take_part(db)
    client, line = client_for(world.member), line_at(db, world.member)
    data = {"messenger": line.messenger, "reason": "Test reason"}
    reply = client.post(f"{AT_AGO}/refusal", data=data)
    assert (reply.status_code, reply.headers["location"]) == (303, "/approaches")
    listed = client.get("/approaches").text
    assert "does not come back for 90 days" in listed
    assert "22 February 2027" in listed
    assert "Test reason" in listed
    assert db.exec(select(Decision)).one().reason == "Test reason"


@pytest.mark.parametrize("headers", [{}, IN_PLACE])
@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "Please fill this in."), ("   ", "Please"), ("long " * 300, "Please keep this under")],
)
def test_a_reason_that_is_missing_or_too_long_is_asked_for_again_where_it_was_typed(
    client_for: Client, world: World, db: Session, headers: dict[str, str], typed: str, says: str
):
    take_part(db)
    client, line = client_for(world.member), line_at(db, world.member)
    data = {"messenger": line.messenger, "reason": typed, "back": "door"}
    refused = client.post(f"{AT_AGO}/refusal", data=data, headers=headers)
    assert refused.status_code == 422
    assert says in refused.text
    assert 'id="card-AGO"' in refused.text
    assert f'action="{AT_AGO}/refusal"' in refused.text
    assert f'name="messenger" value="{line.messenger}"' in refused.text
    assert 'name="back" value="door"' in refused.text
    assert f">{typed}</textarea>" in refused.text
    assert ("<h1" in refused.text) is not bool(headers)
    assert db.exec(select(Decision)).all() == []


def test_a_door_that_is_not_open_has_no_suggestion_to_decide(client_for: Client, world: World):
    client = client_for(world.member)
    for path in ("/suggestions/AUT/accede", "/suggestions/AGO/accede", "/suggestions/X/ratify"):
        assert client.post(f"{path}/snooze", data={"messenger": "AUT"}).status_code == 404


def test_adjusting_begins_with_what_was_suggested(client_for: Client, world: World, db: Session):
    take_part(db)
    line = line_at(db, world.member)
    reply = client_for(world.member).get("/approaches/new?state=AGO&adjust=true")
    assert "Adjust the suggestion for Angola" in reply.text
    assert f'name="suggested" value="{line.messenger}"' in reply.text
    assert f'<option value="{line.messenger}" selected>' in reply.text
    assert f'<option value="{line.level}" selected>' in reply.text


def test_an_approach_is_planned_by_hand(client_for: Client, world: World, db: Session):
    reply = client_for(world.member).post("/approaches", data=typed(note="Test note"))
    approach = db.exec(select(Approach)).one()
    assert (reply.status_code, reply.headers["location"]) == (303, f"/approaches/{approach.id}")
    assert (approach.state_iso3, approach.note) == ("AGO", "Test note")


def test_a_refused_plan_comes_back_with_what_was_typed(
    client_for: Client, world: World, db: Session
):
    data = typed(note="Test note", window_to="2026-11-01")
    reply = client_for(world.member).post("/approaches", data=data)
    assert reply.status_code == 422
    assert "The window must end after it begins" in reply.text
    assert "Test note" in reply.text
    assert not db.exec(select(Approach)).all()


def test_a_claim_by_somebody_else_is_said_before_saving_and_overridden_with_a_reason(
    client_for: Client, world: World, db: Session
):
    plan(db, world.stranger, messenger="ZMB")
    client = client_for(world.member)
    assert (
        "Zambia has claimed the next approach here" in client.get("/approaches/new?state=AGO").text
    )
    refused = client.post("/approaches", data=typed())
    assert refused.status_code == 422
    assert "say why you go on" in refused.text
    saved = client.post("/approaches", data=typed(override_reason="Test reason"))
    assert saved.status_code == 303
    assert "Test reason" in client.get(saved.headers["location"]).text


def test_an_approach_is_changed_on_its_page(client_for: Client, world: World, db: Session):
    approach = plan(db, world.member)
    client = client_for(world.member)
    shown = client.get(f"/approaches/{approach.id}/edit")
    assert shown.status_code == 200
    assert 'name="version" value="1"' in shown.text
    assert 'name="owner"' not in shown.text
    data = typed(version="1", note="Test note", messenger="PRT")
    assert client.post(f"/approaches/{approach.id}", data=data).status_code == 303
    assert "Portugal: letter" in client.get(f"/approaches/{approach.id}").text


def test_two_people_who_change_one_approach_lose_nothing(
    client_for: Client, world: World, db: Session
):
    approach = plan(db, world.member)
    first, second = client_for(world.member), client_for(world.colleague)
    saved = first.post(f"/approaches/{approach.id}", data=typed(version="1", note="First note"))
    assert saved.status_code == 303
    told = second.post(f"/approaches/{approach.id}", data=typed(version="1", note="Second note"))
    assert told.status_code == 409
    assert "First note" in told.text
    assert "Second note" in told.text
    assert 'name="version" value="2"' in told.text
    assert 'name="take" value="note"' in told.text
    assert 'name="take" value="channel"' not in told.text
    again = second.post(f"/approaches/{approach.id}", data=typed(version="2", note="Second note"))
    assert again.status_code == 303


def test_after_a_conflict_a_field_of_the_others_may_be_taken(
    client_for: Client, world: World, db: Session
):
    approach = plan(db, world.member)
    first, second = client_for(world.member), client_for(world.colleague)
    where = f"/approaches/{approach.id}"
    first.post(where, data=typed(version="1", note="First note", channel="email"))
    mine = typed(version="2", note="Second note", take="channel")
    assert second.post(where, data=mine).status_code == 303
    assert (approach.note, approach.channel) == ("Second note", "email")


def test_the_earlier_texts_of_an_approach_are_on_a_page(
    client_for: Client, world: World, db: Session
):
    approach = plan(db, world.member, note="First note")
    client, where = client_for(world.member), f"/approaches/{approach.id}"
    assert "earlier versions" not in client.get(where).text
    client.post(where, data=typed(version="1", note="Second note"))
    assert f'href="{where}/versions"' in client.get(where).text
    shown = client_for(world.campaigner).get(f"{where}/versions").text
    assert "First note" in shown
    assert "by Mia Member" in shown
    assert "démarche" in shown
    hidden = plan(db, world.coordinator, state="KHM", visibility="coordinators")
    assert client.get(f"/approaches/{hidden.id}/versions").status_code == 404


def test_a_coordinator_gives_an_approach_to_somebody_else(
    client_for: Client, world: World, db: Session
):
    approach = plan(db, world.coordinator)
    client = client_for(world.coordinator)
    assert 'name="owner"' in client.get(f"/approaches/{approach.id}/edit").text
    data = typed(version="1", owner=str(world.stranger.id))
    assert client.post(f"/approaches/{approach.id}", data=data).status_code == 303
    assert "Yours to do next" in client_for(world.stranger).get("/approaches").text


def test_others_do_not_change_an_approach(client_for: Client, world: World, db: Session):
    approach = plan(db, world.member)
    client = client_for(world.stranger)
    page = client.get(f"/approaches/{approach.id}")
    assert page.status_code == 200
    assert "Log the contact" not in page.text
    assert client.get(f"/approaches/{approach.id}/edit").status_code == 403
    data = typed(version="1")
    assert client.post(f"/approaches/{approach.id}", data=data).status_code == 403
    assert client.post(f"/approaches/{approach.id}/confirmation").status_code == 403
    drop = client.post(f"/approaches/{approach.id}/drop", data={"reason": "x"})
    assert drop.status_code == 403


def test_an_approach_that_one_may_not_read_is_not_found(
    client_for: Client, world: World, db: Session
):
    approach = plan(db, world.coordinator, visibility="coordinators")
    client = client_for(world.member)
    hidden = client.get(f"/approaches/{approach.id}")
    nothing = client.get("/approaches/999999")
    assert hidden.status_code == nothing.status_code == 404
    assert client.get(f"/approaches/{approach.id}/edit").status_code == 404


def test_an_approach_is_confirmed_and_dropped_with_a_reason(
    client_for: Client, world: World, db: Session
):
    approach = plan(db, world.member)
    client, path = client_for(world.member), f"/approaches/{approach.id}"
    assert client.post(f"{path}/confirmation").status_code == 303
    assert "Confirm the date" not in client.get(path).text
    refused = client.post(f"{path}/drop", data={"reason": ""})
    assert refused.status_code == 422
    assert client.post(f"{path}/drop", data={"reason": "Test reason"}).status_code == 303
    shown = client.get(path).text
    assert "Test reason" in shown
    assert "Log the contact" not in shown
    found = db.exec(select(ApproachStep.step).order_by(col(ApproachStep.id))).all()
    assert list(found) == [Step.CLAIMED, Step.CONFIRMED, Step.DROPPED]


def test_collisions_are_shown_to_coordinators_alone(client_for: Client, world: World, db: Session):
    plan(db, world.member)
    plan(db, world.stranger, messenger="ZMB", override_reason="Test reason")
    assert "Collisions" in client_for(world.coordinator).get("/approaches").text
    assert "Collisions" not in client_for(world.member).get("/approaches").text


def test_a_claim_whose_window_has_passed_says_so(client_for: Client, world: World, db: Session):
    approach = plan(db, world.member)
    approach.window_from, approach.window_to = TODAY - timedelta(30), TODAY - timedelta(1)
    db.add(approach)
    db.flush()
    assert "window has passed" in client_for(world.stranger).get("/approaches").text


def test_a_coordinator_sets_and_lifts_a_lead(client_for: Client, world: World, db: Session):
    client, path = client_for(world.coordinator), "/doors/AGO/ratify/lead"
    assert client.get(path).status_code == 200
    refused = client.post(path, data={"messenger": "AUT", "reason": ""})
    assert refused.status_code == 422
    data = {"messenger": "AUT", "reason": "Test reason"}
    assert client.post(path, data=data).status_code == 303
    assert db.exec(select(Lead)).one().messenger == "AUT"
    shown = client.get(path).text
    assert "Now: Austria" in shown
    assert "Test reason" in shown
    door = client.get("/doors/AGO/ratify").text
    assert "Lead messenger: Austria" in door
    assert 'hx-get="/doors/AGO/ratify/lead"' in door
    assert "Lead messenger" not in client_for(world.member).get("/doors/AGO/ratify").text
    assert client.post(f"{path}/lifting").status_code == 303
    assert "Lead messenger: Austria" not in client.get("/doors/AGO/ratify").text
    assert client_for(world.member).get(path).status_code == 403


def test_a_lead_is_set_and_lifted_in_a_page_that_stays(
    client_for: Client, world: World, db: Session
):
    client, path = client_for(world.coordinator), "/doors/AGO/ratify/lead"
    here = {"HX-Request": "true", "HX-Target": "door_form", "Same-Page": "true"}
    form = client.get(path, headers=here).text
    assert "<h1" not in form
    assert 'id="door-form-head"' in form
    refused = client.post(path, data={"messenger": "AUT", "reason": ""}, headers=here)
    assert (refused.status_code, "<h1" in refused.text) == (422, False)
    data = {"messenger": "AUT", "reason": "Test reason"}
    reply = client.post(path, data=data, headers=here)
    assert (reply.status_code, reply.headers["HX-Trigger"]) == (
        204, '{"saved": "The lead messenger is set."}',
    )  # fmt: skip
    reply = client.post(f"{path}/lifting", headers=here)
    assert reply.headers["HX-Trigger"] == '{"saved": "No lead messenger any more."}'
    assert db.exec(select(Lead)).one().lifted_at


def test_the_page_needs_the_same_number_of_queries_however_long_the_log(
    client_for: Client, world: World, db: Session
):
    take_part(db)
    client = client_for(world.member)
    with counted(db) as few:
        client.get("/approaches")
    for number, iso3 in enumerate(("KHM", "NPL", "BRA", "IDN", "TON")):
        plan(db, world.stranger, state=iso3, messenger="ZMB")
        for days in (60, 100, 200):
            on = TODAY - timedelta(days=days + number)
            log(db, world.stranger, state=iso3, held_on=on, override_reason="x", note=f"{on}")
    forget()
    with counted(db) as many:
        client.get("/approaches")
    assert len(many) == len(few)


@contextmanager
def counted(db: Session) -> Iterator[list[str]]:
    """The statements that run inside."""
    said: list[str] = []

    def note(_c: Any, _u: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    db.flush()
    db.expire_all()
    db.info.clear()
    event.listen(db.get_bind(), "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(db.get_bind(), "before_cursor_execute", note)


AT_DOOR = {"HX-Request": "true", "HX-Target": "at_door"}


def test_another_state_or_messenger_brings_its_warnings_before_anything_is_saved(
    client_for: Client, world: World, db: Session
):
    plan(db, world.stranger, messenger="ZMB")
    exclude_pair(db, ExcludePair(state="AGO", cause="x"), code="AUT", by=world.coordinator, now=NOW)
    client = client_for(world.colleague)
    part = client.get("/approaches/new?state=Angola&messenger=PRT", headers=AT_DOOR).text
    assert "Zambia has claimed the next approach here" in part
    assert "Angola is asked to ratify." in part
    assert "is not to be sent" not in part
    assert "<form" not in part
    assert 'name="override_reason"' in part
    part = client.get("/approaches/new?state=Angola&messenger=AUT", headers=AT_DOOR).text
    assert "Austria is not to be sent to this State" in part
    calm = client.get("/approaches/new?state=Brazil&messenger=AUT", headers=AT_DOOR).text
    assert "claimed" not in calm
    assert "Brazil is asked to accede." in calm


@pytest.mark.parametrize(
    ("typed_state", "said"),
    [
        ("Korea", "is not clearly one State"),
        ("Atlantis", "No State is called"),
        ("Austria", "Austria is a State Party: it has no open door."),
    ],
)
def test_a_state_that_has_no_door_to_plan_for_is_said_at_once(
    client_for: Client, world: World, typed_state: str, said: str
):
    client = client_for(world.member)
    where = f"/approaches/new?state={typed_state}"
    assert said in client.get(where, headers=AT_DOOR).text
    assert said in client.get(where).text


def test_the_address_keeps_the_messenger_without_a_script(client_for: Client, world: World):
    page = client_for(world.member).get("/approaches/new?state=AGO&messenger=PRT").text
    assert '<option value="PRT" selected>' in page


def test_an_approach_that_ended_while_somebody_changed_it_keeps_what_they_typed(
    client_for: Client, world: World, db: Session
):
    approach = plan(db, world.member)
    client, where = client_for(world.colleague), f"/approaches/{approach.id}"
    assert client.get(f"{where}/edit").status_code == 200
    client_for(world.member).post(f"{where}/drop", data={"reason": "Test reason"})
    told = client.post(where, data=typed(version="1", note="What I typed"))
    assert told.status_code == 409
    assert "was dropped by Mia Member on 24 November 2026" in told.text
    assert "Test reason" in told.text
    assert "What I typed" in told.text
    assert 'action="/approaches"' in told.text
    assert 'name="state" value="AGO"' in told.text
    assert approach.note != "What I typed"


def test_an_approach_that_became_a_contact_meanwhile_leads_to_it(
    client_for: Client, world: World, db: Session
):
    approach = plan(db, world.member)
    contact = log(db, world.member, approach_id=approach.id)
    client = client_for(world.colleague)
    told = client.post(f"/approaches/{approach.id}", data=typed(version="1", note="What I typed"))
    assert told.status_code == 409
    assert "was done by Mia Member" in told.text
    assert f'href="/contacts/{contact.id}"' in told.text
    assert "What I typed" in told.text


def test_whoever_may_not_change_an_approach_learns_nothing_more_when_it_is_over(
    client_for: Client, world: World, db: Session
):
    approach = plan(db, world.member)
    client_for(world.member).post(f"/approaches/{approach.id}/drop", data={"reason": "x"})
    reply = client_for(world.stranger).post(f"/approaches/{approach.id}", data=typed(version="1"))
    assert reply.status_code == 403


def test_an_approach_that_is_over_cannot_be_opened_to_change(
    client_for: Client, world: World, db: Session
):
    approach = plan(db, world.member)
    client, where = client_for(world.member), f"/approaches/{approach.id}"
    client.post(f"{where}/drop", data={"reason": "x"})
    assert client.get(f"{where}/edit").headers["location"] == where
    assert "This approach is dropped; it can no longer be changed." in client.get(where).text


def test_dropping_what_is_over_already_says_so_and_keeps_the_reason(
    client_for: Client, world: World, db: Session
):
    approach = plan(db, world.member)
    first, second = client_for(world.member), client_for(world.colleague)
    first.post(f"/approaches/{approach.id}/drop", data={"reason": "x"})
    told = second.post(f"/approaches/{approach.id}/drop", data={"reason": "My own reason"})
    assert told.status_code == 422
    assert "This approach is over already." in told.text
    assert "My own reason" in told.text
