"""What a plan that is solved again keeps of the one that it came from."""

from sqlmodel import Session, col, select

from app.advice.around import beginning_from
from app.advice.kept import moved_to
from app.advice.plan_models import PlanRun, PlanWish
from app.advice.problem import Kind, Problem
from app.advice.wishes import as_wish, plan_of
from app.kit.origin import Origin


def begun_from_before(db: Session, run: PlanRun, asked: Problem) -> Problem:
    """The problem of a run, which keeps what the solver chose in the plan before where nothing
    speaks for others; and, of what somebody wanted there and took back, the line as it was. What
    is still wanted stays by being carried. Nothing of the demonstration's is kept in a real plan.
    """
    parent = db.get(PlanRun, run.parent_id) if run.parent_id else None
    if parent is None or parent.plan is None:
        return asked
    if run.origin is Origin.REAL and parent.origin is not Origin.REAL:
        return asked
    lines = [one for one in moved_to(plan_of(parent), asked.first) if one.kind is Kind.NEW]
    back = [as_wish(one).was.line(asked) for one in _back(db, parent)]
    return beginning_from(asked, [*lines, *back])


def _back(db: Session, parent: PlanRun) -> list[PlanWish]:
    query = select(PlanWish).where(
        PlanWish.run_id == parent.id,
        col(PlanWish.carried).is_(True),
        col(PlanWish.taken_back_at).is_not(None),
    )
    return list(db.exec(query.order_by(col(PlanWish.id))))
