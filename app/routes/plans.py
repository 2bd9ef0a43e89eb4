"""The plan of the round: asked for, watched while it is worked out, and read."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, require
from app.accounts.queries import user_names
from app.advice.drawn_up import drawn_up, rounded_up
from app.advice.horizon import LEAST_WEEKS, MOST_WEEKS
from app.advice.plan import gap
from app.advice.plan_models import RUN_STATES, UNDER_WAY, PlanPoint, PlanRun
from app.advice.runs import StartRun, cancel_run, get_run, points, runs, start_run
from app.kit.translation import gettext as _
from app.kit.translation import ngettext
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/plans")

StartForm = Annotated[Form[StartRun], Depends(posted(StartRun))]
WIDEST = 0.2
"""The gap at the top of the drawing."""
DRAWN = (600, 100)
"""The size of the drawing."""


@router.get("", name="plans.index")
def index(at: Reads) -> Response:
    return _show(at, Form({}))


@router.post("", name="plans.create")
def create(at: Writes, form: StartForm) -> Response:
    require(at.me.reader, Act.COORDINATE)
    run = form.submit(start_run, at.db, by=at.me, now=at.now)
    if run is None:
        return _show(at, form)
    return redirect(at.request, "plans.show", number=run.id)


@router.get("/{number}", name="plans.show")
def show(at: Reads, number: Number) -> Response:
    run = get_run(at.db, at.me.reader, number)
    found = points(at.db, run)
    return page(
        at.request,
        "plans/show.html",
        run=run,
        by=user_names(at.db).get(run.author_id, _("not known")),
        under_way=run.state in UNDER_WAY,
        states=RUN_STATES,
        drawn=drawn_up(at.db, at.me.reader, run, at.today),
        **_progress(run, found),
    )


@router.post("/{number}/cancellation", name="plan_cancellations.create")
def cancel(at: Writes, number: Number) -> Response:
    cancel_run(at.db, number, by=at.me, now=at.now)
    said = _("The plan is being cancelled; the best so far is kept.")
    return redirect(at.request, "plans.show", number=number, flash=said)


def _show(at: Visit, form: Form[StartRun]) -> Response:
    return page(
        at.request,
        "plans/index.html",
        form.status,
        form=form,
        runs=runs(at.db, at.me.reader),
        names=user_names(at.db),
        states=RUN_STATES,
        lengths=[(str(seconds), _seconds(seconds)) for seconds in (10, 60, 300)],
        weeks=(LEAST_WEEKS, MOST_WEEKS),
    )


def _seconds(seconds: int) -> str:
    return ngettext("%(num)s second at most", "%(num)s seconds at most", seconds)


def _progress(run: PlanRun, found: list[PlanPoint]) -> dict[str, Any]:
    """The last word of the worker, and the gap against time as points of a line."""
    gaps = [(one.elapsed, gap(one.objective, one.bound)) for one in found if one.bound is not None]
    wide, high = DRAWN
    line = [
        f"{min(elapsed / run.seconds, 1) * wide:.1f},{high - min(width / WIDEST, 1) * high:.1f}"
        for elapsed, width in gaps
    ]
    return {
        "last": found[-1] if found else None,
        "gap": rounded_up(gaps[-1][1]) if gaps else None,
        "line": " ".join(line) if len(line) > 1 else "",
        "size": DRAWN,
        "widest": WIDEST,
    }
