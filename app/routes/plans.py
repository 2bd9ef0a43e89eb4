"""The plan of the round: asked for, watched while it is worked out, read, and changed by line."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, require
from app.accounts.queries import user_names
from app.advice.adoption import adoptions
from app.advice.drawn_up import drawn_up, rounded_up
from app.advice.horizon import LEAST_WEEKS, MOST_WEEKS
from app.advice.line_words import DrawnLine
from app.advice.plan import gap
from app.advice.plan_desk import desk_of, mondays
from app.advice.plan_models import RUN_STATES, UNDER_WAY, PlanPoint, PlanRun, RunState
from app.advice.run_queue import LEASE
from app.advice.runs import (
    StartRun,
    cancel_run,
    get_run,
    made_from,
    points,
    runs,
    silent_for,
    start_run,
)
from app.advice.wishes import (
    EditLine,
    WishLine,
    changeable,
    line_of,
    make_wish,
    plan_of,
    shown_at,
    solve_again,
    take_wish_back,
)
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES, Level
from app.kit.errors import Refused
from app.kit.translation import gettext as _
from app.kit.translation import ngettext
from app.messengers.queries import taking_part
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import go_to, page, path_for, redirect, wanted

router = APIRouter(prefix="/plans")

StartForm = Annotated[Form[StartRun], Depends(posted(StartRun))]
WishForm = Annotated[Form[WishLine], Depends(posted(WishLine))]
EditForm = Annotated[Form[EditLine], Depends(posted(EditLine))]
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
    return _plan(at, number)


@router.post("/{number}/cancellation", name="plan_cancellations.create")
def cancel(at: Writes, number: Number) -> Response:
    run = cancel_run(at.db, number, by=at.me, now=at.now)
    said = _("The plan is being cancelled; the best so far is kept.")
    if run.state is RunState.CANCELLED:
        said = ""
    return redirect(at.request, "plans.show", number=number, flash=said)


@router.post("/{number}/successor", name="plan_successors.create")
def solve_once_more(at: Writes, number: Number) -> Response:
    try:
        with at.db.begin_nested():
            run = solve_again(at.db, number, by=at.me, now=at.now)
    except Refused as refusal:
        return redirect(at.request, "plans.show", number=number, flash=refusal.message)
    return redirect(at.request, "plans.show", number=run.id)


@router.post("/{number}/wishes", name="plan_wishes.create")
def wish(at: Writes, form: WishForm, number: Number) -> Response:
    """Pin a line or take it out; what stands in the way is said at the line."""
    code = str(form.value("line"))
    line_of(plan_of(get_run(at.db, at.me.reader, number)), code)
    done = form.submit(make_wish, at.db, number=number, **at.acting)
    return _at_line(at, number, code, next(iter(form.errors.values())) if done is None else "")


@router.post("/wishes/{number}/retraction", name="plan_wishes.retract")
def take_back(at: Writes, number: Number) -> Response:
    gone = take_wish_back(at.db, number, by=at.me, now=at.now)
    return _at_line(at, gone.run_id, shown_at(gone), "")


@router.get("/{number}/edits/new", name="plan_edits.new")
def edit(at: Reads, number: Number, line: str = "") -> Response:
    run = get_run(at.db, at.me.reader, number)
    kept = plan_of(run)
    knock = kept.knock(line_of(kept, line))
    typed = {
        "line": line,
        "messenger": knock.messenger,
        "week": knock.monday.isoformat(),
        "level": knock.level,
        "channel": knock.channel,
    }
    return _edit(at, run, Form(typed))


@router.post("/{number}/edits", name="plan_edits.create")
def make_edit(at: Writes, form: EditForm, number: Number) -> Response:
    run = get_run(at.db, at.me.reader, number)
    line_of(plan_of(run), str(form.value("line")))
    if form.submit(make_wish, at.db, number=number, **at.acting) is None:
        return _edit(at, run, form)
    return _back(at, number, str(form.value("line")), _("Changed. Now have the plan made again."))


def _show(at: Visit, form: Form[StartRun]) -> Response:
    return page(
        at.request,
        "plans/index.html",
        form.status,
        form=form,
        runs=runs(at.db, at.me.reader),
        adoptions=adoptions(at.db, at.me.reader),
        names=user_names(at.db),
        states=RUN_STATES,
        lengths=[(str(seconds), _seconds(seconds)) for seconds in (10, 60, 300)],
        weeks=(LEAST_WEEKS, MOST_WEEKS),
    )


def _plan(at: Visit, number: int, status: int = 200, **more: Any) -> Response:
    run = get_run(at.db, at.me.reader, number)
    names = user_names(at.db)
    desk = desk_of(at.db, at.me.reader, run, at.today)
    drawn = drawn_up(at.db, at.me.reader, run, at.today)
    return page(
        at.request,
        "plans/show.html",
        status,
        run=run,
        by=names.get(run.author_id, _("not known")),
        under_way=run.state in UNDER_WAY,
        states=RUN_STATES,
        drawn=drawn,
        present=drawn.present(at.today) if drawn else None,
        desk=desk,
        newer=made_from(at.db, run),
        silent=silent_for(run, at.now),
        lease=int(LEASE.total_seconds()),
        adopted_by=names.get(desk.adopted.by_id, _("not known")) if desk.adopted else "",
        **{"refused": "", "refused_at": ""} | more,
        **_progress(run, points(at.db, run)),
    )


def _at_line(at: Visit, number: int, code: str, refused: str) -> Response:
    """What stands at a line now: where it is for htmx, else the plan's page from there."""
    if wanted(at.request).startswith("wish-"):
        return _cell(at, number, code, refused)
    if refused:
        return _plan(at, number, 422, refused=refused, refused_at=code)
    return _back(at, number, code, "")


def _cell(at: Visit, number: int, code: str, refused: str) -> Response:
    run = get_run(at.db, at.me.reader, number)
    return page(
        at.request,
        "plans/_wished.html",
        422 if refused else 200,
        run=run,
        desk=desk_of(at.db, at.me.reader, run, at.today),
        one=_drawn_line(at, run, code),
        refused=refused,
        refused_at=code,
    )


def _drawn_line(at: Visit, run: PlanRun, code: str) -> DrawnLine:
    drawn = drawn_up(at.db, at.me.reader, run, at.today)
    lines = [one for _monday, lines in drawn.weeks for one in lines] if drawn else []
    return next(one for one in lines if one.code == code)


def _back(at: Visit, number: int, code: str, flash: str) -> Response:
    path = path_for(at.request, "plans.show", number=number)
    return go_to(at.request, f"{path}#wish-{code}", flash=flash)


def _edit(at: Visit, run: PlanRun, form: Form[Any]) -> Response:
    """What somebody else wants of the line by now is known to whoever sends the form once more."""
    changeable(at.db, run.id or 0, at.me)
    line = str(form.value("line"))
    before = desk_of(at.db, at.me.reader, run, at.today).at.get(line)
    form.typed["seen"] = before.number if before else 0
    return page(
        at.request,
        "plans/edit.html",
        form.status,
        form=form,
        run=run,
        one=_drawn_line(at, run, line),
        messengers=[(one.code, one.name) for one in taking_part(at.db, at.today)],
        weeks=mondays(run, at.today),
        levels=[(level, LEVEL_NAMES[level]) for level in Level],
        channels=list(CHANNEL_NAMES.items()),
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
