from datetime import date, timedelta

import pytest

from app.advice.cold import Due, Window, window
from app.contacts.silence import DoorRecord, Knock
from app.contacts.terms import Channel, Precision, Response
from app.doors.rules import RoundSettings

TODAY = date(2026, 11, 24)
SETTINGS = RoundSettings(spacing_days=42, rest_after_declined_days=182)


def knock(held_on: str, response: Response | None = Response.INTERESTED,
          precision: Precision = Precision.DAY) -> Knock:  # fmt: skip
    return Knock(
        contact_id=1, held_on=date.fromisoformat(held_on), precision=precision,
        channel=Channel.LETTER, level=None, response=response, messengers=("AUT",), author_id=1,
    )  # fmt: skip


def record(*knocks: Knock) -> DoorRecord:
    effective = next((one for one in knocks if one.effective), None)
    return DoorRecord(recent=knocks, last_effective=effective)


def test_a_door_without_a_knock_has_no_window():
    assert window(record(), SETTINGS, TODAY) is None


@pytest.mark.parametrize(
    ("knocks", "not_before", "not_later"),
    [
        ([knock("2026-10-01")], "2026-11-12", "2027-04-01"),
        ([knock("2026-10-01", Response.NO_REPLY), knock("2026-01-01")], "2026-11-12", "2026-11-12"),
        ([knock("2026-10-01", Response.NO_REPLY)], "2026-11-12", "2027-04-01"),
        ([knock("2026-10-01", Response.DECLINED)], "2027-04-01", "2027-04-01"),
        ([knock("2026-09-01", precision=Precision.MONTH)], "2026-11-11", "2027-03-02"),
    ],
)
def test_the_next_knock_comes_after_the_spacing_and_within_half_a_year(
    knocks, not_before, not_later
):
    found = window(record(*knocks), SETTINGS, TODAY)
    assert found == Window(date.fromisoformat(not_before), date.fromisoformat(not_later))


@pytest.mark.parametrize(
    ("days", "cold", "cools"),
    [(-1, True, True), (0, False, True), (30, False, True), (31, False, False)],
)
def test_a_door_cools_a_month_before_it_is_cold(days, cold, cools):
    found = Window(TODAY - timedelta(days=9), TODAY + timedelta(days=days))
    assert (found.is_cold(TODAY), found.cools(TODAY)) == (cold, cools)


@pytest.mark.parametrize(
    ("before", "later", "due"),
    [
        (-90, -1, Due.COLD), (-90, 30, Due.SOON), (-90, 31, Due.READY), (0, 90, Due.READY),
        (1, 90, Due.RESTING), (5, 20, Due.RESTING),
    ],
)  # fmt: skip
def test_two_days_say_how_a_door_stands(before, later, due):
    found = Window(TODAY + timedelta(days=before), TODAY + timedelta(days=later))
    assert found.due(TODAY) is due
