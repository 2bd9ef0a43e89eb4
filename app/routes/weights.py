"""The weights of the score: what each counts, what a change would do, and who changed them why."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from app.accounts.policy import Act, require
from app.advice.gathering import advice, advice_with
from app.advice.shifts import compare
from app.advice.weighing import (
    change_weights,
    last_change,
    weights_after,
    weights_changes,
    weights_in_force,
)
from app.advice.weights import (
    HINTS,
    NAMES,
    OF_DOOR,
    OF_MESSENGER,
    USUAL,
    ChangeWeights,
    TypedWeights,
    Weights,
    called,
)
from app.kit.numbers import LARGEST
from app.kit.translation import gettext as _
from app.web.deps import Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/settings/weights")

PreviewForm = Annotated[Form[TypedWeights], Depends(posted(TypedWeights))]
ChangeForm = Annotated[Form[ChangeWeights], Depends(posted(ChangeWeights))]
As = Annotated[int | None, Query(alias="as", ge=0, le=LARGEST)]


@router.get("", name="weights.edit")
def edit(at: Reads, restored: As = None) -> Response:
    """The weights in force, or those that a change of the history left, to be saved anew."""
    require(at.me.reader, Act.COORDINATE)
    if restored is None:
        return _show(at, Form(_as_typed(weights_in_force(at.db))))
    typed = _as_typed(weights_after(at.db, restored))
    return _show(at, Form(typed, TypedWeights), preview=True)


@router.post("/preview", name="weight_previews.create")
def preview(at: Reads, form: PreviewForm) -> Response:
    require(at.me.reader, Act.COORDINATE)
    return _show(at, form, preview=True)


@router.post("", name="weights.update")
def update(at: Writes, form: ChangeForm) -> Response:
    require(at.me.reader, Act.COORDINATE)
    if not form.submit(change_weights, at.db, by=at.me, now=at.now):
        return _show(at, form, preview=True)
    return redirect(at.request, "weights.edit", flash=_("Saved: the weights are in force now."))


def _show(
    at: Visit, form: Form[TypedWeights] | Form[ChangeWeights], *, preview: bool = False
) -> Response:
    """The form; with what its weights would change, where they are sound."""
    wish = _sound(form) if preview else None
    reader = at.me.reader
    found = None
    if wish:
        form.typed["shown"] = called(wish.weights, last_change(at.db))
        after = advice_with(at.db, reader, at.today, wish.weights)
        found = compare(advice(at.db, reader, at.today), after)
    return page(
        at.request,
        "weights/edit.html",
        form.status,
        form=form,
        preview=found,
        groups=[
            ("door", _("What counts for a door"), OF_DOOR),
            ("messenger", _("What counts for a messenger"), OF_MESSENGER),
        ],
        names=NAMES,
        hints=HINTS,
        defaults=_as_typed(USUAL),
        changes=weights_changes(at.db),
    )


def _as_typed(weights: Weights) -> dict[str, str]:
    return {name: f"{value:g}" for name, value in weights.model_dump().items()}


def _sound(form: Form[TypedWeights] | Form[ChangeWeights]) -> TypedWeights | None:
    """The weights that were typed, where nothing is wrong with them; the reason may be missing."""
    again = Form({**form.typed, "reason": ""}, TypedWeights)
    return again.command
