"""A plan as a sheet and as a calendar, opened by readers that did not write them."""

import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import select

from app.advice.models import Approach
from app.audit.models import Entry
from app.doors.forms import HoldDoor
from app.doors.service import hold_door
from app.kit.origin import NOTICES, Origin
from app.states.names import alphabetical
from app.states.queries import book
from tests.advice.plan_cast import Made, planned_round
from tests.advice.test_gathering import knocked, take_part
from tests.routes.test_plans import asked
from tests.world import NOW, TODAY, user

OTHERS = ["member", "campaigner", "envoy", "observer", "administrator"]


@pytest.fixture
def made(db, world) -> Made:
    take_part(db)
    knocked(db, world.member, "AGO", 200, visibility="messenger")
    return planned_round(db, world.coordinator)


def rows(reply) -> list[dict[str, str]]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(reply.content)).get_sheet_by_name("Plan")
    header, *found = sheet.to_python()
    return [dict(zip(header, one, strict=True)) for one in found]


def unfolded(reply) -> list[dict[str, str]]:
    """The events of a calendar, read by the rules of RFC 5545: folded lines, escaped texts."""
    content = reply.content.decode()
    assert content.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    lines = content.replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and ":" in line and not line.startswith("END:"):
            name, _, value = line.partition(":")
            plain = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
            found[-1][name] = plain.replace("\\\\", "\\")
    return found


def test_the_sheet_has_a_row_for_each_knock(client_for, db, world, made):
    reply = client_for(world.coordinator).get(f"/plans/{made.number}/plan.xlsx")
    assert reply.headers["content-disposition"] == (
        f'attachment; filename="plan-{made.number}-2026-11-24.xlsx"'
    )
    assert reply.headers["cache-control"] == "no-store"
    found = rows(reply)
    assert len(found) == len(made.plan.lines)
    name = book(db).name
    line = min(made.plan.lines, key=lambda one: (one.week, alphabetical(name(one.door.iso3))))
    first = found[0]
    assert (first["week"], first["state_iso3"], first["messenger"], first["level"]) == (
        made.kept.monday(line).isoformat(), line.door.iso3, line.messenger, line.level.value,
    )  # fmt: skip
    assert first["handling"] == "Coordinators only"
    assert first["reasons"]
    assert {one["visibility"] for one in found if one["state_iso3"] == "AGO"} == {"coordinators"}
    assert {one["visibility"] for one in found if one["state_iso3"] == "KHM"} == {"group"}


def test_the_sheet_of_an_adopted_plan_says_what_became_of_each_line(client_for, db, world, made):
    client = client_for(world.coordinator)
    path = f"/plans/{made.number}/plan.xlsx"
    assert {one["kind"] for one in rows(client.get(path))} == {"new"}
    taken, kept_out = made.codes[:2]
    hold = HoldDoor(reason="Test reason")
    by = {"by": world.coordinator, "now": NOW, "today": TODAY}
    hold_door(db, hold, door=made.line(kept_out).door, **by)
    client.post(f"/plans/{made.number}/adoption", data={"line": [taken, kept_out]})
    [number] = db.exec(select(Approach.id)).all()
    found = {
        f"{one['state_iso3']}-{one['ask']}-{one['messenger']}-{one['week']}": one
        for one in rows(client.get(path))
    }
    assert (found[taken]["kind"], found[taken]["approach"]) == ("adopted", str(number))
    assert (found[kept_out]["kind"], found[kept_out]["approach"]) == ("refused", "")
    others = {one["kind"] for code, one in found.items() if code not in (taken, kept_out)}
    assert others == {"not adopted"}


def test_the_calendar_has_a_week_for_each_knock(client_for, world, made):
    reply = client_for(world.coordinator).get(f"/plans/{made.number}/plan.ics")
    assert reply.headers["content-type"] == "text/calendar; charset=utf-8"
    assert reply.headers["content-disposition"].endswith('2026-11-24.ics"')
    events = unfolded(reply)
    assert len(events) == len(made.plan.lines)
    assert len({one["UID"] for one in events}) == len(events)
    line = min(made.plan.lines)
    monday = made.kept.monday(line)
    first = events[0]
    assert first["DTSTART;VALUE=DATE"] == f"{monday:%Y%m%d}"
    assert first["DTEND;VALUE=DATE"] == f"{monday + timedelta(days=7):%Y%m%d}"
    assert first["CLASS"] == "CONFIDENTIAL"
    assert "Coordinators only" in first["DESCRIPTION"]
    angola = [one["SUMMARY"] for one in events if one["SUMMARY"].startswith("Angola")]
    assert angola
    assert all(one.endswith("[Coordinators only]") for one in angola)
    cambodia = next(one for one in events if one["SUMMARY"].startswith("Cambodia"))
    assert "[" not in cambodia["SUMMARY"]
    assert cambodia["DESCRIPTION"].count("\n") >= 2


def test_the_same_plan_gives_the_same_calendar(client_for, world, made):
    client = client_for(world.coordinator)
    one, other = (client.get(f"/plans/{made.number}/plan.ics").content for _ in range(2))
    assert one == other


@pytest.mark.parametrize("form", ["xlsx", "ics"])
def test_each_export_is_in_the_audit(client_for, db, world, made, form):
    client_for(world.coordinator).get(f"/plans/{made.number}/plan.{form}")
    [said] = db.exec(select(Entry).where(Entry.verb == "plan.exported")).all()
    assert (said.actor_id, said.subject, said.detail) == (
        world.coordinator.id,
        f"plan:{made.number}",
        form,
    )


@pytest.mark.parametrize("form", ["xlsx", "ics"])
@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_exports_a_plan(client_for, db, world, made, name, form):
    client = client_for(getattr(world, name))
    for number in (made.number, 987_654):
        assert client.get(f"/plans/{number}/plan.{form}").status_code == 403
    assert db.exec(select(Entry).where(Entry.verb == "plan.exported")).all() == []


@pytest.mark.parametrize("form", ["xlsx", "ics"])
def test_there_is_nothing_to_export_while_it_is_worked_out(client_for, db, world, form):
    run = asked(db, world)
    client = client_for(world.coordinator)
    assert client.get(f"/plans/{run.id}/plan.{form}").status_code == 404
    assert client.get(f"/plans/987654/plan.{form}").status_code == 404
    assert db.exec(select(Entry).where(Entry.verb == "plan.exported")).all() == []


def test_it_says_while_there_are_demonstration_entries(client_for, db, world, made):
    demo = user(db, "Dora Demonstration", world.coordinator.role, "COORDINATORS")
    demo.origin = Origin.DEMONSTRATION
    own = planned_round(db, demo)
    client = client_for(world.coordinator)
    notice = str(NOTICES[Origin.DEMONSTRATION])
    sheet = client.get(f"/plans/{own.number}/plan.xlsx")
    assert "contains-demonstration-entries" in sheet.headers["content-disposition"]
    assert {one["notice"] for one in rows(sheet)} == {notice}
    calendar = client.get(f"/plans/{own.number}/plan.ics")
    assert "contains-demonstration-entries" in calendar.headers["content-disposition"]
    assert all(notice in one["DESCRIPTION"] for one in unfolded(calendar))
