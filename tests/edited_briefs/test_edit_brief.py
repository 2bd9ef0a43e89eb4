"""Lines of a brief are edited for one meeting: what stands, who reads it, what is kept."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from app.accounts.policy import Visibility
from app.audit.models import Entry
from app.briefings.editing import desk
from app.briefings.queries import brief
from app.contacts.forms import AmendContact, Retract
from app.contacts.queries import contact_detail
from app.contacts.service import amend_contact, retract_contact
from app.contacts.snapshot import snapshot, typed_of
from app.doors.asks import Ask, Barrier
from app.doors.door import Door
from app.doors.forms import ReadBarrier
from app.doors.service import read_barrier
from app.edited_briefs.models import BriefEdit
from app.kit.errors import Conflict, Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.kit.translation import LANGUAGES, speaking
from app.kit.translation import gettext as _
from tests.briefings.test_brief import log
from tests.edited_briefs.cast import begin, edit, line, part, read, told
from tests.world import NOW, TODAY, World


def objective(db: Session, world: World) -> str:
    """The key of the line that says our objective."""
    found = brief(db, world.envoy.reader, "AGO", TODAY)
    return part(found, "objectives").lines[0].key


def edits(db: Session) -> list[BriefEdit]:
    return list(db.exec(select(BriefEdit)))


def test_a_line_is_reworded_for_one_meeting_and_the_facts_stay(db: Session, world: World) -> None:
    one, key = begin(db, world.member), objective(db, world)
    before = brief(db, world.envoy.reader, "AGO", TODAY)
    edit(db, one, world.member, {key: "Ask for a date."})
    found = line(read(db, one, world.envoy), key)
    assert found.text == "Ask for a date."
    assert found.source.endswith("; reworded by Mia Member on 24 November 2026")
    assert found.pinned
    assert brief(db, world.envoy.reader, "AGO", TODAY) == before


def test_it_says_for_what_it_was_edited_and_who_began_it(db: Session, world: World) -> None:
    one = begin(db, world.member, visibility="delegations")
    lede = read(db, one, world.envoy).edited_for
    assert lede is not None
    assert lede.text == "Edited for: A visit, 3 December 2026"
    assert lede.source == "begun by Mia Member on 24 November 2026"
    assert lede.marks == ("Delegations only",)


def test_a_save_is_in_the_audit_and_the_same_once_more_is_none(db: Session, world: World) -> None:
    one, key = begin(db, world.member), objective(db, world)
    assert edit(db, one, world.member, {key: "Ours."}, saved=0)
    assert edit(db, one, world.member, {key: "Ours."}, saved=0) is None
    assert edit(db, one, world.member, {key: "Ours."}) is None
    found = db.exec(select(Entry).where(col(Entry.verb).startswith("edited_brief."))).all()
    assert [(one.verb, one.actor_id, one.detail) for one in found] == [
        ("edited_brief.begun", world.member.id, ""),
        ("edited_brief.saved", world.member.id, ""),
    ]
    assert len(edits(db)) == 1


def test_the_line_s_own_words_are_no_edit(db: Session, world: World) -> None:
    one, key = begin(db, world.member), objective(db, world)
    own = line(brief(db, world.member.reader, "AGO", TODAY), key).text
    assert edit(db, one, world.member, {key: own}) is None


def test_hidden_lines_are_counted_and_can_be_seen(db: Session, world: World) -> None:
    one = begin(db, world.member)
    keys = [one.key for one in part(brief(db, world.member.reader, "AGO", TODAY), "ask").lines]
    edit(db, one, world.member, hide=keys)
    found = part(read(db, one, world.envoy), "ask")
    assert found.lines == ()
    assert [one.key for one in found.hidden] == keys
    assert "left out by Mia Member on 24 November 2026" in found.hidden[0].source
    assert found.told_hidden == "2 lines are left out for this meeting."
    assert not found.bare


def test_what_was_edited_can_stand_again_as_it_was(db: Session, world: World) -> None:
    one, key = begin(db, world.member), objective(db, world)
    edit(db, one, world.member, {key: "Ours."}, hide=[key])
    edit(db, one, world.member, {key: ""})
    assert (
        read(db, one, world.envoy).sections
        == desk(db, world.envoy.reader, one, TODAY).plain.sections
    )


def test_a_pinned_line_stays_however_little_room_there_is(db: Session, world: World) -> None:
    for day in range(8):
        note = f"Note {day}. " + "A long sentence about it. " * 9
        log(db, world.member, held_on=TODAY - timedelta(days=day), note=note)
    one = begin(db, world.member)
    last = part(brief(db, world.member.reader, "AGO", TODAY), "knocks").lines[-1]
    assert last.text[:8] not in told(read(db, one, world.member))
    edit(db, one, world.member, pin=[last.key])
    assert last.text in told(read(db, one, world.member))
    assert "Note 7." not in told(brief(db, world.member.reader, "AGO", TODAY))


def test_a_line_is_added_with_a_level_of_its_own(db: Session, world: World) -> None:
    one = begin(db, world.member)
    edit(db, one, world.member, section="ask", text="Ask  for\nthe date.", visibility="delegations")
    found = part(read(db, one, world.stranger), "ask").lines[-1]
    assert (found.text, found.marks) == ("Ask for the date.", ("Delegations only",))
    assert found.source == "written by Mia Member on 24 November 2026"
    assert "Ask for the date." not in told(read(db, one, world.campaigner))


def test_whoever_rewords_an_added_line_takes_it_from_nobody(db: Session, world: World) -> None:
    one = begin(db, world.member)
    edit(db, one, world.member, section="ask", text="First words.", visibility="messenger")
    key = part(read(db, one, world.member), "ask").lines[-1].key
    edit(db, one, world.coordinator, {key: "Second words."})
    for person in (world.member, world.colleague, world.envoy, world.coordinator):
        assert line(read(db, one, person), key).text == "Second words."
    for said in ("First words.", "Second words."):
        assert said not in told(read(db, one, world.stranger))


def test_an_added_line_is_reworded_and_taken_out(db: Session, world: World) -> None:
    one = begin(db, world.member)
    edit(db, one, world.member, section="ask", text="First words.")
    key = part(read(db, one, world.member), "ask").lines[-1].key
    edit(db, one, world.coordinator, {key: "Second words."})
    found = line(read(db, one, world.member), key)
    assert (found.text, found.source) == (
        "Second words.", "written by Cora Coordinator on 24 November 2026",
    )  # fmt: skip
    edit(db, one, world.member, {key: ""})
    found = part(read(db, one, world.member), "ask")
    assert key not in [one.key for one in found.lines]
    assert found.hidden == ()


def test_the_same_line_added_twice_is_added_once(db: Session, world: World) -> None:
    one = begin(db, world.member)
    for _time in range(2):
        edit(db, one, world.member, section="ask", text="The date.", saved=0)
    assert told(read(db, one, world.member)).count("The date.") == 1


def test_a_line_is_added_to_a_section_that_there_is(db: Session, world: World) -> None:
    one = begin(db, world.member)
    with pytest.raises(Refused) as refusal:
        edit(db, one, world.member, section="nowhere", text="Words.")
    assert refusal.value.field == "section"


def test_two_people_on_different_lines_lose_no_word(db: Session, world: World) -> None:
    one, key = begin(db, world.member), objective(db, world)
    other = part(brief(db, world.member.reader, "AGO", TODAY), "ask").lines[0].key
    edit(db, one, world.member, {key: "Mine."}, saved=0)
    edit(db, one, world.colleague, {key: "", other: "Theirs."}, saved=0)
    found = read(db, one, world.member)
    assert (line(found, key).text, line(found, other).text) == ("Mine.", "Theirs.")


def test_two_people_on_one_line_are_told_so(db: Session, world: World) -> None:
    one, key = begin(db, world.member), objective(db, world)
    edit(db, one, world.member, {key: "Mine."}, saved=0)
    with pytest.raises(Conflict) as conflict:
        edit(db, one, world.colleague, {key: "Theirs."}, saved=0)
    assert conflict.value.theirs[key].text == "Mine."
    assert len(edits(db)) == 1
    edit(db, one, world.colleague, {key: "Theirs."})
    assert line(read(db, one, world.member), key).text == "Theirs."


def test_no_version_is_overwritten(db: Session, world: World) -> None:
    one, key = begin(db, world.member), objective(db, world)
    for text in ("One.", "Two.", "Three."):
        edit(db, one, world.member, {key: text})
    kept = desk(db, world.envoy.reader, one, TODAY).saves
    assert [save.place for save in kept] == [1, 2, 3]
    assert [(old.text, new.text) for save in kept for _, old, new in save.changes] == [
        ("", "One."), ("One.", "Two."), ("Two.", "Three."),
    ]  # fmt: skip


def test_a_fact_that_has_changed_since_says_so_with_what_it_now_says(
    db: Session, world: World
) -> None:
    contact = log(db, world.member, note="They will decide in May.")
    one, key = begin(db, world.member), f"contact:{contact.id}"
    edit(db, one, world.member, {key: "A decision is near."})
    assert "Changed since" not in line(read(db, one, world.envoy), key).marks
    detail = contact_detail(db, world.member.reader, contact.id or 0)
    written = {k: v for k, v in typed_of(snapshot(detail)).items() if v not in ("", [])}
    wish = AmendContact.model_validate(written | {"note": "They will decide in June."})
    amend_contact(db, wish, number=contact.id or 0, by=world.member, now=NOW, today=TODAY)
    for language in LANGUAGES:
        with speaking(language):
            found = line(read(db, one, world.envoy), key)
            assert found.marks == (_("Changed since"),)
        assert found.text == "A decision is near."
        assert "They will decide in June." in found.source


def test_nothing_has_changed_for_who_reads_in_another_language(db: Session, world: World) -> None:
    one, key = begin(db, world.member), objective(db, world)
    with speaking("fr"):
        edit(db, one, world.member, {key: "Une date."})
    for language in LANGUAGES:
        with speaking(language):
            found = line(read(db, one, world.envoy), key)
        assert (found.text, found.marks) == ("Une date.", ())


@pytest.mark.parametrize("level", list(Visibility))
def test_an_edit_is_as_hidden_as_the_line_that_it_is_of(
    db: Session, world: World, level: Visibility
) -> None:
    contact = log(db, world.coordinator, visibility=level, messengers=["AUT"], warn_others="no")
    one = begin(db, world.coordinator)
    edit(db, one, world.coordinator, {f"contact:{contact.id}": "Zanzaborine"})
    for person in (world.member, world.stranger, world.campaigner, world.envoy):
        reads = "A plain note." in told(brief(db, person.reader, "AGO", TODAY))
        assert ("Zanzaborine" in told(read(db, one, person))) == reads, person.name
        assert len(desk(db, person.reader, one, TODAY).saves) == reads, person.name


def test_an_edit_of_what_two_readings_say_is_for_who_reads_both(db: Session, world: World) -> None:
    door = Door("AGO", Ask.RATIFY)
    for by in (world.member, world.stranger):
        wish = ReadBarrier(
            barrier=Barrier.CAPACITY, read_on=TODAY, source="x", visibility="messenger"
        )
        read_barrier(db, wish, door=door, by=by, now=NOW, today=TODAY)
    one = begin(db, world.coordinator)
    edit(db, one, world.coordinator, {"answer:capacity": "Zanzaborine"})
    for person in (world.member, world.stranger, world.campaigner):
        assert "Zanzaborine" not in told(read(db, one, person))
    assert "Zanzaborine" in told(read(db, one, world.envoy))


def test_a_hidden_edit_makes_nobody_else_s_save_a_conflict(db: Session, world: World) -> None:
    door = Door("AGO", Ask.RATIFY)
    wish = ReadBarrier(
        barrier=Barrier.CAPACITY, read_on=TODAY, source="x", visibility="coordinators"
    )
    read_barrier(db, wish, door=door, by=world.coordinator, now=NOW, today=TODAY)
    shown = ReadBarrier(barrier=Barrier.CAPACITY, read_on=TODAY, source="y")
    read_barrier(db, shown, door=door, by=world.member, now=NOW, today=TODAY)
    one, key = begin(db, world.member), "answer:capacity"
    edit(db, one, world.coordinator, {key: "Zanzaborine"}, saved=0)
    assert edit(db, one, world.member, {key: "Ours."}, saved=0)
    assert line(read(db, one, world.colleague), key).text == "Ours."
    assert "Zanzaborine" in [row.text for row in edits(db)]


def test_its_author_reads_what_they_wrote_of_a_line_that_is_gone(db: Session, world: World) -> None:
    contact = log(db, world.member)
    one, key = begin(db, world.member), f"contact:{contact.id}"
    edit(db, one, world.member, {key: "A decision is near."})
    retract_contact(db, Retract(reason="x"), number=contact.id or 0, by=world.member, now=NOW)
    found = part(read(db, one, world.member), "gone")
    assert [one.text for one in found.lines] == ["A decision is near."]
    for person in (world.envoy, world.coordinator):
        assert "A decision is near." not in told(read(db, one, person))
    edit(db, one, world.member, {key: ""})
    assert "A decision is near." not in told(read(db, one, world.member))


def test_words_for_a_line_that_went_while_they_were_written_are_refused_not_lost(
    db: Session, world: World
) -> None:
    contact = log(db, world.stranger)
    one = begin(db, world.member)
    retract_contact(db, Retract(reason="x"), number=contact.id or 0, by=world.stranger, now=NOW)
    for key in (f"contact:{contact.id}", "contact:987654"):
        with pytest.raises(Refused, match="is no longer in the brief"):
            edit(db, one, world.member, {key: "A decision is near."})
    assert edits(db) == []


def test_who_may_edit_it(db: Session, world: World) -> None:
    one, key = begin(db, world.member), objective(db, world)
    for place, person in enumerate((world.member, world.colleague, world.coordinator, world.envoy)):
        assert edit(db, one, person, {key: f"Words {place}."})
    for person in (world.stranger, world.campaigner):
        with pytest.raises(Forbidden):
            edit(db, one, person, {key: "Other words."})
    for person in (world.observer, world.administrator):
        with pytest.raises(Missing):
            edit(db, one, person, {key: "Other words."})


def test_an_edited_brief_is_missing_for_who_may_not_read_it(db: Session, world: World) -> None:
    one = begin(db, world.member, visibility="messenger")
    assert told(read(db, one, world.colleague))
    for person in (world.stranger, world.campaigner):
        with pytest.raises(Missing):
            edit(db, one, person, text="Words.", section="ask")


def test_the_envoy_edits_what_she_reads(db: Session, world: World) -> None:
    one = begin(db, world.coordinator, visibility="coordinators")
    with pytest.raises(Missing):
        edit(db, one, world.envoy, text="Words.", section="ask")


def test_a_demonstration_account_edits_what_is_of_the_demonstration(
    db: Session, world: World
) -> None:
    one = begin(db, world.coordinator)
    world.member.origin = Origin.DEMONSTRATION
    key = objective(db, world)
    with pytest.raises(Forbidden):
        edit(db, one, world.member, {key: "Words."})
    own = begin(db, world.member)
    edit(db, own, world.member, {key: "Demonstration entry: words."})
    edit(db, own, world.coordinator, section="ask", text="Demonstration entry: a line.")
    found = read(db, own, world.envoy)
    assert line(found, key).marks == ("Demonstration entry",)
    assert part(found, "ask").lines[-1].marks == ("Demonstration entry",)
    assert found.edited_for
    assert found.edited_for.marks == ("Demonstration entry",)
