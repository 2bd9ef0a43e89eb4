"""The very first page of a visit knows when the one before ended."""

from datetime import timedelta

from fastapi.testclient import TestClient

from app.accounts.service import start_session
from app.kit import dates
from app.kit.db import writing
from app.main import create_app
from tests.world import NOW, people


def test_the_first_page_of_another_visit_says_when_the_one_before_ended(own_database, monkeypatch):
    with writing() as db:
        token = start_session(db, people(db).member, "a phone", NOW)
    monkeypatch.setattr(dates, "now", lambda: NOW + timedelta(days=3))
    client = TestClient(create_app(), base_url="http://127.0.0.1", cookies={"samedoor": token})
    for _ in range(2):
        assert "Nothing new since 24 November 2026, 09:30 UTC" in client.get("/").text
