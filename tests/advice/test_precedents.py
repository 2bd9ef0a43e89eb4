"""States that joined after a knock: pure grouping, and what each reader's own log says."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import THE_GROUP
from app.advice.background import precedents, stances
from app.advice.precedents import Case, nearest
from app.audit.derived import forget
from app.contacts.forms import LogContact, Retract
from app.contacts.service import log_contact, retract_contact
from app.contacts.terms import Channel
from app.kit.origin import Origin
from app.states.queries import book
from app.states.standing import CONSENT
from tests.world import NOW, TODAY, World

JOINED = "2024-05-03"


def case(iso3: str, channel: Channel = Channel.WORKSHOP, **more: Any) -> Case:
    known: dict[str, Any] = {
        "name": f"{iso3.title()}land", "subregion": "North", "group": "African",
        "joined_on": JOINED, "source": "a page", "channel": channel,
        "knocked_on": date(2023, 6, 1),
    }  # fmt: skip
    return Case(iso3=iso3, **known | more)


def test_it_is_said_how_many_joined_after_what_and_when():
    found = nearest("XXX", "North", "African", [case("AAA"), case("BBB", joined_on="2023-11-07")])
    assert [one.words for one in found] == [
        "2 States of the sub-region North joined within two years of a knock at a workshop: "
        "Aaaland joined on 3 May 2024, the last such knock was in June 2023; "
        "Bbbland joined on 7 November 2023, the last such knock was in June 2023"
    ]
    assert found[0].sources == ("a page",)


def test_nothing_recorded_is_no_precedent():
    assert nearest("XXX", "North", "African", []) == ()
    assert nearest("XXX", "", "", [case("AAA", subregion="", group="")]) == ()
    assert nearest("AAA", "North", "African", [case("AAA")]) == ()


def test_the_sub_region_comes_before_the_regional_group():
    far = case("BBB", subregion="South")
    assert nearest("XXX", "North", "African", [far])[0].words.startswith(
        "1 State of the African group joined"
    )
    assert nearest("XXX", "North", "African", [far, case("AAA")])[0].cases == (case("AAA"),)


def test_the_way_by_which_most_joined_comes_first():
    cases = [case("AAA", Channel.LETTER), case("AAA"), case("BBB")]
    found = nearest("XXX", "North", "African", cases)
    assert [len(one.cases) for one in found] == [2, 1]


def test_what_is_not_real_is_never_counted_with_what_is():
    cases = [case("AAA"), *(case(iso3, real=False) for iso3 in ("BBB", "CCC"))]
    found = nearest("XXX", "North", "African", cases)
    assert [(one.real, len(one.cases)) for one in found] == [(True, 1), (False, 2)]


def knocked(db: Session, by: User, iso3: str, held_on: date, **more: Any) -> Any:
    told = {"channel": "workshop", "note": "Test entry", "submission": f"{iso3} {held_on} {by.id}"}
    wish = LogContact(state=iso3, held_on=held_on, **told | more)
    return log_contact(db, wish, by=by, now=NOW, today=TODAY)


@pytest.fixture
def joiner(db: Session) -> tuple[str, date, str]:
    """A State Party, the day of its consent as the facts have it, and a State of its sub-region
    that is not party."""
    known = book(db)
    for iso3, state in known.states.items():
        acts = [act for act in known.acts.get(iso3, ()) if act.action in CONSENT]
        others = [
            other.iso3
            for other in known.states.values()
            if other.subregion == state.subregion and known.standing(other.iso3, TODAY) != "party"
        ]
        if acts and others and known.standing(iso3, TODAY) == "party":
            return iso3, date.fromisoformat(acts[-1].date), others[0]
    raise AssertionError("the facts have no such State")


def log_before(db: Session, world: World, joiner: tuple[str, date, str], **more: Any) -> Any:
    """A knock two hundred days before the State joined."""
    iso3, day, _other = joiner
    return knocked(db, more.pop("by", world.member), iso3, day - timedelta(days=200), **more)


def found_at(db: Session, joiner: tuple[str, date, str], reader: Any = THE_GROUP) -> Any:
    forget(db)
    return precedents(db, reader, TODAY)[joiner[2]]


def test_a_knock_before_a_deposit_is_a_precedent_for_the_region(
    db: Session, world: World, joiner: tuple[str, date, str]
):
    assert found_at(db, joiner) == ()
    log_before(db, world, joiner)
    (found,) = found_at(db, joiner)
    assert found.real
    assert book(db).name(joiner[0]) in found.words
    assert found.cases[0].joined_on == joiner[1].isoformat()
    assert found.sources[0].startswith("UN Treaty Collection")


def test_a_knock_after_the_deposit_long_before_it_or_taken_back_is_none(
    db: Session, world: World, joiner: tuple[str, date, str]
):
    iso3, day, _other = joiner
    knocked(db, world.member, iso3, day + timedelta(days=1))
    knocked(db, world.member, iso3, day - timedelta(days=731))
    wrong = log_before(db, world, joiner)
    retract_contact(db, Retract(reason="Wrong"), number=wrong.id, by=world.member, now=NOW)
    assert found_at(db, joiner) == ()


@pytest.mark.parametrize("level", ["delegations", "messenger", "coordinators"])
def test_an_entry_is_a_precedent_only_to_those_who_read_it(
    db: Session, world: World, joiner: tuple[str, date, str], level: str
):
    log_before(db, world, joiner, by=world.coordinator, visibility=level)
    assert found_at(db, joiner) == ()
    assert found_at(db, joiner, world.campaigner.reader) == ()
    assert found_at(db, joiner, world.coordinator.reader) != ()


def test_a_demonstration_entry_is_marked(db: Session, world: World, joiner: tuple[str, date, str]):
    made = log_before(db, world, joiner)
    made.origin = Origin.DEMONSTRATION
    db.add(made)
    db.flush()
    assert [one.real for one in found_at(db, joiner)] == [False]


def test_stances_say_what_the_profile_records(db: Session):
    known = stances(db)
    assert len(known) == 85
    assert any(one.attended is False for one in known.values())
    assert all(one.year for one in known.values())
    assert sum(one.producer for one in known.values()) == 17
    assert sum(one.stockpiler for one in known.values()) == 43
