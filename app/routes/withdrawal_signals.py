"""The withdrawal watch: public signals of leaving, for Coordinators and the envoy alone."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, require
from app.kit.translation import gettext as _
from app.states.forms import RecordSignal, RetractSignal
from app.states.models import WithdrawalSignal
from app.states.queries import book
from app.states.withdrawal_watch import (
    get_signal,
    precedents,
    record_signal,
    retract_signal,
    signals,
)
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/withdrawal-signals")

SignalForm = Annotated[Form[RecordSignal], Depends(posted(RecordSignal))]
ReasonForm = Annotated[Form[RetractSignal], Depends(posted(RetractSignal))]


@router.get("", name="withdrawal_signals.index")
def index(at: Reads, state: str = "") -> Response:
    require(at.me.reader, Act.READ_FORECASTS)
    known = book(at.db).states.get(state.upper())
    return _show(at, Form({"state": known.name if known else state}))


@router.post("", name="withdrawal_signals.create")
def create(at: Writes, form: SignalForm) -> Response:
    require(at.me.reader, Act.COORDINATE)
    if form.submit(record_signal, at.db, **at.acting) is None:
        return _show(at, form)
    return redirect(at.request, "withdrawal_signals.index", flash=_("The signal is recorded."))


@router.get("/{number}/retraction", name="withdrawal_signal_retractions.new")
def ask_reason(at: Reads, number: Number) -> Response:
    return _ask(at, get_signal(at.db, number, by=at.me), Form({}))


@router.post("/{number}/retraction", name="withdrawal_signal_retractions.create")
def retract(at: Writes, form: ReasonForm, number: Number) -> Response:
    found = get_signal(at.db, number, by=at.me)
    if form.submit(retract_signal, at.db, number=number, by=at.me, now=at.now) is None:
        return _ask(at, found, form)
    return redirect(at.request, "withdrawal_signals.index", flash=_("The signal is retracted."))


def _show(at: Visit, form: Form[Any]) -> Response:
    return page(
        at.request,
        "withdrawal_signals/index.html",
        form.status,
        form=form,
        signals=signals(at.db, at.me.reader, at.today),
        precedents=precedents(at.db, at.me.reader, at.today),
        record=book(at.db).record(at.today),
        today=at.today,
    )


def _ask(at: Visit, found: WithdrawalSignal, form: Form[RetractSignal]) -> Response:
    return page(
        at.request,
        "withdrawal_signals/retract.html",
        form.status,
        form=form,
        signal=found,
        state=book(at.db).name(found.state_iso3),
    )
