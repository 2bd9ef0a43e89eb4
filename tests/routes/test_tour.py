import pytest


@pytest.mark.parametrize("who", ["coordinator", "member", "campaigner", "envoy", "observer"])
def test_a_first_visit_shows_three_steps_until_they_are_put_away(client_for, world, who):
    client = client_for(getattr(world, who))
    text = client.get("/").text
    steps = text[text.index("Three steps to begin with") :].split("</section>")[0]
    assert steps.count("<li>") == 3
    assert client.post("/tour").headers["location"] == "/"
    assert "Three steps to begin with" not in client.get("/").text


def test_an_observer_is_not_sent_to_what_they_may_not_do(client_for, world):
    text = client_for(world.observer).get("/").text
    steps = text[text.index("Three steps to begin with") :].split("</section>")[0]
    assert "/contacts/new" not in steps
