"""What Coordinators and the envoy foresee, beside what dates suggest."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, require
from app.advice.forecasting import (
    HORIZONS,
    Foresee,
    Revise,
    forecasts,
    foresee,
    own_forecast,
    revise_forecast,
)
from app.advice.forecasts import ANSWERS, ENOUGH
from app.kit.translation import gettext as _
from app.kit.translation import ngettext
from app.states.queries import book
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/forecasts")

ForeseeForm = Annotated[Form[Foresee], Depends(posted(Foresee))]
ReviseForm = Annotated[Form[Revise], Depends(posted(Revise))]


@router.get("", name="forecasts.index")
def index(at: Reads, state: str = "") -> Response:
    require(at.me.reader, Act.READ_FORECASTS)
    return _show(at, Form({"state": state}))


@router.post("", name="forecasts.create")
def create(at: Writes, form: ForeseeForm) -> Response:
    require(at.me.reader, Act.READ_FORECASTS)
    if form.submit(foresee, at.db, **at.acting) is None:
        return _show(at, form)
    return redirect(at.request, "forecasts.index", flash=_("Your forecast is written down."))


@router.get("/{number}/revision", name="forecast_revisions.new")
def revise(at: Reads, number: Number) -> Response:
    return _ask(at, number, Form({}))


@router.post("/{number}/revision", name="forecast_revisions.create")
def create_revision(at: Writes, form: ReviseForm, number: Number) -> Response:
    require(at.me.reader, Act.READ_FORECASTS)
    own_forecast(at.db, number, at.me, at.today)
    if form.submit(revise_forecast, at.db, number=number, **at.acting) is None:
        return _ask(at, number, form)
    said = _("Your new forecast is written down; the one before stays beside it.")
    return redirect(at.request, "forecasts.index", flash=said)


def _show(at: Visit, form: Form[Foresee]) -> Response:
    return page(
        at.request,
        "forecasts/index.html",
        form.status,
        form=form,
        found=forecasts(at.db, at.me.reader, at.today),
        horizons=[(str(months), _months(months)) for months in HORIZONS],
        foreseen_enough=ENOUGH,
        ANSWERS=ANSWERS,
    )


def _ask(at: Visit, number: int, form: Form[Revise]) -> Response:
    last = own_forecast(at.db, number, at.me, at.today)
    return page(
        at.request,
        "forecasts/revise.html",
        form.status,
        form=form,
        last=last,
        state=book(at.db).name(last.state_iso3),
    )


def _months(months: int) -> str:
    return ngettext("within %(num)s month", "within %(num)s months", months)
