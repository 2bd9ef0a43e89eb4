"""The choice of a language: kept on the device, else as the browser asks."""

import pytest

from app.web.language import local


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("fr", "fr"),
        ("es-MX,es;q=0.9", "es"),
        ("de,ar;q=0.4,en;q=0.3", "ar"),
        ("en-US,fr;q=0.9", "en"),
        ("de", "en"),
        ("", "en"),
        (";;q=x,,*", "en"),
    ],
)
def test_a_browser_is_answered_in_the_language_it_asks_for(client_for, asked, spoken):
    page = client_for(None).get("/sign-in", headers={"accept-language": asked})
    assert f'<html lang="{spoken}" dir="{"rtl" if spoken == "ar" else "ltr"}"' in page.text


def test_a_chosen_language_is_kept_on_the_device_and_leads_back(client_for):
    client = client_for(None)
    answer = client.post("/language", data={"language": "ar", "back": "/sign-in?next=%2Fdoors"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fdoors")
    page = client.get("/sign-in", headers={"accept-language": "fr"})
    assert '<html lang="ar" dir="rtl"' in page.text


def test_what_is_no_language_forgets_the_choice(client_for):
    client = client_for(None)
    client.post("/language", data={"language": "fr"})
    client.post("/language", data={"language": "tlh"})
    assert '<html lang="en"' in client.get("/sign-in").text


@pytest.mark.parametrize(
    "elsewhere",
    ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "elsewhere", ""],
)
def test_a_choice_never_leads_to_another_site(elsewhere):
    assert local(elsewhere) == "/"


def test_the_language_of_one_reader_is_not_told_to_the_next(client_for, world):
    french, english = client_for(world.member), client_for(world.coordinator)
    french.cookies.set("samedoor-language", "fr")
    assert "Cambodge" in french.get("/states").text
    page = english.get("/states").text
    assert "Cambodia" in page
    assert "Cambodge" not in page
