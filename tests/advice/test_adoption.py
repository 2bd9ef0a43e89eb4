"""A plan is adopted: its lines become approaches, by the rules that hold on that day."""

from datetime import timedelta

import pytest
from sqlmodel import func, select

from app.accounts.policy import Visibility
from app.advice.adoption import AdoptPlan, adopt_plan, adopted, plan_behind, refused_lines
from app.advice.hindrances import Rule
from app.advice.models import Approach, ApproachStep, Decision, PassedOver, Step
from app.advice.plan_models import AdoptedLine, PlanAdoption, PlanRun
from app.advice.problem import Kind
from app.advice.queries import collisions, get_approach, open_approaches
from app.advice.rounds import round_problem
from app.audit.models import Entry
from app.audit.service import Version, last_version
from app.doors.forms import HoldDoor
from app.doors.service import hold_door
from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.transfer.demonstration import remove
from tests.advice.plan_cast import CLOSE, Made, planned_round
from tests.advice.test_gathering import knocked, take_part
from tests.advice.test_rounds import planned
from tests.advice.test_wishes import again, tireless_round, two_at_a_door, wanted
from tests.world import NOW, TODAY, user

OTHERS = ["member", "campaigner", "envoy", "observer", "administrator"]


@pytest.fixture
def made(db, world) -> Made:
    take_part(db)
    return planned_round(db, world.coordinator)


def adopt(db, by, made, codes=None, *, today=TODAY):
    wish = AdoptPlan(line=codes or made.codes)
    return adopt_plan(db, wish, number=made.number, by=by, now=NOW, today=today)


def count(db, table) -> int:
    return db.exec(select(func.count()).select_from(table)).one()


def test_a_whole_plan_is_adopted_and_collides_with_nothing(db, world):
    take_part(db)
    planned(db, world.member, "AGO", 14, 20)
    made = planned_round(db, world.coordinator, weeks=None, limits=CLOSE)
    done = adopt(db, world.coordinator, made)
    assert set(done.approaches) == set(made.codes)
    assert done.refused == {}
    assert collisions(db, world.coordinator.reader, TODAY) == []
    anew = round_problem(db, world.coordinator.reader, TODAY).problem
    assert {(one.door, one.messenger, one.week) for one in anew.fixed} == {
        one.key for one in made.plan.lines
    }
    assert all(one.kind is Kind.APPROACH for one in anew.fixed)


def test_each_approach_is_as_its_line_says_and_it_is_in_the_audit(db, world, made):
    code = made.code()
    knock = made.kept.knock(made.line(code))
    done = adopt(db, world.coordinator, made, [code])
    approach, row = get_approach(db, world.member.reader, done.approaches[code])
    assert (row.door, row.messenger, row.level, row.channel) == (
        knock.door, knock.messenger, knock.level, knock.channel,
    )  # fmt: skip
    assert (row.window_from, row.window_to) == (knock.monday, knock.monday + timedelta(days=6))
    assert (row.step, row.owner) == (Step.CLAIMED, world.coordinator.name)
    assert (approach.override_reason, approach.visibility) == ("", Visibility.GROUP)
    [said] = db.exec(select(Entry).where(Entry.verb == "plan.adopted")).all()
    assert said.detail == f"1 of {len(made.codes)} lines"
    assert db.exec(select(Entry).where(Entry.subject == f"approach:{approach.id}")).one()


def test_a_second_time_changes_nothing_and_says_the_same(db, world, made):
    first = adopt(db, world.coordinator, made, made.codes[:2])
    before: tuple[int, Version] = (count(db, Approach), last_version(db))
    assert adopt(db, world.coordinator, made, made.codes[:3]) == first
    assert (count(db, Approach), last_version(db)) == before
    assert adopted(db, made.run) == first


def test_what_stands_between_a_line_and_a_door_by_then_is_said_and_the_rest_is_taken(
    db, world, made
):
    by = {"by": world.coordinator, "now": NOW, "today": TODAY}
    held, busy, *_, free = made.codes
    hold_door(db, HoldDoor(reason="Test reason"), door=made.line(held).door, **by)
    planned(db, world.member, made.line(busy).door.iso3, 0, 6)
    done = adopt(db, world.coordinator, made, [held, busy, free])
    assert set(done.approaches) == {free}
    assert {code: why.rule for code, why in done.refused.items()} == {
        held: Rule.SHUT,
        busy: Rule.NEAR,
    }
    assert [line.door for line, _ in refused_lines(made.kept, done)] == [
        made.line(held).door,
        made.line(busy).door,
    ]
    assert collisions(db, world.coordinator.reader, TODAY) == []


def test_somebody_who_knocked_meanwhile_keeps_the_door_clear_for_the_spacing(db, world):
    made = tireless_round(db, world.coordinator)
    first, second = two_at_a_door(made)
    code = made.line(first)
    other = next(one for one in ("AUT", "PRT", "MOZ") if one not in {code.messenger})
    knocked(db, world.member, code.door.iso3, 0, messengers=[other])
    done = adopt(db, world.coordinator, made, [first, second])
    assert done.refused[first].rule is Rule.RESTS
    assert second in done.approaches
    approach, _ = get_approach(db, world.coordinator.reader, done.approaches[second])
    assert approach.override_reason == "The spacing from what others did or claimed here is kept."


def test_what_is_not_adopted_leaves_no_gap_that_breaks_a_rule(db, world):
    made = tireless_round(db, world.coordinator, weeks=26)
    first, third = next(
        same for codes in by_door(made).values() for same in same_again(made, codes)
    )
    done = adopt(db, world.coordinator, made, [first, third])
    assert set(done.approaches) == {first}
    assert done.refused[third].rule is Rule.TWICE


def by_door(made: Made) -> dict[object, list[str]]:
    found: dict[object, list[str]] = {}
    for code, line in made.kept.open_lines.items():
        found.setdefault(line.door, []).append(code)
    return found


def same_again(made: Made, codes: list[str]) -> list[tuple[str, str]]:
    """Lines of one messenger with somebody else's between them."""
    pairs = zip(codes, codes[2:], strict=False)
    return [(a, b) for a, b in pairs if made.line(a).messenger == made.line(b).messenger]


def test_a_week_that_is_over_is_refused_and_one_that_has_begun_is_taken(db, world, made):
    first = [code for code in made.codes if made.line(code).week == 0]
    later = [code for code in made.codes if made.line(code).week == 1]
    today = made.kept.first + timedelta(days=9)
    done = adopt(db, world.coordinator, made, [first[0], later[0]], today=today)
    assert (set(done.approaches), done.refused[first[0]].rule) == ({later[0]}, Rule.PAST)


def test_lines_that_are_approaches_already_stay_as_they_are(db, world):
    take_part(db)
    planned(db, world.member, "AGO", 14, 20)
    made = planned_round(db, world.coordinator)
    [before] = open_approaches(db, world.coordinator.reader)
    adopt(db, world.coordinator, made)
    rows = open_approaches(db, world.coordinator.reader)
    assert before in rows
    assert len(rows) == len(made.codes) + 1


def test_an_approach_reaches_nobody_whom_what_it_rests_on_does_not(db, world):
    take_part(db)
    knocked(db, world.member, "AGO", 200, visibility="messenger")
    made = planned_round(db, world.coordinator)
    code = next(one for one in made.codes if one.startswith("AGO"))
    done = adopt(db, world.coordinator, made, [code])
    number = done.approaches[code]
    assert get_approach(db, world.coordinator.reader, number)[0].visibility == "coordinators"
    with pytest.raises(Missing):
        get_approach(db, world.stranger.reader, number)


def test_adopting_a_plan_decides_nothing_about_what_is_suggested(db, world):
    """Nobody has looked at the suggestions: nothing is to be learnt from it."""
    made = tireless_round(db, world.coordinator)
    adopt(db, world.coordinator, made, list(two_at_a_door(made)))
    assert count(db, Decision) + count(db, PassedOver) == 0


def test_only_coordinators_see_that_an_approach_came_from_a_plan(db, world, made):
    [code] = codes = made.codes[:1]
    number = adopt(db, world.coordinator, made, codes).approaches[code]
    approach = db.get(Approach, number)
    assert plan_behind(db, world.coordinator.reader, approach) == made.number
    for name in OTHERS:
        assert plan_behind(db, getattr(world, name).reader, approach) is None
    planned(db, world.member, "KHM", 0, 6)
    last = db.exec(select(Approach).order_by(Approach.id.desc())).first()
    assert plan_behind(db, world.coordinator.reader, last) is None


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_adopts_a_plan(db, world, made, who):
    with pytest.raises(Forbidden):
        adopt(db, getattr(world, who), made)
    assert count(db, PlanAdoption) == 0


def test_a_plan_whose_lines_were_taken_out_or_edited_is_solved_again_first(db, world, made):
    wanted(db, world.coordinator, made, "not then")
    with pytest.raises(Refused, match="have it made again"):
        adopt(db, world.coordinator, made)
    assert count(db, Approach) == 0
    later = again(db, world.coordinator, made)
    assert adopt(db, world.coordinator, later).refused == {}


def test_a_pin_alone_is_no_reason_to_solve_it_again(db, world, made):
    wanted(db, world.coordinator, made, "pin")
    assert adopt(db, world.coordinator, made).refused == {}


def test_an_adopted_plan_is_changed_no_more(db, world, made):
    adopt(db, world.coordinator, made, made.codes[:1])
    with pytest.raises(Refused, match="its approaches are changed"):
        wanted(db, world.coordinator, made, "pin")


def test_a_line_that_the_plan_does_not_have_is_not_adopted(db, world, made):
    with pytest.raises(Missing):
        adopt(db, world.coordinator, made, [made.code(), "XXX-accede-AUT-2026-11-30"])
    assert count(db, Approach) == 0


def test_the_adoption_of_a_demonstration_goes_with_it(db, world, made):
    demo = user(db, "Dora Demonstration", world.coordinator.role, "COORDINATORS")
    demo.origin = Origin.DEMONSTRATION
    with pytest.raises(Forbidden):
        adopt(db, demo, made)
    own = planned_round(db, demo)
    adopt(db, demo, own, own.codes[:2])
    gone = remove(db, now=NOW)
    assert (gone["approaches"], gone["adoptions of plans"]) == (2, 1)
    assert gone["lines of plans that became approaches"] == 2
    assert [count(db, one) for one in (AdoptedLine, PlanAdoption, ApproachStep)] == [0, 0, 0]


def test_a_plan_that_a_demonstration_account_asked_for_becomes_no_real_approach(db, world, made):
    demo = user(db, "Dora Demonstration", world.coordinator.role, "COORDINATORS")
    demo.origin = Origin.DEMONSTRATION
    own = planned_round(db, demo)
    with pytest.raises(Refused, match="becomes no real approach"):
        adopt(db, world.coordinator, own)
    assert (count(db, Approach), adopted(db, own.run)) == (0, None)
    wanted(db, world.coordinator, own, "pin")
    real = again(db, world.coordinator, own)
    assert adopt(db, world.coordinator, real).refused == {}


def test_a_plan_around_approaches_of_the_demonstration_goes_with_them_and_what_came_of_it_stays(
    db, world, made
):
    demo = user(db, "Dora Demonstration", world.coordinator.role, "COORDINATORS")
    demo.origin = Origin.DEMONSTRATION
    planned(db, demo, "AGO", 14, 20)
    around = planned_round(db, world.coordinator)
    done = adopt(db, world.coordinator, around, around.codes[:1])
    gone = remove(db, now=NOW)
    assert (gone["approaches"], gone["plans"], gone["adoptions of plans"]) == (1, 1, 1)
    db.expire_all()
    assert db.exec(select(PlanRun.id)).all() == [made.number]
    assert db.exec(select(Approach.id)).all() == list(done.approaches.values())
