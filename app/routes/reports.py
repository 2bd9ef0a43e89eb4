"""Reports to the Meeting of States Parties: Coordinators draft them, all who read totals read them
once they are final."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, may, may_change, require
from app.accounts.queries import user_names
from app.briefings.files import MEDIA, Kind, file_of
from app.briefings.reporting import document_of
from app.kit.translation import gettext as _
from app.kit.translation import language as spoken
from app.kit.translation import speaking
from app.reports.forms import BeginReport, DiscardDraft, MarkFinal
from app.reports.queries import (
    ReportRead,
    get_report,
    last_meeting,
    period,
    reports,
    seen,
    wordings,
)
from app.reports.service import begin_report, discard_draft, mark_final
from app.web.deps import Number, Reads, Visit, Writes
from app.web.files import attached, chosen_language
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/reports")

BeginForm = Annotated[Form[BeginReport], Depends(posted(BeginReport))]
DiscardForm = Annotated[Form[DiscardDraft], Depends(posted(DiscardDraft))]
FinalForm = Annotated[Form[MarkFinal], Depends(posted(MarkFinal))]


@router.get("", name="reports.index")
def index(at: Reads) -> Response:
    require(at.me.reader, Act.READ_REPORTS)
    first, last = period(at.db, at.today)
    return _index(at, Form({"starts_on": first, "ends_on": last, "language": spoken()}))


@router.post("", name="reports.create")
def create(at: Writes, form: BeginForm) -> Response:
    require(at.me.reader, Act.COORDINATE)
    made = form.submit(begin_report, at.db, **at.acting)
    if made is None:
        return _index(at, form)
    flash = _("Begun: each section has a text that its figures propose. Please go through them.")
    return redirect(at.request, "reports.show", number=made.id or 0, flash=flash)


@router.get("/{number}", name="reports.show")
def show(at: Reads, number: Number) -> Response:
    return _show(at, _report(at, number), Form({}))


@router.get("/{number}/report.pdf", name="reports.pdf")
def as_pdf(at: Reads, number: Number, language: str = "") -> Response:
    return _file(at, number, Kind.PDF, language)


@router.get("/{number}/report.docx", name="reports.docx")
def as_docx(at: Reads, number: Number, language: str = "") -> Response:
    return _file(at, number, Kind.DOCX, language)


@router.post("/{number}/finalisation", name="report_finals.create")
def finalise(at: Writes, number: Number, form: FinalForm) -> Response:
    require(at.me.reader, Act.COORDINATE)
    form.submit(mark_final, at.db, number=number, **at.acting)
    if form.errors:
        return _show(at, _report(at, number), form)
    flash = _("The report is final. Everybody who is told totals reads it from now on.")
    return redirect(at.request, "reports.show", number=number, flash=flash)


@router.post("/{number}/discard", name="report_discards.create")
def discard(at: Writes, number: Number, form: DiscardForm) -> Response:
    require(at.me.reader, Act.COORDINATE)
    form.submit(discard_draft, at.db, number=number, **at.acting)
    if form.errors:
        return _show(at, _report(at, number), form)
    return redirect(at.request, "reports.index", flash=_("The draft is discarded."))


def _report(at: Visit, number: int) -> ReportRead:
    require(at.me.reader, Act.READ_REPORTS)
    return get_report(at.db, at.me.reader, number, at.today)


def _index(at: Visit, form: Form[Any]) -> Response:
    return page(
        at.request,
        "reports/index.html",
        form.status,
        form=form,
        reports=reports(at.db, at.me.reader),
        people=user_names(at.db),
        last=last_meeting(at.db, at.today),
        drafts=may(at.me.reader, Act.COORDINATE),
    )


def _show(at: Visit, report: ReportRead, form: Form[Any]) -> Response:
    """Everybody reads the same; Coordinators find beside a draft where its text needs them."""
    edits = may(at.me.reader, Act.COORDINATE) and may_change(at.me.reader, report.origin)
    drafts = may(at.me.reader, Act.COORDINATE) and not report.final
    return page(
        at.request,
        "reports/show.html",
        form.status,
        form=form,
        report=report,
        document=document_of(at.db, report),
        stands=wordings(at.db, report, spoken()) if drafts else {},
        edits=edits and not report.final,
        over=report.last < at.today,
        as_seen=seen(at.db, report) if drafts else "",
        people=user_names(at.db),
    )


def _file(at: Visit, number: int, kind: Kind, language: str) -> Response:
    """The same as the page, in the language asked for or else in the reader's."""
    report = _report(at, number)
    with speaking(chosen_language(language)):
        content = file_of(document_of(at.db, report), kind, report.final_at or at.now)
    return attached(content, MEDIA[kind], f"{_named(report.first, report.last)}.{kind}")


def _named(first: date, last: date) -> str:
    return f"report-{first.isoformat()}-{last.isoformat()}"
