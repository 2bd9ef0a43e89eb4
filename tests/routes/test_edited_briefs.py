"""The pages of briefs that are edited for one meeting."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.audit.models import Entry
from app.briefings.queries import brief
from app.edited_briefs.models import BriefEdit, EditedBrief
from tests.briefings.documents import docx_text, in_order, needs_poppler, pdf_text
from tests.briefings.test_brief import log
from tests.edited_briefs.cast import begin, edit, part
from tests.judge import Judge
from tests.opportunities.cast import meet
from tests.world import TODAY, World

Client = Callable[[User | None], Judge]
BEGUN = {"state": "AGO", "occasion": "A visit", "held_on": "2026-12-03", "visibility": "group"}


def key(db: Session, world: World, section: str = "objectives") -> str:
    return part(brief(db, world.envoy.reader, "AGO", TODAY), section).lines[0].key


def form(keys: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"saved": "0", "key": list(keys), "wording": list(keys.values())} | more


def test_a_brief_is_edited_from_its_page_to_its_files(
    db: Session, world: World, client_for: Client
) -> None:
    client = client_for(world.member)
    assert "/edited-briefs/new?state=AGO" in client.get("/briefings/AGO").text
    assert 'value="Angola"' in client.get("/edited-briefs/new?state=AGO").text
    begun = client.post("/edited-briefs", data=BEGUN)
    assert begun.status_code == 303
    where = begun.headers["location"]
    assert re.fullmatch(r"/edited-briefs/\d+/edit", where)
    number = where.split("/")[2]
    assert client.get(where).status_code == 200
    saved = client.post(
        f"/edited-briefs/{number}",
        data=form(
            {key(db, world): "Ask for a date.", key(db, world, "ask"): ""},
            hide=[key(db, world, "ask")],
        ),
    )
    assert (saved.status_code, saved.headers["location"]) == (303, f"/edited-briefs/{number}")
    reader = client_for(world.envoy)
    listed = reader.get("/briefings/AGO").text
    assert f'href="/edited-briefs/{number}"' in listed
    assert "A visit, 3 December 2026" in listed
    text = reader.get(f"/edited-briefs/{number}").text
    assert "Ask for a date." in text
    assert "reworded by Mia Member on 24 November 2026" in text
    assert "1 line is left out for this meeting." in text
    assert "For Eva Envoy only." in text


@needs_poppler
def test_page_pdf_and_docx_say_the_same(db: Session, world: World, client_for: Client) -> None:
    one = begin(db, world.member)
    edit(db, one, world.member, {key(db, world): "Ask for a date."}, hide=[key(db, world, "ask")])
    edit(db, one, world.member, section="ask", text="Name the parliament.")
    client = client_for(world.envoy)
    page = re.sub(r"<[^>]+>", "", client.get(f"/edited-briefs/{one.id}").text)
    pdf = pdf_text(client.get(f"/edited-briefs/{one.id}/brief.pdf").content)
    docx = docx_text(client.get(f"/edited-briefs/{one.id}/brief.docx").content)
    said = [
        "Edited for: A visit, 3 December 2026", "Ask for a date.",
        "reworded by Mia Member on 24 November 2026", "Name the parliament.",
        "written by Mia Member on 24 November 2026", "1 line is left out for this meeting.",
    ]  # fmt: skip
    for found in (page, pdf, docx):
        assert in_order(said, re.sub(r"\s+", " ", found)) == ""
    hidden = part(brief(db, world.envoy.reader, "AGO", TODAY), "ask").lines[0].text
    assert hidden not in pdf
    assert hidden not in docx


def test_a_meeting_of_the_calendar_is_offered(
    db: Session, world: World, client_for: Client
) -> None:
    meeting = meet(db, world.coordinator, "Angola")
    client = client_for(world.member)
    assert f"{meeting.name}, " in client.get("/edited-briefs/new").text
    client.post("/edited-briefs", data={"state": "Angola", "meeting_id": str(meeting.id)})
    (one,) = db.exec(select(EditedBrief))
    assert (one.meeting_id, one.occasion) == (meeting.id, meeting.name)
    again = client.post("/edited-briefs", data={"state": "AGO", "meeting_id": str(meeting.id)})
    assert again.headers["location"] == f"/edited-briefs/{one.id}/edit"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"occasion": ""}, "Please choose a meeting, or say what the occasion is."),
        ({"held_on": ""}, "Please say on which day it is."),
        ({"held_on": "2099-01-01"}, "Please check the year of this date."),
        ({"held_on": "soon"}, "Please give a date such as 2026-09-14."),
        ({"meeting_id": "987654"}, "Please choose one of the answers offered."),
        ({"state": "Atlantis"}, "Please choose one of the answers offered."),
        ({"state": ""}, "Please fill this in."),
    ],
)
def test_what_is_not_right_is_said_and_what_was_typed_is_kept(
    db: Session, world: World, client_for: Client, answers: dict[str, str], said: str
) -> None:
    reply = client_for(world.member).post("/edited-briefs", data=BEGUN | answers)
    assert reply.status_code == 422
    assert said in reply.text.replace("please", "Please")
    assert db.exec(select(EditedBrief)).all() == []
    if "occasion" not in answers:
        assert 'value="A visit"' in reply.text


def test_words_that_are_too_long_are_kept_in_the_form(
    db: Session, world: World, client_for: Client
) -> None:
    one = begin(db, world.member)
    text = "word " * 300
    reply = client_for(world.member).post(
        f"/edited-briefs/{one.id}", data=form({key(db, world): text})
    )
    assert reply.status_code == 422
    assert text.strip() in reply.text
    assert "under 1,000." in reply.text
    assert "The line that begins with “word word word" in reply.text
    assert "has 1,499 characters" in reply.text


def test_words_for_a_line_that_is_gone_stay_in_the_form(
    db: Session, world: World, client_for: Client
) -> None:
    one = begin(db, world.member)
    reply = client_for(world.member).post(
        f"/edited-briefs/{one.id}", data=form({"contact:987654": "A decision is near."})
    )
    assert reply.status_code == 422
    assert "is no longer in the brief" in reply.text
    assert ">A decision is near.</textarea>" in reply.text
    assert db.exec(select(BriefEdit)).all() == []


def test_two_people_who_change_a_line_are_shown_both_texts(
    db: Session, world: World, client_for: Client
) -> None:
    one, line = begin(db, world.member), key(db, world)
    edit(db, one, world.member, {line: "Mine."})
    client, path = client_for(world.colleague), f"/edited-briefs/{one.id}"
    reply = client.post(path, data=form({line: "Theirs."}))
    assert reply.status_code == 409
    assert "Two people changed the same lines" in reply.text
    assert ">Theirs.</textarea>" in reply.text
    assert "Mine." in reply.text
    shown = re.search(r'name="saved" value="(\d+)"', reply.text)
    assert shown
    took = client.post(path, data=form({line: "Theirs."}, saved=shown[1], take=[line]))
    assert took.status_code == 303
    assert [one.text for one in db.exec(select(BriefEdit))] == ["Mine."]
    kept = client.post(path, data=form({line: "Theirs."}, saved=shown[1]))
    assert kept.status_code == 303
    assert "Theirs." in client.get(path).text


def test_who_keeps_all_of_theirs_is_shown_their_own_words_to_copy(
    db: Session, world: World, client_for: Client
) -> None:
    one, line = begin(db, world.member), key(db, world)
    edit(db, one, world.member, {line: "Theirs."})
    client, path = client_for(world.colleague), f"/edited-briefs/{one.id}"
    conflict = client.post(path, data=form({line: "My own words."}))
    assert 'name="keep" value="theirs"' in conflict.text
    reply = client.post(path, data=typed(conflict.text) | {"keep": "theirs", "text": "One more"})
    assert reply.status_code == 200
    assert "Nothing of yours was saved" in reply.text
    assert "My own words." in reply.text
    assert "One more" in reply.text
    assert [one.text for one in db.exec(select(BriefEdit))] == ["Theirs."]


def typed(text: str) -> dict[str, Any]:
    """What a browser would send of the form on a page."""
    lines = re.findall(r'name="key" value="([^"]+)".*?name="wording"[^>]*>([^<]*)<', text, re.S)
    saved = re.search(r'name="saved" value="(\d+)"', text)
    assert saved
    return form(dict(lines), saved=saved[1]) | {
        name: re.findall(rf'name="{name}" value="([^"]+)" checked', text)
        + re.findall(rf'type="hidden" name="{name}" value="([^"]+)"', text)
        for name in ("hide", "pin")
    }


def test_a_conflict_on_one_line_takes_back_nothing_on_the_others(
    db: Session, world: World, client_for: Client
) -> None:
    one, line, ask = begin(db, world.member), key(db, world), key(db, world, "ask")
    client, path = client_for(world.colleague), f"/edited-briefs/{one.id}"
    opened = typed(client.get(f"{path}/edit").text)
    added = {"section": "ask", "text": "The date."}
    edit(db, one, world.member, {line: "Mine.", ask: ""}, hide=[ask], **added)
    opened["wording"][opened["key"].index(line)] = "Theirs."
    told = client.post(path, data=opened)
    assert told.status_code == 409
    assert client.post(path, data=typed(told.text)).status_code == 303
    rows = db.exec(select(BriefEdit).order_by(col(BriefEdit.save_id))).all()
    assert {row.text for row in rows[:3]} == {"Mine.", "", "The date."}
    assert [row.text for row in rows[3:]] == ["Theirs."]


def test_whoever_adds_a_line_goes_on_editing(db: Session, world: World, client_for: Client) -> None:
    one = begin(db, world.member)
    path = f"/edited-briefs/{one.id}"
    added = {"section": "ask", "text": "The date.", "visibility": "group"}
    reply = client_for(world.member).post(path, data=form({}) | added)
    assert reply.headers["location"] == f"{path}/edit"
    shown = client_for(world.member).get(f"{path}/edit").text
    assert ">The date.</textarea>" in shown


def test_versions_are_read_and_compared(db: Session, world: World, client_for: Client) -> None:
    one, line = begin(db, world.member), key(db, world)
    for text in ("First words.", "Second words.", "Third words."):
        edit(db, one, world.member, {line: text})
    client, path = client_for(world.envoy), f"/edited-briefs/{one.id}"
    assert "3 versions" in client.get(path).text
    shown = client.get(f"{path}/versions").text
    assert in_order(["Version 3", "Version 2", "Version 1"], re.sub(r"\s+", " ", shown)) == ""
    compared = client.get(f"{path}/versions?since=1&until=3").text
    table = compared.partition("From the one to the other")[2].partition("</table>")[0]
    assert "First words." in table
    assert "Third words." in table
    assert "Second words." not in table
    earlier = client.get(f"{path}?version=1").text
    assert "First words." in earlier
    assert "Third words." not in earlier
    assert "Version 1 of 3: these edits on the facts of today." in earlier
    assert client.get(f"{path}?version=4").status_code == 404
    assert client.get(f"{path}/versions?until=4").status_code == 404


def test_who_may_not_read_it_finds_none(db: Session, world: World, client_for: Client) -> None:
    one = begin(db, world.member, visibility="delegations", occasion="Zanzaborine")
    edit(db, one, world.member, {key(db, world): "Zanzaborine"})
    for person in (world.campaigner, world.observer, world.administrator):
        client = client_for(person)
        for page in ("", "/edit", "/versions", "/brief.pdf", "/brief.docx"):
            reply = client.get(f"/edited-briefs/{one.id}{page}")
            nothing = client.get(f"/edited-briefs/987654{page}")
            assert (reply.status_code, nothing.status_code) == (404, 404)
        assert "Zanzaborine" not in client.get("/briefings/AGO").text
    assert "Zanzaborine" in client_for(world.stranger).get("/briefings/AGO").text


def test_who_may_not_edit_is_offered_no_form(db: Session, world: World, client_for: Client) -> None:
    one = begin(db, world.member)
    client = client_for(world.stranger)
    assert "/edit" not in client.get(f"/edited-briefs/{one.id}").text.replace("/edited", "")
    assert client.get(f"/edited-briefs/{one.id}/edit").status_code == 403
    assert client.post(f"/edited-briefs/{one.id}", data=form({})).status_code == 403
    observer = client_for(world.observer)
    assert observer.get("/edited-briefs/new").status_code == 403
    assert observer.post("/edited-briefs", data=BEGUN).status_code == 403
    assert "/edited-briefs/new" not in observer.get("/briefings/AGO").text


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_file_is_in_the_audit_and_its_name_tells_nothing(
    db: Session, world: World, client_for: Client, kind: str
) -> None:
    one = begin(db, world.member, occasion="Zanzaborine")
    reply = client_for(world.envoy).get(f"/edited-briefs/{one.id}/brief.{kind}?language=es")
    assert reply.headers["content-disposition"] == (
        f'attachment; filename="brief-AGO-2026-11-24-edited.{kind}"'
    )
    assert reply.headers["cache-control"] == "no-store"
    last = db.exec(select(Entry).order_by(col(Entry.id).desc())).first()
    assert last
    assert (last.actor_id, last.verb, last.subject, last.detail) == (
        world.envoy.id, "edited_brief.exported", f"edited_brief:{one.id}", kind,
    )  # fmt: skip


def test_a_restricted_line_shows_its_level_where_it_is_edited(
    db: Session, world: World, client_for: Client
) -> None:
    log(db, world.member, visibility="delegations", warn_others="no")
    one = begin(db, world.member)
    assert "Delegations only" in client_for(world.member).get(f"/edited-briefs/{one.id}/edit").text
