"""The open commitments in pages: each once, none left out."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from app.accounts.policy import THE_GROUP
from app.contacts.commitment_list import CommitmentList, Due, commitment_list
from app.contacts.service import log_contact
from app.contacts.terms import Side
from tests.contacts.builders import wish
from tests.world import NOW, TODAY, World

DUE = [None, 3, -2, 0, None, 3, -2, 40]
"""Days from today; None: no date was said."""


@pytest.fixture
def texts(db: Session, world: World) -> list[str]:
    """Eight commitments, in the order in which the list shows them."""
    promised = wish(
        commitment_text=[f"promise {place}" for place in range(len(DUE))],
        commitment_side=["ours", "theirs"] * 4,
        commitment_due=[
            "" if days is None else (TODAY + timedelta(days=days)).isoformat() for days in DUE
        ],
    )
    log_contact(db, promised, by=world.member, now=NOW, today=TODAY)
    order = sorted(range(len(DUE)), key=lambda place: (DUE[place] is None, DUE[place] or 0, place))
    return [f"promise {place}" for place in order]


def said(listed: CommitmentList) -> list[str]:
    return [row.text for row in listed.rows]


@pytest.mark.parametrize("size", [1, 3, 7, 8, 9])
def test_pages_hold_each_commitment_once_forwards_and_back(
    db: Session, texts: list[str], size: int
) -> None:
    pages = [commitment_list(db, THE_GROUP, TODAY, size=size)]
    while pages[-1].next:
        pages.append(commitment_list(db, THE_GROUP, TODAY, size=size, after=pages[-1].next))
    assert [text for page in pages for text in said(page)] == texts
    assert {page.count for page in pages} == {8}
    assert pages[0].previous == ""
    for earlier, later in zip(pages[-2::-1], pages[:0:-1], strict=True):
        back = commitment_list(db, THE_GROUP, TODAY, size=size, before=later.previous)
        assert said(back) == said(earlier)
        assert back.next
        assert bool(back.previous) == (earlier is not pages[0])


@pytest.mark.parametrize(
    ("side", "due", "places"),
    [
        (Side.OURS, None, {0, 2, 4, 6}),
        (None, Due.PASSED, {2, 6}),
        (None, Due.AHEAD, {1, 3, 5, 7}),
        (None, Due.OPEN, {0, 4}),
        (Side.THEIRS, Due.OPEN, set()),
    ],
)
def test_side_and_due_date_are_counted_and_listed(
    db: Session, texts: list[str], side: Side | None, due: Due | None, places: set[int]
) -> None:
    listed = commitment_list(db, THE_GROUP, TODAY, side=side, due=due)
    assert set(said(listed)) == {f"promise {place}" for place in places}
    assert listed.count == len(places)


@pytest.mark.parametrize("cursor", ["~", "soon~1", "~x", "2026-09-14", f"~{'9' * 30}"])
def test_a_cursor_that_makes_no_sense_begins_at_the_first_page(
    db: Session, texts: list[str], cursor: str
) -> None:
    for way in ({"after": cursor}, {"before": cursor}):
        listed = commitment_list(db, THE_GROUP, TODAY, size=3, **way)
        assert (said(listed), listed.previous) == (texts[:3], "")


def test_nobody_counts_what_they_may_not_read(db: Session, world: World) -> None:
    hidden = wish(commitment_text=["hidden"], visibility="coordinators")
    log_contact(db, hidden, by=world.coordinator, now=NOW, today=TODAY)
    assert commitment_list(db, world.member.reader, TODAY).count == 0
    assert commitment_list(db, world.coordinator.reader, TODAY).count == 1
