"""The notices that every page carries."""

from sqlmodel import Session

from app.kit.origin import NOTICES, Origin
from app.transfer.origins import holds, notices, origins_present
from tests.opportunities.cast import meet
from tests.transfer.entries import log
from tests.world import World


def test_without_entries_nothing_is_said(db: Session, world: World) -> None:
    assert notices(db) == ()


def test_a_real_entry_needs_no_notice(db: Session, world: World) -> None:
    log(db, world.member)
    assert origins_present(db) == frozenset()
    assert holds(db, Origin.REAL)


def test_a_meeting_is_an_entry_if_somebody_recorded_it(db: Session, world: World) -> None:
    assert not holds(db, Origin.REAL)
    meet(db, world.member)
    assert holds(db, Origin.REAL)


def test_one_demonstration_entry_is_enough_for_the_notice(db: Session, world: World) -> None:
    contact = log(db, world.member)
    contact.origin = Origin.DEMONSTRATION
    db.add(contact)
    db.flush()
    assert notices(db) == (NOTICES[Origin.DEMONSTRATION],)


def test_synthetic_entries_have_a_notice_of_their_own(db: Session, world: World) -> None:
    contact = log(db, world.member)
    contact.origin = Origin.SYNTHETIC
    db.add(contact)
    db.flush()
    assert notices(db) == (NOTICES[Origin.SYNTHETIC],)
