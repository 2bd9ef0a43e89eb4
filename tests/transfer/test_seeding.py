"""Loading the reference facts: all or nothing, and again without change."""

import csv
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlmodel import select

from app.audit.models import Entry
from app.contacts.forms import AmendContact
from app.contacts.service import amend_contact
from app.doors.asks import Ask
from app.messages.queries import current_message, get_message
from app.messages.themes import Theme
from app.messengers.models import Kind, Messenger
from app.norms.models import Position, Vote
from app.opportunities.models import Attendance, Meeting
from app.states.forms import RecordTreatyAct, RetractTreatyAct
from app.states.models import Membership, RelatedTreaty, State, TreatyAct
from app.states.queries import acts_of, standings
from app.states.service import record_treaty_act, retract_treaty_act
from app.states.standing import Standing
from app.transfer.rows import SOURCES
from app.transfer.seeding import SeedError, load_facts
from tests.messages.cast import draft
from tests.opportunities.cast import MEETING, attend, meet
from tests.transfer.entries import log
from tests.world import NOW, ROOT, TODAY

SEED = ROOT / "seed"
LATER = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    """A copy of the seed, to spoil."""
    return Path(shutil.copytree(SEED, tmp_path / "seed"))


def load(db, folder, progress=lambda line: None, **more):
    return load_facts(db, folder, now=LATER, progress=progress, **more)


def edit(folder, file, change):
    """Rewrite a file's rows: `change` gets and gives (header, rows)."""
    path = folder / file
    with path.open(encoding="utf-8", newline="") as source:
        header, *rows = csv.reader(source)
    header, rows = change(header, rows)
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows([header, *rows])


def with_cell(file, number, column, value):
    """Spoils one cell; `number` counts the rows from 1."""

    def spoil(folder):
        def change(header, rows):
            rows[number - 1][header.index(column)] = value
            return header, rows

        edit(folder, file, change)

    return spoil


def with_text(file, old, new):
    def spoil(folder):
        path = folder / file
        content = path.read_bytes()
        assert old in content
        path.write_bytes(content.replace(old, new, 1))

    return spoil


def with_rows(file, change):
    return lambda folder: edit(folder, file, change)


def cell(file, number, column, value):
    """One spoilt cell, and the place that the refusal must name."""
    spoil = with_cell(file, number, column, value)
    place = f"{file}, line {number + 1}, column {column}"
    return pytest.param(spoil, place, id=f"{column} {value}"[:40])


def counts(db):
    tables = (State, TreatyAct, Membership, RelatedTreaty, Vote, Position, Meeting, Messenger)
    return [db.exec(select(func.count()).select_from(table)).one() for table in tables]


def test_the_facts_are_all_there(db):
    assert counts(db) == [197, 226, 944, 1379, 5018, 85, 44, 197 + 7]


def test_loading_again_changes_nothing_and_is_not_in_the_audit(db):
    before = db.exec(select(func.count()).select_from(Entry)).one()
    reports = load(db, SEED)
    assert all(counted(report) == (0, 0, 0, 0) for report in reports)
    assert sum(report.unchanged for report in reports) > 8000
    assert db.exec(select(func.count()).select_from(Entry)).one() == before


def test_every_table_is_reported_and_heard_of(db):
    heard = []
    reports = load(db, SEED, heard.append)
    assert len(reports) == len(SOURCES) + 1
    for source in SOURCES:
        assert any(line.startswith(source.file) for line in heard)


def test_a_changed_row_is_changed_reported_and_recorded_once(db, folder):
    with_cell("states.csv", 5, "capital", "Elsewhere")(folder)
    reports = {report.table: report for report in load(db, folder)}
    assert counted(reports["states"]) == (0, 1, 0, 0)
    assert reports["states"].unchanged == 196
    entry = db.exec(select(Entry).order_by(Entry.id.desc())).first()
    assert (entry.verb, entry.detail, entry.actor_id) == ("facts.loaded", "1 rows", None)
    assert load(db, folder)[0].changed == 0


def test_a_new_row_is_added(db, folder):
    row = ["AGO", "ratification", "2026-09", "", "A test's own source"]
    edit(folder, "treaty_actions.csv", lambda header, rows: (header, [*rows, row]))
    load(db, folder)
    assert standings(db, TODAY)["AGO"] is Standing.PARTY


def by_table(reports):
    return {report.table: report for report in reports}


def counted(report):
    return (report.added, report.changed, report.removed, report.kept)


def test_a_row_that_is_gone_from_the_file_is_removed_and_reported(db, folder):
    edit(folder, "memberships.csv", lambda header, rows: (header, rows[1:]))
    assert counted(by_table(load(db, folder))["memberships"]) == (0, 0, 1, 0)
    assert counts(db)[2] == 943
    entry = db.exec(select(Entry).order_by(Entry.id.desc())).first()
    assert (entry.verb, entry.detail) == ("facts.loaded", "1 rows")


def test_the_corrected_date_of_a_treaty_act_replaces_the_wrong_one(db, folder):
    with_cell("treaty_actions.csv", 2, "date", "2011-09-09")(folder)
    assert counted(by_table(load(db, folder))["treaty_acts"]) == (1, 0, 1, 0)
    acts = [(one.act.action, one.act.date) for one in acts_of(db, "AFG")]
    assert acts == [("signature", "2008-12-03"), ("ratification", "2011-09-09")]
    assert counted(by_table(load(db, folder))["treaty_acts"]) == (0, 0, 0, 0)


def test_a_treaty_act_that_is_gone_from_the_file_counts_no_more(db, folder):
    with_rows("treaty_actions.csv", lambda header, rows: (header, [rows[0], *rows[2:]]))(folder)
    assert standings(db, TODAY)["AFG"] is Standing.PARTY
    load(db, folder)
    assert standings(db, TODAY)["AFG"] is Standing.SIGNATORY


def test_what_entries_point_to_is_kept_and_reported(db, world, folder):
    meetings = {one.id: one.name for one in db.exec(select(Meeting).order_by(Meeting.id))}
    pointed, earlier, free = list(meetings)[:3]
    log(db, world.member, meeting_id=pointed)
    contact = log(db, world.member, meeting_id=earlier)
    wish = {"state": "AGO", "held_on": TODAY, "channel": "margins", "note": "Elsewhere."}
    without = AmendContact(**wish, version=1)
    amend_contact(db, without, number=contact.id, by=world.member, now=NOW, today=TODAY)
    names = [meetings[one] for one in (pointed, earlier, free)]
    keep = lambda header, rows: (header, [row for row in rows if row[0] not in names])  # noqa: E731  # as the helpers take it
    edit(folder, "meetings.csv", keep)
    assert counted(by_table(load(db, folder))["meetings"]) == (0, 0, 1, 2)
    left = set(db.exec(select(Meeting.id)))
    assert left >= {pointed, earlier}
    assert free not in left


def rows_of(file):
    with (SEED / file).open(encoding="utf-8", newline="") as cells:
        return sum(1 for _ in csv.DictReader(cells))


def test_what_the_group_wrote_of_a_message_is_left_and_keeps_its_number(db, world, folder):
    supplied = current_message(db, Ask.RATIFY)
    own = draft(db, world.member, message=supplied.message_id, language="fr")
    translation = draft(
        db, world.member, translates=supplied.id, language="fr", title="Un autre titre"
    )
    text = (SEED / "messages.csv").read_text("utf-8")
    number = f"ratify,ratify,en,{own.number},en,A file’s title,O,A,F,P,,,,,S"
    (folder / "messages.csv").write_text(f"{text}{number}\n", "utf-8")
    answer = f"ratify,en,{own.number},1,capacity,R,A"
    answers = (SEED / "message_arguments.csv").read_text("utf-8")
    (folder / "message_arguments.csv").write_text(f"{answers}{answer}\n", "utf-8")
    reports = by_table(load(db, folder))
    for table in ("messages", "message_versions", "message_arguments"):
        assert counted(reports[table]) == (0, 0, 0, 0), table
    for one in (own, translation):
        assert get_message(db, one.id) == one
    assert current_message(db, Ask.RATIFY).id == supplied.id


def test_a_message_goes_with_all_that_belongs_to_it_and_a_carried_one_stays(db, world, folder):
    version = current_message(db, Ask.RATIFY)
    log(db, world.member, message_version_id=version.id)
    for file in ("messages.csv", "message_arguments.csv"):
        edit(folder, file, lambda header, rows: (header, []))
    reports = by_table(load(db, folder, fewer=True))
    assert counted(reports["messages"]) == (0, 0, len(Theme) - 1, 1)
    assert counted(reports["message_versions"]) == (0, 0, rows_of("messages.csv") - 1, 1)
    answers = rows_of("message_arguments.csv")
    assert counted(reports["message_arguments"]) == (0, 0, answers, 0)
    assert current_message(db, Ask.RATIFY).title == version.title


def test_a_messenger_stays_as_accounts_name_it(db, folder):
    edit(folder, "messengers.csv", lambda header, rows: (header, rows[1:]))
    assert counted(by_table(load(db, folder))["messengers"]) == (0, 0, 0, 1)


def test_a_file_that_lost_more_than_half_its_rows_is_refused_unless_it_is_said_to_be_whole(
    db, folder
):
    edit(folder, "treaty_actions.csv", lambda header, rows: (header, rows[:100]))
    with_cell("states.csv", 5, "capital", "Changed before the fault")(folder)
    with pytest.raises(SeedError, match=r"treaty_actions.csv: 126 of 226 rows are no longer in it"):
        load(db, folder)
    assert counts(db)[1] == 226
    assert not db.exec(select(State).where(State.capital == "Changed before the fault")).first()
    assert counted(by_table(load(db, folder, fewer=True))["treaty_acts"]) == (0, 0, 126, 0)


def test_what_coordinators_set_for_messengers_is_left(db):
    austria = db.get(Messenger, "AUT")
    austria.takes_part, austria.languages, austria.capacity, austria.version = True, "de;en", 3, 2
    db.flush()
    load(db, SEED)
    db.expire_all()
    austria = db.get(Messenger, "AUT")
    kept = (austria.takes_part, austria.languages, austria.capacity, austria.version)
    assert kept == (True, "de;en", 3, 2)


def recorded(db, world):
    wish = RecordTreatyAct(
        state="AGO", action="ratification", date="2026-09-01", source="A test's own notification"
    )
    return record_treaty_act(db, wish, by=world.coordinator, now=NOW, today=TODAY)


def test_treaty_acts_that_people_recorded_are_left(db, world, folder):
    made = recorded(db, world)
    row = ["AGO", "ratification", "2026-09-01", "2027-03-01", "The depositary"]
    edit(folder, "treaty_actions.csv", lambda header, rows: (header, [*rows, row]))
    reports = {report.table: report for report in load(db, folder)}
    assert counted(reports["treaty_acts"]) == (0, 0, 0, 0)
    assert counted(by_table(load(db, SEED))["treaty_acts"]) == (0, 0, 0, 0)
    db.refresh(made)
    assert (made.effective_date, made.source) == ("", "A test's own notification")


def test_meetings_that_people_recorded_and_who_attends_are_left(db, world, folder):
    made = meet(db, world.member, "Angola")
    fact = db.exec(select(Meeting).where(Meeting.name == "49th ASEAN Summit")).one()
    attend(db, world.member, fact, "Cambodia")
    row = [MEETING["name"], "Outreach", "2026-12-01", "2026-12-31", "Elsewhere", "", "A calendar"]
    change = lambda header, rows: (  # noqa: E731  # as the helpers take it
        header,
        [row, *(one for one in rows if one[0] != fact.name)],
    )
    edit(folder, "meetings.csv", change)
    assert counted(by_table(load(db, folder))["meetings"]) == (0, 0, 0, 1)
    assert counted(by_table(load(db, SEED))["meetings"]) == (0, 0, 0, 0)
    db.refresh(made)
    assert (made.city, made.source, made.recorded_by) == ("Geneva", "Test entry", world.member.id)
    assert {one.messenger for one in db.exec(select(Attendance))} == {"AGO", "KHM"}


def test_a_fact_counts_though_the_same_act_was_once_a_wrong_entry(db, world, folder):
    made = recorded(db, world)
    wish = RetractTreatyAct(reason="Too early")
    retract_treaty_act(db, wish, number=made.id, by=world.coordinator, now=NOW)
    row = ["AGO", "ratification", "2026-09-01", "2027-03-01", "The depositary"]
    edit(folder, "treaty_actions.csv", lambda header, rows: (header, [*rows, row]))
    assert load(db, folder)[1].added == 1
    assert load(db, folder)[1].added == 0
    assert standings(db, TODAY)["AGO"] is Standing.PARTY
    assert len(acts_of(db, "AGO")) == 3
    assert counted(load(db, SEED)[1]) == (0, 0, 1, 0)
    assert [one.act.id for one in acts_of(db, "AGO") if one.retraction] == [made.id]
    assert standings(db, TODAY)["AGO"] is Standing.SIGNATORY


def test_empty_cells_stay_unknown(db):
    holy_see = db.get(State, "VAT")
    assert holy_see.un_regional_group == ""
    assert holy_see.nato_member is False
    assert db.exec(select(Meeting).where(Meeting.starts_on == "")).first() is not None


@pytest.mark.parametrize("date", ["2026", "2026-09", "2026-09-14"])
def test_partial_dates_are_valid_and_keep_their_precision(db, folder, date):
    with_cell("treaty_actions.csv", 1, "effective_date", date)(folder)
    load(db, folder)
    signature = acts_of(db, "AFG")[0].act
    assert signature.effective_date == date


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        cell("states.csv", 1, "iso3", "afg"),
        cell("states.csv", 2, "name", ""),
        cell("states.csv", 2, "name", "x" * 200),
        cell("states.csv", 3, "population", "many"),
        cell("states.csv", 3, "un_member", "2"),
        cell("states.csv", 2, "iso3", "AFG"),
        cell("treaty_actions.csv", 1, "iso3", "XXX"),
        cell("treaty_actions.csv", 2, "action", "joining"),
        cell("treaty_actions.csv", 2, "date", "2011-13-01"),
        cell("treaty_actions.csv", 2, "date", ""),
        cell("treaty_actions.csv", 2, "effective_date", "soon"),
        cell("treaty_actions.csv", 4, "source", ""),
        cell("memberships.csv", 1, "role", "friend"),
        cell("related_treaties.csv", 1, "status", "left"),
        cell("messengers.csv", 1, "kind", "friend"),
        cell("roles.csv", 1, "from", "2010/11/09"),
        cell("meetings.csv", 1, "president", "XXX"),
        cell("unga_votes.csv", 1, "vote", "maybe"),
        cell("unga_votes.csv", 1, "resolution", "1/1"),
        cell("unga_votes.csv", 9, "year", ""),
        cell("positions.csv", 1, "barriers", "capacity;pride"),
        cell("messages.csv", 1, "ask", "hope"),
        (with_cell("messages.csv", 2, "number", "1"),
         "messages.csv, line"),
        (with_cell("messages.csv", 4, "code", "ratify"),
         "messages.csv, line"),
        (with_cell("messages.csv", 3, "source_language", "es"),
         "messages.csv, line 19, column source_language"),
        (with_cell("message_arguments.csv", 1, "number", "9"),
         "message_arguments.csv, line 2, column message"),
        cell("message_arguments.csv", 2, "barrier", "pride"),
        (with_rows("roles.csv", lambda h, rows: (h, [*rows, rows[0]])),
         "roles.csv, line 78, column iso3"),
        (with_rows("roles.csv", lambda h, rows: (h, [rows[0][:-1], *rows])),
         "roles.csv, line 2, column source"),
        (with_rows("roles.csv", lambda h, rows: (h, [[*rows[0], "more"], *rows])),
         "roles.csv, line 2, column source"),
        (with_rows("roles.csv", lambda h, rows: (h[:-1], [r[:-1] for r in rows])),
         "roles.csv, line 1, column source"),
        (with_rows("roles.csv", lambda h, rows: ([*h, "extra"], [[*r, ""] for r in rows])),
         "roles.csv, line 1, column extra"),
        (with_rows("roles.csv", lambda h, rows: ([*h[:-1], h[0]], rows)),
         "roles.csv, line 1, column source"),
        (with_text("roles.csv", b"LBN,president", b"L\xe9N,president"),
         "roles.csv, line 3, column iso3"),
        (with_text("roles.csv", b"presidency of 2MSP", b"\xff"),
         "roles.csv, line 3, column source"),
        (with_text("states.csv", b'"UN M49', b'"UN "M49'),
         "states.csv, line 2, column not known"),
        (lambda folder: (folder / "roles.csv").write_text(""), "roles.csv, line 1, column"),
        (lambda folder: (folder / "meetings.csv").unlink(), "meetings.csv does not exist"),
    ],
)  # fmt: skip
def test_a_malformed_file_is_refused_by_place_with_nothing_loaded(db, folder, spoil, place):
    with_cell("states.csv", 10, "capital", "Changed before the fault")(folder)
    spoil(folder)
    before, audited = counts(db), db.exec(select(func.count()).select_from(Entry)).one()
    with pytest.raises(SeedError) as refusal:
        load(db, folder)
    assert place in str(refusal.value)
    assert counts(db) == before
    assert db.exec(select(func.count()).select_from(Entry)).one() == audited
    assert not db.exec(select(State).where(State.capital == "Changed before the fault")).first()


def test_a_cell_of_several_lines_does_not_shift_the_lines_that_are_named(db, folder):
    with_cell("messages.csv", 4, "ask", "hope")(folder)
    points = (SEED / "messages.csv").read_text("utf-8").split("\naccede,")[0]
    with pytest.raises(SeedError, match=f"line {points.count(chr(10)) + 2}, column ask"):
        load(db, folder)


def test_a_byte_order_mark_and_blank_lines_do_no_harm(db, folder):
    path = folder / "roles.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes() + b"\n\n")
    assert all(report.added == 0 for report in load(db, folder))


def test_every_state_has_a_delegation_and_none_takes_part_by_itself(db):
    made = db.exec(select(Messenger)).all()
    delegations = {one.code for one in made if one.kind is Kind.DELEGATION}
    assert delegations == set(db.exec(select(State.iso3)).all())
    assert not any(one.takes_part for one in made)


def test_messages_make_no_claim_on_a_particular_state(db):
    names = [name for name in db.exec(select(State.name)).all() if name not in ("Niger", "Chad")]
    for file in ("messages.csv", "message_arguments.csv"):
        text = (SEED / file).read_text("utf-8")
        assert [name for name in names if name in text] == []
