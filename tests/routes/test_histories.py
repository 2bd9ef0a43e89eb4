"""The contact history of a State, to take along."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Visibility
from app.audit.models import Entry
from app.contacts.forms import Retract
from app.contacts.models import Joining
from app.contacts.service import retract_contact
from app.kit.origin import Origin
from tests.briefings.documents import docx_text, docx_whole, in_order
from tests.briefings.test_brief import log
from tests.judge import Judge
from tests.world import NOW, TODAY, World

Client = Callable[[User | None], Judge]
PATH = "/states/AGO/contacts.docx"


def test_it_has_every_contact_newest_first_and_what_was_promised(
    db: Session, world: World, client_for: Client
) -> None:
    promise = {"commitment_side": ["theirs"], "commitment_text": ["A date"]}
    log(db, world.member, held_on=TODAY - timedelta(days=900), note="Long ago.", **promise)
    gone = log(db, world.member, note="Written in error.")
    retract_contact(db, Retract(reason="x"), number=gone.id or 0, by=world.member, now=NOW)
    log(db, world.member, note="The newest.", next_step="Call them.")
    text = docx_text(client_for(world.member).get(PATH).content)
    said = [
        "Angola: contact history", "3 contacts that you may read.", "The newest.", "Call them.",
        "Retracted", "Written in error.", "Long ago.", "Commitments, both ways", "A date",
    ]  # fmt: skip
    assert in_order(said, text) == ""


def test_it_has_what_its_reader_may_read_and_says_the_level(
    db: Session, world: World, client_for: Client
) -> None:
    log(db, world.member, note="Zanzaborine", visibility=Visibility.DELEGATIONS, warn_others="no")
    assert "Delegations only" in docx_text(client_for(world.stranger).get(PATH).content)
    content = client_for(world.campaigner).get(PATH).content
    assert "Zanzaborine" not in docx_whole(content)
    assert "No contact is recorded that you may read." in docx_text(content)


def test_a_joint_contact_is_there_once_with_both_accounts(
    db: Session, world: World, client_for: Client
) -> None:
    one, other = (
        log(db, world.member, note="One account."),
        log(db, world.stranger, note="Another."),
    )
    db.add(Joining(contact_id=other.id, into_id=one.id, author_id=world.stranger.id, joined_at=NOW))
    db.flush()
    text = docx_text(client_for(world.envoy).get(PATH).content)
    assert "1 contact that you may read." in text
    assert in_order(["One account.", "Also told by Sam Stranger", "Another."], text) == ""


def test_it_says_that_it_contains_demonstration_entries(
    db: Session, world: World, client_for: Client
) -> None:
    world.member.origin = Origin.DEMONSTRATION
    log(db, world.member, note="Demonstration entry: a note.")
    whole = docx_whole(client_for(world.envoy).get(PATH).content)
    assert "Contains demonstration entries: nothing here was said by any government." in whole
    assert "Demonstration entry]" in whole


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_an_export_is_in_the_audit_and_kept_by_no_cache(
    db: Session, world: World, client_for: Client, kind: str
) -> None:
    reply = client_for(world.member).get(f"/states/ago/contacts.{kind}?language=fr")
    assert reply.headers["content-disposition"] == (
        f'attachment; filename="contacts-AGO-2026-11-24.{kind}"'
    )
    assert reply.headers["cache-control"] == "no-store"
    last = db.exec(select(Entry).order_by(col(Entry.id).desc())).first()
    assert last
    assert (last.actor_id, last.verb, last.subject, last.detail) == (
        world.member.id, "history.exported", "history:AGO", kind,
    )  # fmt: skip


def test_who_may_not_export_gets_none(client_for: Client, world: World) -> None:
    for person in (world.observer, world.administrator):
        assert client_for(person).get(PATH).status_code == 403
    assert client_for(world.member).get("/states/XXX/contacts.pdf").status_code == 404
