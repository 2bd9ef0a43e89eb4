"""Targets that Coordinators enter, and take back."""

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, require
from app.kit.translation import gettext as _
from app.states.forms import EnterTarget
from app.states.queries import standings
from app.states.standing import Standing
from app.states.targets import enter_target, goals, withdraw_target
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/targets")

TargetForm = Annotated[Form[EnterTarget], Depends(posted(EnterTarget))]


@router.get("", name="targets.index")
def index(at: Reads) -> Response:
    require(at.me.reader, Act.COORDINATE)
    return _show(at, Form({}))


@router.post("", name="targets.create")
def create(at: Writes, form: TargetForm) -> Response:
    require(at.me.reader, Act.COORDINATE)
    if form.submit(enter_target, at.db, **at.acting) is None:
        return _show(at, form)
    return redirect(at.request, "world.show", flash=_("The target is entered."))


@router.post("/{number}/withdrawal", name="target_withdrawals.create")
def withdraw(at: Writes, number: Number) -> Response:
    withdraw_target(at.db, number=number, by=at.me, now=at.now)
    return redirect(at.request, "targets.index", flash=_("The target is taken back."))


def _show(at: Visit, form: Form[Any]) -> Response:
    entered = [goal for goal in goals(at.db) if goal.id]
    parties = Counter(standings(at.db, at.today).values())[Standing.PARTY]
    shown = {"form": form, "goals": entered, "parties": parties}
    return page(at.request, "targets/index.html", form.status, **shown)
