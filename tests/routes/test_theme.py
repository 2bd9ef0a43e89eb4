import pytest


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_choice_of_light_or_dark_is_on_every_page_from_then_on(client_for, world, theme):
    client = client_for(world.member)
    assert client.post("/theme", data={"theme": theme}).headers["location"] == "/sessions"
    assert f'data-theme="{theme}"' in client.get("/doors").text


@pytest.mark.parametrize("theme", ["system", "", "purple"])
def test_anything_else_is_as_the_system_has_it(client_for, world, theme):
    client = client_for(world.member)
    client.post("/theme", data={"theme": "dark"})
    client.post("/theme", data={"theme": theme})
    assert "data-theme" not in client.get("/doors").text


def test_the_glossary_has_the_rungs_of_the_ladder(client_for, world):
    text = client_for(world.observer).get("/glossary").text
    assert "decided by the government" in text
    assert 'id="collision"' in text
