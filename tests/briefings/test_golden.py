"""What each role gets of one brief, kept as texts to read: what changes for them shows there.

`SAMEDOOR_GOLDEN=write` writes them anew; then read what git says has changed.
"""

import os
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Role
from app.advice.forms import PlanApproach
from app.advice.service import plan_approach
from app.briefings.document import Document, Line, handling
from app.briefings.editing import edited_brief
from app.briefings.queries import brief
from app.doors.asks import Ask, Barrier
from app.doors.door import Door
from app.doors.forms import HoldDoor, MoveStage, ReadBarrier
from app.doors.service import hold_door, move_stage, read_barrier
from app.edited_briefs.models import EditedBrief
from tests.briefings.test_brief import log
from tests.edited_briefs.cast import begin, edit
from tests.world import NOW, TODAY, World, user

GOLDEN = Path(__file__).resolve().parent / "golden"
WRITES = os.environ.get("SAMEDOOR_GOLDEN") == "write"
ROLES = ("member", "ngo", "delegation", "coordinator", "envoy", "observer")
AGO = Door("AGO", Ask.RATIFY)


def write(db: Session, world: World) -> EditedBrief:
    """An entry at each level, and edits of some of them: nothing here was said by a government."""
    by, delegate = world.coordinator, world.member
    log(db, delegate, held_on=date(2026, 9, 1), note="Test entry for the group.")
    log(
        db,
        delegate,
        held_on=date(2026, 10, 1),
        note="Test entry for delegations.",
        visibility="delegations",
        commitment_side=["theirs"],
        commitment_text=["Test: to answer."],
    )
    taken = log(
        db,
        delegate,
        note="Test entry for the messenger.",
        visibility="messenger",
        warn_others="no",
        held_on=date(2026, 11, 1),
        next_step="Test: to call again.",
    )
    secret = log(db, by, held_on=date(2026, 11, 10), note="Test entry for Coordinators.",
        visibility="coordinators", warn_others="no")  # fmt: skip
    read = ReadBarrier(
        barrier=Barrier.CAPACITY, read_on=TODAY, source="Test source", visibility="delegations"
    )
    read_barrier(db, read, door=AGO, by=delegate, now=NOW, today=TODAY)
    moved = MoveStage(stage=2, moved_on=TODAY, reason="Test reason.")
    move_stage(db, moved, door=AGO, by=delegate, now=NOW, today=TODAY)
    hold = HoldDoor(until=date(2026, 12, 24), reason="Test reason of a hold.")
    hold_door(db, hold, door=AGO, by=by, now=NOW, today=TODAY)
    planned = PlanApproach(
        state="AGO", messenger="AUT", channel="demarche", level="director",
        window_from=date(2026, 12, 1), window_to=date(2026, 12, 20), override_reason="Test",
    )  # fmt: skip
    plan_approach(db, planned, by=delegate, now=NOW, today=TODAY)
    one = begin(db, by)
    words = {
        f"contact:{taken.id}": "Test words for the messenger.",
        f"contact:{secret.id}": "Test words for Coordinators.",
    }
    edit(db, one, by, words, hide=["region"], section="ask", text="Test line for this visit.")
    return one


def reader(db: Session, world: World, role: str) -> User:
    """`member` belongs to no delegation, `delegation` took part in what is for the messenger."""
    if role == "member":
        return user(db, "Mara Member", Role.MEMBER)
    return {
        "ngo": world.campaigner, "delegation": world.colleague, "coordinator": world.coordinator,
        "envoy": world.envoy, "observer": world.observer,
    }[role]  # fmt: skip


def text(made: Document) -> str:
    """A document to read: a line for each line."""
    parts = [f"# {made.title}", *(f"{one}\n" for one in made.handling.lines)]
    parts += [_line(one) for one in made.lede]
    parts += [f"\n! {made.warning}"] if made.warning else []
    for section in made.sections:
        parts.append(f"\n## {section.heading}")
        parts += [f"- {_line(one)}" for one in section.lines]
        parts += [one for one in (section.bare and section.empty, section.rest) if one]
        if section.hidden:
            parts += [section.told_hidden, *(f"  - {_line(one)}" for one in section.hidden)]
    return "\n".join(parts) + "\n"


def _line(line: Line) -> str:
    marked = [f"[{mark}]" for mark in line.marks]
    return " ".join(
        filter(None, (line.lead, line.text, *marked, line.source and f"({line.source})"))
    )


@pytest.mark.one_database
@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_is_theirs(db: Session, world: World, role: str) -> None:
    """The edited brief of whoever reads it, and the plain one of the observer, who reads none."""
    one, who = write(db, world), reader(db, world, role)
    if role == "observer":
        made = brief(db, who.reader, "AGO", TODAY)
    else:
        made = edited_brief(db, who.reader, one, TODAY)
    path = GOLDEN / f"{role}.txt"
    found = text(made.document(handling(who.name, NOW)))
    if WRITES:
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), "SAMEDOOR_GOLDEN=write writes it anew"
