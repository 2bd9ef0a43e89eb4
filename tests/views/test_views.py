"""Views that people keep: who keeps, sees, renames and deletes them."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from app.accounts.models import User
from app.audit.models import Entry
from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.transfer.demonstration import remove
from app.views.forms import KeepView, NameView
from app.views.listing import Listing
from app.views.models import SavedView
from app.views.queries import get_view, kept_views, views
from app.views.service import MOST, delete_view, keep_view, rename_view
from tests.world import NOW, World


def keep(db: Session, by: User, name: str = "Silent", **more: object) -> SavedView:
    wish = {"listing": "doors", "query": "silence=90", "name": name, **more}
    return keep_view(db, KeepView.model_validate(wish), by=by, now=NOW)


def rename(db: Session, view: SavedView, by: User, name: str, *, shared: bool = False) -> None:
    rename_view(db, NameView(name=name, shared=shared), number=view.id or 0, by=by, now=NOW)


def names(db: Session, by: User, listing: Listing | None = None) -> list[str]:
    return [one.name for one in views(db, by.reader, listing)]


def verbs(db: Session) -> list[str]:
    return [verb for verb in db.exec(select(Entry.verb)) if verb.startswith("view.")]


def test_a_view_is_its_keepers_alone_until_it_is_shared(db: Session, world: World):
    view = keep(db, world.member)
    assert (view.query, view.author_id, view.origin) == ("silence=90", world.member.id, Origin.REAL)
    assert names(db, world.member) == ["Silent"]
    assert not names(db, world.colleague)
    assert not names(db, world.coordinator)
    rename(db, view, world.member, "Silent ones", shared=True)
    assert names(db, world.campaigner) == names(db, world.coordinator) == ["Silent ones"]
    assert verbs(db) == ["view.kept", "view.changed"]


def test_the_audit_has_no_word_of_a_name(db: Session, world: World):
    keep(db, world.member, "A name")
    assert not [one for one in db.exec(select(Entry)) if "A name" in f"{one.subject}{one.detail}"]


@pytest.mark.parametrize("who", ["observer", "administrator"])
@pytest.mark.parametrize("listing", ["doors", "contacts", "states"])
def test_names_that_the_group_shares_are_not_for_those_who_read_no_entries(
    db: Session, world: World, who: str, listing: str
):
    view = keep(db, world.member, listing=listing, shared=True)
    reader = getattr(world, who).reader
    assert not views(db, reader)
    with pytest.raises(Missing):
        get_view(db, reader, view.id or 0)


def test_an_observer_keeps_views_of_facts_for_themselves(db: Session, world: World):
    keep(db, world.observer, query="ask=ratify")
    assert names(db, world.observer) == ["Silent"]
    with pytest.raises(Refused) as refusal:
        keep(db, world.observer, "Another", shared=True)
    assert refusal.value.field == "shared"
    with pytest.raises(Forbidden):
        keep(db, world.observer, listing="contacts")
    assert len(db.exec(select(SavedView)).all()) == 1


def test_a_view_says_whether_it_is_what_is_shown(db: Session, world: World):
    view = keep(db, world.member)
    shown = kept_views(db, world.member.reader, Listing.DOORS, {"silence": 90})
    assert (shown.here, shown.plain) == (view.id, False)
    assert kept_views(db, world.member.reader, Listing.DOORS, {}).plain
    assert not kept_views(db, world.member.reader, Listing.BOARD, {}).rows


def test_kept_twice_it_is_there_once(db: Session, world: World):
    assert keep(db, world.member).id == keep(db, world.member).id
    assert verbs(db) == ["view.kept"]


def test_a_name_is_used_once_for_a_list(db: Session, world: World):
    view = keep(db, world.member)
    with pytest.raises(Refused) as refusal:
        keep(db, world.member, query="stage=2")
    assert refusal.value.field == "name"
    keep(db, world.member, listing="board")
    keep(db, world.colleague)
    other = keep(db, world.member, "Other")
    with pytest.raises(Refused):
        rename(db, other, world.member, "Silent")
    rename(db, view, world.member, "Silent", shared=True)
    assert names(db, world.stranger) == ["Silent"]


def test_there_is_an_end_to_what_one_keeps(db: Session, world: World):
    for number in range(MOST):
        keep(db, world.member, f"View {number}")
    with pytest.raises(Refused):
        keep(db, world.member, "One more")


def test_another_changes_nothing_of_a_view(db: Session, world: World):
    view = keep(db, world.member, shared=True)
    with pytest.raises(Forbidden):
        rename(db, view, world.colleague, "Mine")
    with pytest.raises(Forbidden):
        delete_view(db, number=view.id or 0, by=world.colleague, now=NOW)
    assert names(db, world.member) == ["Silent"]
    assert verbs(db) == ["view.kept"]


def test_a_view_is_deleted_by_its_keeper_and_a_shared_one_by_a_coordinator(
    db: Session, world: World
):
    own, shared = keep(db, world.member), keep(db, world.member, "Shared", shared=True)
    delete_view(db, number=own.id or 0, by=world.member, now=NOW)
    delete_view(db, number=shared.id or 0, by=world.coordinator, now=NOW)
    assert not names(db, world.member)
    assert verbs(db)[-2:] == ["view.deleted"] * 2


def test_a_private_view_is_not_there_for_a_coordinator(db: Session, world: World):
    view = keep(db, world.member)
    with pytest.raises(Missing):
        delete_view(db, number=view.id or 0, by=world.coordinator, now=NOW)


def test_a_demonstration_account_changes_no_real_view(db: Session, world: World):
    view = keep(db, world.member, shared=True)
    world.coordinator.origin = Origin.DEMONSTRATION
    with pytest.raises(Forbidden):
        delete_view(db, number=view.id or 0, by=world.coordinator, now=NOW)


def test_views_of_the_demonstration_go_with_it(db: Session, world: World, client_for: Callable):
    keep(db, world.member, "Real", shared=True)
    world.envoy.origin = Origin.DEMONSTRATION
    assert keep(db, world.envoy, shared=True).origin is Origin.DEMONSTRATION
    assert "Demonstration entry" in client_for(world.member).get("/views").text
    assert remove(db, now=NOW)["kept views"] == 1
    assert names(db, world.member) == ["Real"]
