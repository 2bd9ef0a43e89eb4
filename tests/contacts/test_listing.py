from datetime import date, timedelta

import pytest
from sqlalchemy import event

from app.contacts.filters import Filters, Sort, read_filters
from app.contacts.forms import Retract
from app.contacts.listing import contact_list
from app.contacts.records import door_records, knocks_by_others, warned_doors
from app.contacts.service import log_contact, retract_contact
from app.contacts.text import highlighted, search_text, tokens
from app.doors.door import Door
from tests.contacts.builders import wish
from tests.world import NOW, TODAY


def log(db, by, **more):
    return log_contact(db, wish(**more), by=by, now=NOW, today=TODAY)


def ids(db, reader, **filters):
    given = Filters.model_validate(filters)
    return [line.id for line in contact_list(db, reader, given, TODAY).lines]


@pytest.fixture
def logged(db, world):
    """Three contacts: letter to Angola, visit to Kenya, call to Cambodia; oldest last."""
    by = world.member
    return [
        log(db, by, held_on="2026-11-01", note="Côte d’Ivoire was mentioned"),
        log(db, by, state="KEN", channel="high_level_visit", held_on="2026-10-01", level="minister",
            response="interested", messengers=["ZMB"], commitment_side=["ours"],
            commitment_text=["To send the dossier"]),
        log(db, by, state="KHM", channel="phone_call", held_on="2026-09-01", place="Genève"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, [0, 1, 2]),
        ({"state": "KEN"}, [1]),
        ({"standing": "signatory"}, [0, 1]),
        ({"standing": "not_party"}, [2]),
        ({"region": "Asia-Pacific"}, [2]),
        ({"messenger": "ZMB"}, [1]),
        ({"channel": "letter"}, [0]),
        ({"level": "minister"}, [1]),
        ({"response": "interested"}, [1]),
        ({"since": "2026-10-01"}, [0, 1]),
        ({"until": "2026-10-01"}, [1, 2]),
        ({"commitment": True}, [1]),
        ({"up": True}, [2, 1, 0]),
        ({"sort": "state"}, [0, 2, 1]),
        ({"sort": "logged"}, [2, 1, 0]),
        ({"q": "cote d'ivo"}, [0]),
        ({"q": "GENEVE"}, [2]),
        ({"q": "dossier"}, [1]),
        ({"q": "kenia"}, [1]),
        ({"q": "camb phone"}, [2]),
        ({"q": "nothing like it"}, []),
        ({"q": "'\"* OR ("}, []),
    ],
)
def test_the_log_is_filtered_sorted_and_searched(db, world, logged, filters, expected):
    assert ids(db, world.stranger.reader, **filters) == [logged[i].id for i in expected]


def test_pages_lead_on_and_back_and_show_everything_once(db, world):
    for day in range(7):
        log(db, world.member, held_on=str(TODAY - timedelta(days=day % 3)), note=str(day))
    reader, seen, after = world.member.reader, [], ""
    while True:
        listed = contact_list(db, reader, Filters(after=after), TODAY, size=3)
        seen += [line.id for line in listed.lines]
        if not listed.next:
            break
        after = listed.next
    assert len(seen) == len(set(seen)) == 7
    assert seen == ids(db, reader)
    back = contact_list(db, reader, Filters(before=listed.previous), TODAY, size=3)
    assert [line.id for line in back.lines] == seen[3:6]
    assert listed.count == 7


def test_a_page_needs_the_same_number_of_queries_however_many_rows(db, world):
    asked: list[str] = []
    event.listen(db.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))
    counts = []
    for number in (0, 1, 30):  # States and messengers are read with the first, and remembered
        for position in range(number):
            log(db, world.member, note=f"{number} {position}", messengers=["AUT", "ZMB"])
        db.info.clear()
        asked.clear()
        contact_list(db, world.member.reader, Filters(), TODAY)
        counts.append(len(asked))
    assert counts[1] == counts[2] <= 8


def test_filters_that_make_no_sense_are_named_and_left_out():
    filters, wrong = read_filters({"channel": "pigeon", "since": "soon", "q": "x", "odd": "1"})
    assert filters == Filters(q="x")
    assert sorted(wrong) == ["channel", "since"]


def test_the_address_reproduces_the_list():
    filters = Filters(q="x", channel="letter", since=date(2026, 1, 2), sort=Sort.STATE, up=True)
    again, wrong = read_filters({name: str(value) for name, value in filters.query().items()})
    assert (again, wrong) == (filters, [])


def test_a_retracted_contact_is_listed_and_marked(db, world, logged):
    number = logged[0].id
    retract_contact(db, Retract(reason="Wrong"), number=number, by=world.member, now=NOW)
    line = contact_list(db, world.stranger.reader, Filters(state="AGO"), TODAY).lines[0]
    assert (line.id, line.retracted) == (number, True)
    reader = world.stranger.reader
    assert ids(db, reader, retracted=True) == [number]
    assert number not in ids(db, reader, retracted=False)


def test_search_folds_accents_case_and_punctuation():
    assert search_text(["Côte d’Ivoire", "GENÈVE"]) == "cote d ivoire geneve"
    assert tokens("  Élan-vital! ") == ["elan", "vital"]


def test_hits_are_marked_and_the_text_is_unchanged():
    runs = highlighted("Met in Genève, then left", ["gene"])
    assert "".join(text for text, _ in runs) == "Met in Genève, then left"
    assert [text for text, hit in runs if hit] == ["Genève"]


def test_a_door_knows_its_last_effective_knock_and_its_messengers(db, world):
    log(db, world.member, held_on="2024-01-10", response="interested", note="old")
    log(db, world.member, held_on="2026-11-01", response="no_reply", messengers=["ZMB"])
    record = door_records(db, world.stranger.reader, TODAY)[Door("AGO", "ratify")]
    assert record.last_effective.held_on == date(2024, 1, 10)
    assert record.silence(TODAY) == (TODAY - date(2024, 1, 10)).days
    assert record.messengers(TODAY) == {"ZMB"}
    assert record.last.held_on == date(2026, 11, 1)


def test_a_hidden_contact_warns_only_if_its_author_wants_it(db, world):
    door, reader = Door("AGO", "ratify"), world.campaigner.reader
    log(db, world.member, visibility="delegations")
    assert warned_doors(db, reader, TODAY, 42) == frozenset()
    log(db, world.member, visibility="messenger")
    assert warned_doors(db, reader, TODAY, 42) == {door}
    assert warned_doors(db, world.colleague.reader, TODAY, 42) == frozenset()
    assert warned_doors(db, reader, TODAY, 3) == frozenset()


@pytest.mark.parametrize(
    ("held_on", "precision", "warned"),
    [
        ("2026-10-14", "day", True),
        ("2026-10-13", "day", False),
        ("2026-10-08", "week", False),
        ("2026-10-12", "week", True),
        ("2026-10-01", "month", True),
        ("2026-09-30", "month", False),
        ("2026-11-24", "month", True),
    ],
)
def test_a_date_known_roughly_counts_from_the_last_day_that_it_may_mean(
    db, world, held_on, precision, warned
):
    reader, door = world.campaigner.reader, Door("AGO", "ratify")
    log(db, world.member, visibility="messenger", held_on=held_on, precision=precision)
    assert (door in warned_doors(db, reader, TODAY, 42)) is warned
    assert bool(knocks_by_others(db, world.colleague.reader, door, TODAY, 42)) is warned
    assert knocks_by_others(db, world.member.reader, door, TODAY, 42) == []
