"""Synthetic entries: deterministic, marked, and never beside others."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from app.audit.models import Entry
from app.contacts.filters import Filters
from app.contacts.forms import LogContact
from app.contacts.listing import contact_list
from app.contacts.models import Contact, ContactMessenger, Counterpart
from app.contacts.queries import detail_of
from app.contacts.service import log_contact
from app.doors.models import StageMove
from app.kit.errors import Refused
from app.kit.origin import Origin
from app.transfer.origins import origins_present
from app.transfer.synthetic import synthesize
from tests.transfer.entries import log
from tests.world import NOW, TODAY, World


def texts(db: Session) -> list[tuple[Any, ...]]:
    return [
        (one.id, one.state_iso3, one.held_on, one.channel, one.visibility, one.note)
        for one in db.exec(select(Contact).order_by(col(Contact.id)))
    ]


def test_they_are_as_many_as_asked_for_marked_and_found(db: Session) -> None:
    people = synthesize(db, 60, 1, now=NOW)
    contacts = db.exec(select(Contact)).all()
    assert len(contacts) == 60
    assert {one.origin for one in contacts} == {Origin.SYNTHETIC}
    assert all(one.note.startswith("Synthetic entry") for one in contacts)
    assert {one.origin for one in db.exec(select(StageMove))} == {Origin.SYNTHETIC}
    assert origins_present(db) == {Origin.SYNTHETIC}
    found = contact_list(db, people[0].reader, Filters(q="synthetic entry"), TODAY)
    assert found.count == 60
    entry = db.exec(select(Entry).where(Entry.verb == "synthetic.made")).one()
    assert entry.detail == "60 contacts"


def test_the_same_seed_makes_the_same_entries_and_another_others(db: Session) -> None:
    made = []
    for seed in (7, 7, 8):
        with db.begin_nested() as savepoint:
            synthesize(db, 40, seed, now=NOW)
            made.append(texts(db))
            savepoint.rollback()
        db.expunge_all()
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_they_are_refused_beside_any_other_entry(db: Session, world: World) -> None:
    log(db, world.member)
    before = texts(db)
    with pytest.raises(Refused):
        synthesize(db, 10, 1, now=NOW)
    assert texts(db) == before


def test_the_log_goes_on_after_them(db: Session, world: World) -> None:
    synthesize(db, 10, 1, now=NOW)
    assert (log(db, world.member).id or 0) > 10


def test_their_search_text_is_what_the_log_would_have_written(db: Session, world: World) -> None:
    synthesize(db, 30, 3, now=NOW)
    for contact in db.exec(select(Contact).order_by(col(Contact.id)).limit(8)).all():
        detail = detail_of(db, contact)
        wish = LogContact(
            state=contact.state_iso3,
            held_on=contact.held_on,
            precision=contact.precision,
            channel=contact.channel,
            messengers=list(detail.messengers),
            place=contact.place,
            counterpart_office=[one.office for one in detail.counterparts],
            commitment_side=[one.side for one, _ in detail.commitments],
            commitment_text=[one.text for one, _ in detail.commitments],
            note=contact.note,
            next_step=contact.next_step,
        )
        again = log_contact(db, wish, by=world.coordinator, now=NOW, today=TODAY)
        assert again.search_text == contact.search_text
    assert db.exec(select(ContactMessenger)).first()
    assert db.exec(select(Counterpart)).first()
