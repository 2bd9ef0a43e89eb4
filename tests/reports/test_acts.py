"""Beginning a report, writing its texts, and marking it as final."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.audit.models import Entry
from app.kit.errors import Conflict, Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.reports import service
from app.reports.forms import DiscardDraft, WriteText
from app.reports.models import Report, ReportDiscard, ReportFinal, ReportText
from app.reports.queries import get_report, last_meeting, period, reports, wordings
from app.reports.sections import Section
from app.reports.service import discard_draft, write_text
from app.transfer.demonstration import remove
from tests.reports.cast import YESTERDAY, begin, finalise, log
from tests.reports.test_gathering import demonstrator
from tests.world import NOW, TODAY, World

REGIONS = Section.REGIONS


def write(db: Session, by: User, number: int, text: str, seen: int = 0, **other: Any) -> None:
    wish = {"language": "en", "text": text, "number": seen, "of_number": 0} | other
    write_text(
        db, WriteText.model_validate(wish), number=number, section=REGIONS, by=by, now=NOW,
        today=TODAY,
    )  # fmt: skip


def stands(db: Session, world: World, number: int, language: str = "en") -> Any:
    report = get_report(db, world.coordinator.reader, number, TODAY)
    return wordings(db, report, language)[REGIONS]


def verbs(db: Session) -> list[str]:
    return [one for one in db.exec(select(Entry.verb)) if one.startswith("report.")]


def test_the_period_begins_after_the_last_meeting_in_the_facts(db: Session) -> None:
    last = last_meeting(db, TODAY)
    assert last is not None
    assert last.kind == "MSP"
    first, until = period(db, TODAY)
    assert (first - timedelta(days=1)).isoformat() == last.ends_on
    assert until == YESTERDAY


def test_a_period_that_only_begins_today_ends_today(db: Session) -> None:
    last = last_meeting(db, TODAY)
    assert last is not None
    begins = date.fromisoformat(last.ends_on) + timedelta(days=1)
    assert period(db, begins) == (begins, begins)


def test_a_report_is_begun_once_and_noted(db: Session, world: World) -> None:
    made = begin(db, world.coordinator)
    assert begin(db, world.coordinator).id == made.id
    assert verbs(db) == ["report.begun"]
    assert made.origin is Origin.REAL


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"starts_on": TODAY + timedelta(days=1), "ends_on": "2027-01-01"}, "starts_on"),
        ({"starts_on": "2000-01-01"}, "starts_on"),
        ({"ends_on": "2024-12-31"}, "ends_on"),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    db: Session, world: World, other: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        begin(db, world.coordinator, **other)
    assert refusal.value.field == field
    assert db.exec(select(Report)).all() == []


@pytest.mark.parametrize("name", ["member", "envoy", "observer", "administrator"])
def test_coordinators_alone_draft(db: Session, world: World, name: str) -> None:
    by, number = getattr(world, name), begin(db, world.coordinator).id or 0
    with pytest.raises(Forbidden):
        begin(db, by)
    with pytest.raises(Forbidden):
        write(db, by, number, "A text")
    with pytest.raises(Forbidden):
        finalise(db, by, number)


def test_a_text_is_in_force_until_the_next_and_every_one_is_kept(db: Session, world: World) -> None:
    number = begin(db, world.coordinator).id or 0
    write(db, world.coordinator, number, "One.\r\n\r\nTwo.")
    write(db, world.coordinator, number, "Three.", seen=1)
    assert stands(db, world, number).text == "Three."
    kept = db.exec(select(ReportText).order_by(ReportText.number)).all()
    assert [one.text for one in kept] == ["One.\n\nTwo.", "Three."]
    assert verbs(db) == ["report.begun", "report.written", "report.written"]


def test_the_same_text_once_more_changes_nothing(db: Session, world: World) -> None:
    number = begin(db, world.coordinator).id or 0
    for _again in range(2):
        write(db, world.coordinator, number, "One.")
    assert stands(db, world, number).number == 1


def test_whoever_saved_second_is_told(db: Session, world: World) -> None:
    number = begin(db, world.coordinator).id or 0
    write(db, world.coordinator, number, "One.")
    with pytest.raises(Conflict) as conflict:
        write(db, world.coordinator, number, "Two.")
    assert conflict.value.theirs == "One."
    assert stands(db, world, number).text == "One."


def test_an_empty_text_takes_what_is_proposed_again(db: Session, world: World) -> None:
    number = begin(db, world.coordinator).id or 0
    write(db, world.coordinator, number, "One.")
    write(db, world.coordinator, number, "", seen=1)
    assert (stands(db, world, number).text, stands(db, world, number).number) == ("", 2)


def test_a_translation_can_say_what_the_figures_propose_beside_a_written_text(
    db: Session, world: World
) -> None:
    number = begin(db, world.coordinator).id or 0
    write(db, world.coordinator, number, "", language="fr")
    assert stands(db, world, number, "fr").number == 0
    write(db, world.coordinator, number, "One.")
    for _again in range(2):
        write(db, world.coordinator, number, "", language="fr", of_number=1)
        said = stands(db, world, number, "fr")
        assert (said.text, said.of, said.number) == ("", "fr", 1)


def test_a_report_that_became_final_while_one_waited_takes_no_text(
    db: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = begin(db, world.coordinator).id or 0

    def waited(_db: Session) -> None:
        monkeypatch.undo()
        finalise(db, world.coordinator, number)

    monkeypatch.setattr(service, "wait_for_turn", waited)
    with pytest.raises(Refused, match="This report is final"):
        write(db, world.coordinator, number, "Too late.")
    assert db.exec(select(ReportText)).all() == []


def test_a_text_says_when_its_figures_have_changed(db: Session, world: World) -> None:
    number = begin(db, world.coordinator).id or 0
    write(db, world.coordinator, number, "One.")
    assert not stands(db, world, number).moved
    log(db, world.member)
    assert stands(db, world, number).moved
    write(db, world.coordinator, number, "One.", seen=1)
    assert not stands(db, world, number).moved


def test_a_restricted_entry_changes_no_figures_beside_a_text(db: Session, world: World) -> None:
    number = begin(db, world.coordinator).id or 0
    write(db, world.coordinator, number, "One.")
    log(db, world.member, visibility="coordinators")
    assert not stands(db, world, number).moved


def test_a_translation_gives_way_to_a_text_that_is_newer(db: Session, world: World) -> None:
    number = begin(db, world.coordinator).id or 0
    write(db, world.coordinator, number, "One.")
    assert stands(db, world, number, "fr").of == "en"
    write(db, world.coordinator, number, "Un.", language="fr", of_number=1)
    assert stands(db, world, number, "fr").text == "Un."
    write(db, world.coordinator, number, "Two.", seen=1)
    later = stands(db, world, number, "fr")
    assert (later.text, later.of, later.behind) == ("Two.", "en", True)


def test_a_final_report_keeps_its_figures_and_texts(db: Session, world: World) -> None:
    number = begin(db, world.coordinator).id or 0
    log(db, world.member)
    finalise(db, world.coordinator, number)
    log(db, world.member)
    assert get_report(db, world.observer.reader, number, TODAY).figures.contacts == 1
    with pytest.raises(Refused):
        write(db, world.coordinator, number, "A text")
    finalise(db, world.coordinator, number)
    assert verbs(db) == ["report.begun", "report.finalised"]


def test_nothing_is_final_before_its_end_or_unread(db: Session, world: World) -> None:
    for last in (TODAY, TODAY + timedelta(days=1)):
        number = begin(db, world.coordinator, ends_on=last).id or 0
        with pytest.raises(Refused, match="once its last day is over"):
            finalise(db, world.coordinator, number)
    over = begin(db, world.coordinator).id or 0
    with pytest.raises(Refused) as refusal:
        finalise(db, world.coordinator, over, agreed=False)
    assert refusal.value.field == "agreed"
    assert db.exec(select(ReportFinal)).all() == []


def test_who_is_told_totals_reads_a_final_report_and_no_draft(db: Session, world: World) -> None:
    final, draft = (begin(db, world.coordinator, starts_on=day).id or 0
                    for day in ("2025-01-01", "2026-01-01"))  # fmt: skip
    finalise(db, world.coordinator, final)
    for name in ("member", "campaigner", "envoy", "observer"):
        reader = getattr(world, name).reader
        assert [one.id for one, _final in reports(db, reader)] == [final]
        with pytest.raises(Missing):
            get_report(db, reader, draft, TODAY)
    assert reports(db, world.administrator.reader) == []
    assert len(reports(db, world.coordinator.reader)) == 2


def test_a_demonstration_account_drafts_its_own_and_they_go_with_it(
    db: Session, world: World
) -> None:
    by = demonstrator(db, world)
    own, real = begin(db, by), begin(db, world.coordinator).id or 0
    assert own.origin is Origin.DEMONSTRATION
    with pytest.raises(Forbidden):
        write(db, by, real, "A text")
    write(db, by, own.id or 0, "Demonstration entry")
    finalise(db, by, own.id or 0)
    gone = remove(db, now=NOW)
    assert {"texts of reports": 1, "final reports": 1, "reports": 1}.items() <= gone.items()
    assert [one.id for one in db.exec(select(Report))] == [real]


def discard(db: Session, by: User, number: int, *, sure: bool = True) -> None:
    discard_draft(db, DiscardDraft(sure=sure), number=number, by=by, now=NOW, today=TODAY)


def test_a_draft_that_is_discarded_is_shown_no_more_and_the_audit_knows(
    db: Session, world: World
) -> None:
    by, number = world.coordinator, begin(db, world.coordinator).id or 0
    write(db, by, number, "A text")
    for _ in range(2):
        discard(db, by, number)
    assert reports(db, by.reader) == []
    with pytest.raises(Missing):
        get_report(db, by.reader, number, TODAY)
    with pytest.raises(Missing):
        write(db, by, number, "Another text")
    entry = db.exec(select(Entry).where(Entry.verb == "report.discarded")).one()
    assert (entry.subject, entry.actor_id) == (f"report:{number}", by.id)
    assert len(db.exec(select(ReportText)).all()) == 1


def test_after_a_discarded_draft_one_of_the_same_period_is_begun_anew(
    db: Session, world: World
) -> None:
    number = begin(db, world.coordinator).id or 0
    discard(db, world.coordinator, number)
    assert begin(db, world.coordinator).id != number


def test_nobody_discards_a_draft_unasked_nor_a_final_report(db: Session, world: World) -> None:
    number = begin(db, world.coordinator).id or 0
    with pytest.raises(Refused, match="no longer wanted"):
        discard(db, world.coordinator, number, sure=False)
    with pytest.raises(Forbidden):
        discard(db, world.member, number)
    finalise(db, world.coordinator, number)
    with pytest.raises(Refused, match="This report is final"):
        discard(db, world.coordinator, number)
    assert db.exec(select(ReportDiscard)).all() == []
