"""A plan of the round is made from everything that Coordinators read: nobody else finds a trace.

Two worlds that differ in entries which only Coordinators read, and in plans made from them: pinned,
solved again, exported and adopted, as far as what comes of it is for Coordinators. Whoever else
looks sees the same in both, on every surface.
"""

from datetime import timedelta

import pytest

from app.accounts.policy import Visibility
from app.advice.adoption import AdoptPlan, adopt_plan
from app.advice.drawn_up import drawn_up
from app.advice.wishes import WishLine, make_wish, solve_again
from app.audit.derived import forget
from app.contacts.forms import LogContact
from app.contacts.service import log_contact
from tests.advice.plan_cast import Made, planned_round, worked_out
from tests.advice.test_gathering import take_part
from tests.test_leaks import CAST, CHANGING, TOKEN, bare, paths, seen_by, write_for_all
from tests.world import NOW, TODAY, World

ACTING = {"now": NOW, "today": TODAY}


def hide(db, world: World, *, days: int = 280) -> None:
    """A knock that Coordinators alone read: it decides who may come to Angola, how and when."""
    wish = LogContact(
        state="AGO",
        held_on=TODAY - timedelta(days=days),
        channel="letter",
        level="minister",
        response="interested",
        messengers=["AUT"],
        note=f"{TOKEN} note",
        visibility="coordinators",
    )
    log_contact(db, wish, by=world.coordinator, **ACTING)


def plan_with_all_of_it(db, world: World) -> Made:
    """A plan pinned, solved again, and adopted where what comes of it is for Coordinators."""
    by = world.coordinator
    first = planned_round(db, by)
    pin = WishLine(line=first.code(), kind="pin")
    make_wish(db, pin, number=first.number, by=by, **ACTING)
    made = worked_out(db, solve_again(db, first.number, by=by, now=NOW), by)
    drawn = drawn_up(db, by.reader, made.run, TODAY)
    lines = [one for _monday, those in drawn.weeks for one in those]
    hidden = [one.code for one in lines if one.visibility is Visibility.COORDINATORS]
    assert {one.split("-")[0] for one in hidden} == {"AGO"}
    done = adopt_plan(db, AdoptPlan(line=hidden), number=made.number, by=by, **ACTING)
    assert set(done.approaches) == set(hidden)
    return made


@pytest.mark.parametrize("name", CAST)
def test_nothing_of_a_plan_or_of_what_it_rests_on_shows_anywhere(app, db, world, client_for, name):
    write_for_all(db, world)
    take_part(db)
    user = getattr(world, name)
    client = client_for(user, judged=False)
    client.seen = ""
    of_plan = sorted(path for path in paths(app) if path.startswith("/plans/{number}"))
    before = seen_by(client, db, user.reader, app)
    hide(db, world)
    made = plan_with_all_of_it(db, world)
    forget(db)
    coordinator = client_for(world.coordinator, judged=False)
    assert coordinator.get(f"/plans/{made.number}/plan.ics").status_code == 200
    for surface, shown in seen_by(client, db, user.reader, app).items():
        assert TOKEN not in bare(shown), surface
        assert shown == before[surface], f"{surface} changes for {name}"
    assert len(of_plan) == 5
    for path in of_plan:
        there, nowhere = (_refusal(client, path, one) for one in (made.number, 987_654))
        assert there == nowhere, path


def _refusal(client, path: str, number: int) -> str:
    reply = client.get(path.replace("{number}", str(number)))
    assert reply.status_code == 403
    return CHANGING.sub(
        "", reply.text.replace(f"plans/{number}", "").replace(f"plans%2F{number}", "")
    )


def test_what_is_hidden_makes_another_plan_which_coordinators_read(db, world):
    write_for_all(db, world)
    take_part(db)
    open_world = planned_round(db, world.coordinator)
    hide(db, world, days=20)
    other = planned_round(db, world.coordinator)
    angola = [
        [code for code in made.codes if code.startswith("AGO")] for made in (open_world, other)
    ]
    assert angola[0] != angola[1]
