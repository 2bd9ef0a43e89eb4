"""A Coordinator pins lines of a plan, takes them out or edits them, and has it solved again."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select as columns
from sqlmodel import select

from app.accounts.models import User
from app.advice.adoption import AdoptPlan, adopt_plan
from app.advice.around import WishKind
from app.advice.hindrances import Rule
from app.advice.plan_models import PlanRun, PlanWish, RunState
from app.advice.problem import Kind
from app.advice.rounds import Terms, round_problem
from app.advice.runs import StartRun, overtaken_by, plan_before, start_run
from app.advice.solver.keeping import SHARE
from app.advice.solving import Limits
from app.advice.successors import begun_from_before
from app.advice.wishes import (
    EditLine,
    WishLine,
    as_wish,
    at_line,
    make_wish,
    pending,
    solve_again,
    take_wish_back,
    wishes_of,
)
from app.audit.models import Entry
from app.doors.door import Door
from app.doors.forms import HoldDoor
from app.doors.service import hold_door
from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import Origin
from app.messengers.forms import ExcludePair
from app.messengers.service import exclude_pair
from app.transfer.demonstration import remove
from tests.advice.plan_cast import CLOSE, GREEDY, Made, never_tired, planned_round, worked_out
from tests.advice.test_gathering import take_part
from tests.world import NOW, TODAY, user

OTHERS = ["member", "campaigner", "envoy", "observer", "administrator"]


@pytest.fixture
def made(db, world) -> Made:
    take_part(db)
    return planned_round(db, world.coordinator)


def wanted(db, by: User, made: Made, kind: str, code: str = "", seen: int = 0) -> PlanWish:
    wish = WishLine(line=code or made.code(), kind=kind, seen=seen)
    return make_wish(db, wish, number=made.number, by=by, now=NOW, today=TODAY)


def edited(db, by: User, made: Made, code: str = "", **more: Any) -> PlanWish:
    was = made.kept.knock(made.line(code or made.code()))
    answers = {
        "messenger": was.messenger, "week": was.monday, "level": was.level, "channel": was.channel,
    }  # fmt: skip
    wish = EditLine(line=code or made.code(), **answers | more)
    return make_wish(db, wish, number=made.number, by=by, now=NOW, today=TODAY)


def again(db, by: User, made: Made, limits: Limits = GREEDY) -> Made:
    return worked_out(db, solve_again(db, made.number, by=by, now=NOW), by, limits=limits)


def keys(made: Made) -> set[str]:
    return set(made.codes)


def test_a_line_is_pinned_and_stays_in_the_plan_that_is_made_next(db, world, made):
    code = made.code(-1)
    wish = wanted(db, world.coordinator, made, "pin", code)
    assert wishes_of(db, made.run) == [wish]
    later = again(db, world.coordinator, made)
    assert later.line(code).kind is Kind.PIN
    assert [one.kind for one in wishes_of(db, later.run)] == [WishKind.PIN]
    assert not pending(db, later.run)
    assert plan_before(db, later.run) == made.run
    verbs = columns(Entry.verb).where(Entry.subject == f"plan:{made.number}")
    assert "plan.wish" in db.execute(verbs).scalars().all()


def test_the_new_run_keeps_what_was_asked_of_the_first(db, world, made):
    wanted(db, world.coordinator, made, "pin")
    run = solve_again(db, made.number, by=world.coordinator, now=NOW)
    assert (run.weeks, run.seconds, run.parent_id) == (8, 10, made.number)
    assert run.state is RunState.WAITING


def test_a_line_that_is_taken_out_comes_in_that_week_no_more(db, world, made):
    code = made.code()
    wanted(db, world.coordinator, made, "not then", code)
    assert code not in keys(again(db, world.coordinator, made))


def test_a_messenger_that_is_taken_out_comes_to_that_door_no_more(db, world, made):
    line = made.line(made.code())
    wanted(db, world.coordinator, made, "never")
    later = again(db, world.coordinator, made)
    assert all((one.door, one.messenger) != (line.door, line.messenger) for one in later.plan.lines)


def test_an_edited_line_is_there_as_it_was_edited(db, world, made):
    was = made.kept.knock(made.line(made.code()))
    monday = was.monday + timedelta(weeks=1)
    wish = edited(db, world.coordinator, made, week=monday, channel="letter", level="expert")
    assert (wish.kind, wish.to_monday) == (WishKind.INSTEAD, monday)
    later = again(db, world.coordinator, made)
    [line] = [one for one in later.plan.lines if one.kind is Kind.PIN]
    assert (line.door, line.messenger, line.channel) == (was.door, was.messenger, "letter")
    assert later.kept.monday(line) == monday
    assert at_line(wishes_of(db, later.run), later.kept.knock(line)).kind is WishKind.INSTEAD


def test_an_edit_that_changes_nothing_is_a_pin(db, world, made):
    assert edited(db, world.coordinator, made).kind is WishKind.PIN


def test_what_was_wanted_is_taken_back_and_the_plan_is_as_it_was(db, world, made):
    wish = wanted(db, world.coordinator, made, "never")
    take_wish_back(db, wish.id, by=world.coordinator, now=NOW)
    assert wishes_of(db, made.run) == []
    assert not pending(db, made.run)
    with pytest.raises(Refused):
        take_wish_back(db, wish.id, by=world.coordinator, now=NOW)
    with pytest.raises(Refused):
        solve_again(db, made.number, by=world.coordinator, now=NOW)


def test_a_pin_of_the_plan_before_can_be_taken_back_and_the_plan_made_without_it(db, world):
    take_part(db)
    made = planned_round(db, world.coordinator, limits=CLOSE)
    code = made.code()
    edited(db, world.coordinator, made, channel="letter", week=made.kept.first + timedelta(weeks=1))
    later = again(db, world.coordinator, made, CLOSE)
    assert code not in keys(later)
    [carried] = wishes_of(db, later.run)
    take_wish_back(db, carried.id, by=world.coordinator, now=NOW)
    assert pending(db, later.run)
    last = again(db, world.coordinator, later, CLOSE)
    assert code in keys(last)
    assert last.plan.objective == pytest.approx(made.plan.objective, rel=SHARE)


def test_what_is_wanted_of_a_line_replaces_what_was(db, world, made):
    first = wanted(db, world.coordinator, made, "pin")
    second = wanted(db, world.coordinator, made, "never", seen=first.id)
    assert wishes_of(db, made.run) == [second]


def test_two_coordinators_at_one_line_are_told(db, world, made):
    other = user(db, "Colin Coordinator", world.coordinator.role, "COORDINATORS")
    wanted(db, world.coordinator, made, "pin")
    with pytest.raises(Refused, match="in the meantime"):
        wanted(db, other, made, "never")
    assert [one.kind for one in wishes_of(db, made.run)] == [WishKind.PIN]


def refusal(db, by: User, made: Made, code: str = "", **more: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        edited(db, by, made, code, **more)
    assert wishes_of(db, made.run) == []
    return refused.value


def test_an_edit_that_breaks_a_hard_rule_is_refused_in_words(db, world, made):
    by, line = world.coordinator, made.line(made.code())
    assert refusal(db, by, made, messenger="ICRC").field == "messenger"
    assert "does not take part" in refusal(db, by, made, messenger="ZZZ").message
    assert refusal(db, by, made, week=made.kept.first + timedelta(weeks=9)).field == "week"
    tuesday = made.kept.first + timedelta(days=1)
    assert "one of the answers" in refusal(db, by, made, week=tuesday).message
    above = refusal(db, by, made, level="head")
    assert (above.field, "goes up to" in above.message) == ("level", True)
    exclude_pair(
        db, ExcludePair(state=line.door.iso3, cause="Test cause"), code=line.messenger, by=by,
        now=NOW,
    )  # fmt: skip
    assert "as a Coordinator decided" in refusal(db, by, made).message


def test_a_pin_beside_which_another_would_be_too_close_is_refused(db, world):
    made = tireless_round(db, world.coordinator)
    first, second = two_at_a_door(made)
    wanted(db, world.coordinator, made, "pin", first)
    monday = made.kept.monday(made.line(first)) + timedelta(weeks=1)
    with pytest.raises(Refused, match="closer than the spacing allows") as refused:
        edited(db, world.coordinator, made, second, week=monday)
    assert refused.value.field == "week"


def tireless_round(db, by: User, *, weeks: int = 8) -> Made:
    take_part(db)
    never_tired(db, by)
    return planned_round(db, by, weeks=weeks)


def two_at_a_door(made: Made) -> tuple[str, str]:
    seen: dict[Door, str] = {}
    for code, line in made.kept.open_lines.items():
        if line.door in seen:
            return seen[line.door], code
        seen[line.door] = code
    raise AssertionError("no door has two knocks")


def test_a_line_is_no_pin_once_its_door_is_held(db, world, made):
    door = made.line(made.code()).door
    by = {"by": world.coordinator, "now": NOW, "today": TODAY}
    hold_door(db, HoldDoor(reason="Test reason"), door=door, **by)
    with pytest.raises(Refused, match="held or at rest"):
        wanted(db, world.coordinator, made, "pin")


def test_a_pin_that_cannot_stay_when_the_plan_is_made_is_said(db, world, made):
    code = made.code()
    wanted(db, world.coordinator, made, "pin", code)
    run = solve_again(db, made.number, by=world.coordinator, now=NOW)
    by = {"by": world.coordinator, "now": NOW, "today": TODAY}
    hold_door(db, HoldDoor(reason="Test reason"), door=made.line(code).door, **by)
    later = worked_out(db, run, world.coordinator)
    assert code not in keys(later)
    [(knock, why)] = later.kept.let_go
    assert (knock, why.rule) == (made.kept.knock(made.line(code)), Rule.SHUT)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_changes_a_plan(db, world, made, who):
    by = getattr(world, who)
    wish = wanted(db, world.coordinator, made, "pin")
    for act in (
        lambda: wanted(db, by, made, "never", made.code(1)),
        lambda: take_wish_back(db, wish.id, by=by, now=NOW),
        lambda: take_wish_back(db, 987_654, by=by, now=NOW),
        lambda: solve_again(db, made.number, by=by, now=NOW),
    ):
        with pytest.raises(Forbidden):
            act()
    assert wishes_of(db, made.run) == [wish]


def test_a_plan_is_changed_when_there_is_one_and_where_it_has_such_a_line(db, world, made):
    by = world.coordinator
    for code in ("XXX-accede-AUT-2026-11-30", "nothing"):
        with pytest.raises(Missing):
            wanted(db, by, made, "pin", code)
    for number in (987_654, 10**30):
        with pytest.raises(Missing):
            take_wish_back(db, number, by=by, now=NOW)
    wish = wanted(db, by, made, "pin")
    run = solve_again(db, made.number, by=by, now=NOW)
    with pytest.raises(Refused, match="no plan to change yet"):
        wanted(db, by, Made(run, made.plan), "never", made.code())
    with pytest.raises(Refused, match="worked out already"):
        solve_again(db, made.number, by=by, now=NOW)
    assert wishes_of(db, made.run) == [wish]


def test_a_demonstration_account_changes_no_real_plan_and_its_own_changes_go_with_it(
    db, world, made
):
    demo = user(db, "Dora Demonstration", world.coordinator.role, "COORDINATORS")
    demo.origin = Origin.DEMONSTRATION
    with pytest.raises(Forbidden):
        wanted(db, demo, made, "pin")
    own = planned_round(db, demo)
    wanted(db, demo, own, "pin")
    child = solve_again(db, own.number, by=demo, now=NOW)
    worked_out(db, child, demo)
    wanted(db, world.coordinator, made, "pin")
    with pytest.raises(Refused, match="enters no real plan"):
        solve_again(db, own.number, by=world.coordinator, now=NOW)
    kept = wanted(db, world.coordinator, own, "pin", own.code(1))
    real = solve_again(db, own.number, by=world.coordinator, now=NOW)
    assert (real.origin, [one.author_id for one in wishes_of(db, real)]) == (
        Origin.REAL,
        [world.coordinator.id],
    )
    assert [as_wish(one) for one in wishes_of(db, real)] == [as_wish(kept)]
    gone = remove(db, now=NOW)
    assert (gone["plans"], gone["changes to plans"]) == (2, 3)
    db.expire_all()
    assert db.get(type(real), real.id).parent_id is None
    assert {one.author_id for one in db.exec(select(PlanWish))} == {world.coordinator.id}


def test_a_plan_that_an_adopted_one_has_overtaken_is_changed_no_more(db, world, made):
    by, later = world.coordinator, NOW + timedelta(hours=1)
    wish = wanted(db, by, made, "pin")
    other = planned_round(db, by)
    assert overtaken_by(db, made.run) is None
    adopt_plan(
        db, AdoptPlan(line=other.codes[:1]), number=other.number, by=by, now=later, today=TODAY
    )
    assert overtaken_by(db, made.run) == other.run
    assert overtaken_by(db, other.run) is None
    for act in (
        lambda: wanted(db, by, made, "never", made.code(1)),
        lambda: take_wish_back(db, wish.id, by=by, now=NOW),
        lambda: solve_again(db, made.number, by=by, now=NOW),
        lambda: adopt_plan(
            db, AdoptPlan(line=made.codes), number=made.number, by=by, now=later, today=TODAY
        ),
    ):
        with pytest.raises(Refused, match="Another plan was adopted"):
            act()
    assert wishes_of(db, made.run) == [wish]
    run = start_run(db, StartRun(seconds="10", weeks=8), by=by, now=later)
    anew = worked_out(db, run, by, now=later + timedelta(minutes=1))
    assert overtaken_by(db, anew.run) is None


def test_a_plan_of_the_demonstration_overtakes_no_real_one(db, world, made):
    later = NOW + timedelta(hours=1)
    demo = user(db, "Dora Demonstration", world.coordinator.role, "COORDINATORS")
    demo.origin = Origin.DEMONSTRATION
    own = planned_round(db, demo)
    wish = AdoptPlan(line=own.codes[:1])
    adopt_plan(db, wish, number=own.number, by=demo, now=later, today=TODAY)
    assert overtaken_by(db, made.run) is None


def test_what_is_solved_again_around_a_pin_is_the_plan_that_it_came_from(db, world):
    take_part(db)
    made = planned_round(db, world.coordinator, limits=CLOSE)
    for code in made.codes[1:3]:
        wanted(db, world.coordinator, made, "pin", code)
    later = again(db, world.coordinator, made, CLOSE)
    assert later.codes == made.codes
    assert sum(one.kind is Kind.PIN for one in later.plan.lines) == 2


def test_a_run_keeps_what_the_solver_chose_before_and_what_was_taken_back(db, world, made):
    by = world.coordinator

    def kept_by(run: PlanRun) -> frozenset[tuple[Door, str, int]]:
        asked = round_problem(db, by.reader, TODAY, Terms(run.weeks)).problem
        return begun_from_before(db, run, asked).before

    assert kept_by(made.run) == frozenset()
    code = made.code()
    edited(db, by, made, channel="letter", week=made.kept.first + timedelta(weeks=1))
    later = again(db, by, made)
    assert kept_by(later.run) == {line.key for line in made.plan.new}
    [pin] = [line for line in later.plan.lines if line.kind is Kind.PIN]
    take_wish_back(db, wishes_of(db, later.run)[0].id, by=by, now=NOW)
    kept = kept_by(solve_again(db, later.number, by=by, now=NOW))
    assert pin.key not in kept
    assert kept == {line.key for line in later.plan.new} | {made.line(code).key}


def test_a_plan_of_the_demonstration_is_no_reason_in_a_real_one(db, world):
    take_part(db)
    demo = user(db, "Dora Demonstration", world.coordinator.role, "COORDINATORS")
    demo.origin = Origin.DEMONSTRATION
    own = planned_round(db, demo)
    wanted(db, world.coordinator, own, "pin")
    real = solve_again(db, own.number, by=world.coordinator, now=NOW)
    asked = round_problem(db, world.coordinator.reader, TODAY, Terms(real.weeks)).problem
    assert begun_from_before(db, real, asked) == asked


def test_a_plan_asked_for_anew_begins_from_none(db, world, made):
    wanted(db, world.coordinator, made, "pin")
    run = start_run(db, StartRun(), by=world.coordinator, now=NOW)
    assert run.parent_id is None
    assert wishes_of(db, run) == []
