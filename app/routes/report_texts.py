"""The text of one section of a report, in one language, with its figures beside it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from app.accounts.policy import Act, require, require_change
from app.accounts.queries import user_names
from app.briefings.document import Section as Part
from app.briefings.reporting import document_of, proposals
from app.kit.errors import Conflict
from app.kit.translation import LANGUAGES, speaking
from app.kit.translation import gettext as _
from app.kit.translation import language as spoken
from app.reports.forms import WriteText
from app.reports.queries import ReportRead, get_report, texts_of, wordings
from app.reports.sections import SECTION_NAMES, Section
from app.reports.service import newest_text, write_text
from app.web.deps import Number, Reads, Visit, Writes
from app.web.forms import Form, posted
from app.web.pages import page, redirect

router = APIRouter(prefix="/reports/{number}/texts/{section}")

TextForm = Annotated[Form[WriteText], Depends(posted(WriteText))]


@router.get("", name="report_texts.edit")
def edit(at: Reads, number: Number, section: Section, language: str = "") -> Response:
    report = _report(at, number)
    chosen = language if language in LANGUAGES else spoken()
    if report.final:
        return redirect(at.request, "reports.show", number=number)
    stands = wordings(at.db, report, chosen)[section]
    typed = {
        "language": chosen,
        "text": _written(at, report, section, chosen) or _proposed(at, report, section, chosen),
        "number": stands.number,
        "of_number": stands.of_number,
    }
    return _editing(at, report, section, chosen, Form(typed))


@router.post("", name="report_texts.create")
def create(at: Writes, number: Number, section: Section, form: TextForm) -> Response:
    report = _report(at, number)
    chosen = form.typed.get("language")
    chosen = chosen if chosen in LANGUAGES else spoken()
    if form.command is None or form.typed.get("preview"):
        return _editing(at, report, section, chosen, form)
    if form.command.text == _proposed(at, report, section, chosen):
        form.command.text = ""
    try:
        form.submit(write_text, at.db, number=number, section=section, **at.acting)
    except Conflict as conflict:
        form.typed["number"] = wordings(at.db, report, chosen)[section].number
        return _editing(at, report, section, chosen, form, conflict)
    if form.errors:
        return _editing(at, report, section, chosen, form)
    return redirect(at.request, "reports.show", number=number, flash=_("Saved."))


def _report(at: Visit, number: int) -> ReportRead:
    require(at.me.reader, Act.COORDINATE)
    report = get_report(at.db, at.me.reader, number, at.today)
    require_change(at.me.reader, report.origin)
    return report


def _proposed(at: Visit, report: ReportRead, section: Section, language: str) -> str:
    with speaking(language):
        return proposals(at.db, report)[section]


def _written(at: Visit, report: ReportRead, section: Section, language: str) -> str:
    newest = newest_text(at.db, report.id, section, language)
    return newest.text if newest else ""


def _editing(
    at: Visit,
    report: ReportRead,
    section: Section,
    language: str,
    form: Form[Any],
    conflict: Conflict | None = None,
) -> Response:
    """The form with the figures, what they propose, what it translates and what was there."""
    first = report.language
    source = _written(at, report, section, first) or _proposed(at, report, section, first)
    return page(
        at.request,
        "report_texts/edit.html",
        409 if conflict else form.status,
        form=form,
        report=report,
        section=section,
        heading=SECTION_NAMES[section],
        chosen=language,
        conflict=conflict,
        stands=wordings(at.db, report, language)[section],
        part=_part(at, report, section, None),
        preview=_part(at, report, section, form) if form.command else None,
        proposed=_proposed(at, report, section, language),
        source=source if language != first else "",
        earlier=[
            one
            for one in texts_of(at.db, report.id)
            if (one.section, one.language) == (section, language)
        ],
        people=user_names(at.db),
    )


def _part(at: Visit, report: ReportRead, section: Section, form: Form[WriteText] | None) -> Part:
    """A section as it stands in the document: as saved, or as typed."""
    typed = form.command.text if form and form.command else None
    offered = proposals(at.db, report)[section] if typed == "" else typed
    made = document_of(at.db, report, {} if offered is None else {section: offered})
    return next(one for one in made.sections if one.key == section)
