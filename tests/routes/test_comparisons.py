from app.contacts.service import log_contact
from tests.contacts.builders import wish
from tests.world import NOW, TODAY

PAIR = "/comparison?state=Angola&state=MOZ&state=Swaziland"


def test_states_stand_side_by_side_found_by_any_name(client_for, world):
    text = client_for(world.member).get(PAIR).text
    for name in ("Angola", "Mozambique", "Eswatini"):
        assert f">{name}</a></th>" in text
    assert "<strong>SADC</strong>" in text


def test_what_is_not_clearly_one_state_is_said_with_what_it_may_mean(client_for, world):
    text = client_for(world.member).get("/comparison?state=Guin&state=Angola").text
    assert "“Guin” is not clearly one State" in text
    assert "Guinea-Bissau" in text
    assert ">Angola</a></th>" in text


def test_no_state_is_compared_twice_and_never_more_than_four(client_for, world):
    asked = "&".join(f"state={code}" for code in ("AGO", "AGO", "BRA", "KEN", "NPL", "VNM"))
    text = client_for(world.member).get(f"/comparison?{asked}").text
    assert text.count('<th scope="col"><a') == 4


def test_observers_compare_facts_and_no_entry(client_for, db, world):
    log_contact(db, wish(state="AGO"), by=world.member, now=NOW, today=TODAY)
    assert "Last effective knock" in client_for(world.member).get(PAIR).text
    assert "Last effective knock" not in client_for(world.observer).get(PAIR).text


def test_nothing_chosen_says_what_to_do(client_for, world):
    assert "No State is chosen" in client_for(world.member).get("/comparison").text
