"""Adopting a plan of the round: its lines become approaches."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import require_change
from app.advice.adoption import AdoptPlan, adopt_plan
from app.advice.drawn_up import drawn_up
from app.advice.line_words import DrawnLine
from app.advice.plan_desk import desk_of
from app.advice.plan_models import PlanRun
from app.advice.runs import get_run
from app.kit.errors import Missing
from app.kit.translation import gettext as _
from app.kit.translation import ngettext
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/plans/{number}/adoption")

AdoptForm = Annotated[Form[AdoptPlan], Depends(posted(AdoptPlan))]


@router.get("/new", name="plan_adoptions.new")
def new(at: Reads, number: Number) -> Response:
    return _ask(at, get_run(at.db, at.me.reader, number), Form({}))


@router.post("", name="plan_adoptions.create")
def create(at: Writes, form: AdoptForm, number: Number) -> Response:
    """Sent twice, it says the same and adopts once."""
    run = get_run(at.db, at.me.reader, number)
    done = form.submit(adopt_plan, at.db, number=number, **at.acting)
    if done is None:
        return _ask(at, run, form)
    said = ngettext(
        "Adopted: %(num)s line is an approach now.",
        "Adopted: %(num)s lines are approaches now.",
        len(done.approaches),
    )
    return redirect(at.request, "plans.show", number=number, flash=said)


def _ask(at: Visit, run: PlanRun, form: Form[Any]) -> Response:
    require_change(at.me.reader, run.origin)
    drawn = drawn_up(at.db, at.me.reader, run, at.today)
    if drawn is None:
        raise Missing(_("There is no plan to adopt yet."))
    return page(
        at.request,
        "plan_adoptions/new.html",
        form.status,
        form=form,
        run=run,
        desk=desk_of(at.db, at.me.reader, run, at.today),
        lines=_offered(drawn.weeks),
        ticked=set(form.value("line", [])) if form.errors else None,
    )


def _offered(
    weeks: tuple[tuple[date, tuple[DrawnLine, ...]], ...],
) -> list[tuple[date, list[DrawnLine]]]:
    """The lines that are no approaches yet, by week."""
    found = [(monday, [one for one in lines if not one.taken_on]) for monday, lines in weeks]
    return [(monday, lines) for monday, lines in found if lines]
