"""Beginning a report, writing its texts, and marking it as final."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, require, require_change
from app.audit.service import record, wait_for_turn
from app.kit.errors import Conflict, Refused
from app.kit.translation import gettext as _
from app.reports.figures import kept
from app.reports.forms import BeginReport, DiscardDraft, MarkFinal, WriteText
from app.reports.models import Report, ReportDiscard, ReportFinal, ReportText
from app.reports.queries import ReportRead, get_report, seen
from app.reports.sections import Section, beneath
from app.states.progress import OPENED


def begin_report(db: Session, wish: BeginReport, *, by: User, now: datetime, today: date) -> Report:
    """A draft of the period; the same once more from the same person finds the one that is there.

    Raises Refused for a period that ends before it begins, or begins when there was nothing.
    """
    require(by.reader, Act.COORDINATE)
    if not OPENED <= wish.starts_on <= today:
        raise Refused("starts_on", _("Please check this day: the period begins in the past."))
    if wish.ends_on < wish.starts_on:
        raise Refused("ends_on", _("The period cannot end before it begins."))
    wait_for_turn(db)
    there = _unwritten(db, wish, by)
    if there:
        return there
    made = Report(**wish.model_dump(), author_id=by.id or 0, begun_at=now, origin=by.origin)
    db.add(made)
    db.flush()
    record(db, by.id, "report.begun", f"report:{made.id}", at=now)
    return made


def write_text(
    db: Session,
    wish: WriteText,
    *,
    number: int,
    section: Section,
    by: User,
    now: datetime,
    today: date,
) -> None:
    """Put a text in force; the earlier ones stay. The same once more changes nothing.

    Raises Missing, Refused once the report is final, Conflict if somebody else saved the section
    meanwhile.
    """
    require(by.reader, Act.COORDINATE)
    wait_for_turn(db)
    report = _open(db, number, by, today)
    newest = newest_text(db, number, section, wish.language)
    if (newest.text if newest else "") == wish.text and _says_same(newest, wish, report):
        return
    if (newest.number if newest else 0) != wish.number:
        theirs = newest.text if newest else ""
        raise Conflict(_("Somebody else saved this section while you were writing."), theirs)
    db.add(
        ReportText(
            report_id=number,
            section=section,
            language=wish.language,
            number=wish.number + 1,
            of_number=0 if wish.language == report.language else wish.of_number,
            text=wish.text,
            figures=beneath(section, report.figures),
            author_id=by.id or 0,
            saved_at=now,
        )
    )
    db.flush()
    detail = f"{section}, {wish.language}"
    record(db, by.id, "report.written", f"report:{number}", at=now, detail=detail)


def mark_final(
    db: Session, wish: MarkFinal, *, number: int, by: User, now: datetime, today: date
) -> None:
    """Keep the figures as they are, for all who read the report from now on. Twice is once.

    Raises Missing, Refused before the last day is over, unless the Coordinator agreed, and where
    something has changed since they read it.
    """
    require(by.reader, Act.COORDINATE)
    wait_for_turn(db)
    if db.get(ReportFinal, number):
        return
    report = _open(db, number, by, today)
    if not wish.agreed:
        raise Refused("agreed", _("Please say that you have read it as everybody will."))
    if report.last >= today:
        raise Refused("", _("A report can be marked as final once its last day is over."))
    if wish.seen and wish.seen != seen(db, report):
        said = _("A text or a figure has changed since you read the report. Please read it again.")
        raise Refused("", said)
    db.add(
        ReportFinal(report_id=number, figures=kept(report.figures), author_id=by.id or 0, at=now)
    )
    db.flush()
    record(db, by.id, "report.finalised", f"report:{number}", at=now)


def discard_draft(
    db: Session, wish: DiscardDraft, *, number: int, by: User, now: datetime, today: date
) -> None:
    """Show a draft no more; its texts stay in the database. Twice is once.

    Raises Missing, Refused once it is final or unless the Coordinator is sure.
    """
    require(by.reader, Act.COORDINATE)
    wait_for_turn(db)
    if db.get(ReportDiscard, number):
        return
    _open(db, number, by, today)
    if not wish.sure:
        raise Refused("sure", _("Please say that its texts are no longer wanted."))
    db.add(ReportDiscard(report_id=number, author_id=by.id or 0, at=now))
    db.flush()
    record(db, by.id, "report.discarded", f"report:{number}", at=now)


def newest_text(db: Session, number: int, section: Section, language: str) -> ReportText | None:
    return db.exec(
        select(ReportText)
        .where(
            ReportText.report_id == number,
            ReportText.section == section,
            ReportText.language == language,
        )
        .order_by(col(ReportText.number).desc())
        .limit(1)
    ).first()


def _unwritten(db: Session, wish: BeginReport, by: User) -> Report | None:
    """The draft that the button's first press has made."""
    same: dict[str, Any] = wish.model_dump() | {"author_id": by.id}
    for one in db.exec(select(Report).filter_by(**same)):
        written = db.exec(select(ReportText).where(ReportText.report_id == one.id)).first()
        ended = db.get(ReportFinal, one.id) or db.get(ReportDiscard, one.id)
        if written is None and ended is None:
            return one
    return None


def _open(db: Session, number: int, by: User, today: date) -> ReportRead:
    require(by.reader, Act.COORDINATE)
    report = get_report(db, by.reader, number, today)
    require_change(by.reader, report.origin)
    if report.final:
        raise Refused("", _("This report is final: its text stays. Begin another one instead."))
    return report


def _says_same(newest: ReportText | None, wish: WriteText, report: ReportRead) -> bool:
    """Whether nothing would be new: neither the figures beside a text, nor what it translates.
    Where the report's own language has a text, a translation that takes what is proposed is new."""
    of_number = 0 if wish.language == report.language else wish.of_number
    if newest is None:
        return not wish.text and not of_number
    beside = beneath(newest.section, report.figures)
    return newest.figures == beside and newest.of_number == of_number
