"""Reports as a reader may know them, and which text of a section is in force."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlmodel import Session, col, select

from app.accounts.policy import Act, Reader, may
from app.kit.dates import latest
from app.kit.db import columns
from app.kit.errors import Missing
from app.kit.origin import FromSomewhere, Origin
from app.kit.translation import gettext as _
from app.opportunities.models import Meeting
from app.opportunities.queries import meetings
from app.reports.figures import KEPT, Figures, kept
from app.reports.gathering import figures
from app.reports.models import Report, ReportDiscard, ReportFinal, ReportText
from app.reports.sections import Section, beneath
from app.states.progress import OPENED

MSP = "MSP"


@dataclass(frozen=True)
class ReportRead(FromSomewhere):
    """A report with its figures: those of the day it was marked final, or today's."""

    id: int
    first: date
    last: date
    language: str
    author_id: int
    origin: Origin
    final_by: int | None
    final_at: datetime | None
    figures: Figures

    @property
    def final(self) -> bool:
        return self.final_at is not None


@dataclass(frozen=True)
class Wording:
    """What stands for a section in a language: `text` is "" where the figures propose it, else in
    the language `of`. `moved` if the figures changed since it was written, `behind` if the
    translation is older than what it says; `number` is that of the newest text in this language,
    `of_number` in the report's own."""

    text: str
    of: str
    number: int
    of_number: int
    moved: bool = False
    behind: bool = False
    author_id: int | None = None
    saved_at: datetime | None = None


def reports(db: Session, reader: Reader) -> list[tuple[Report, ReportFinal | None]]:
    """Newest first: all that were not discarded for Coordinators, for others those that are
    final."""
    rows = db.exec(
        select(Report, ReportFinal)
        .join(ReportFinal, col(ReportFinal.report_id) == col(Report.id), isouter=True)
        .where(col(Report.id).not_in(columns(ReportDiscard.report_id)))
        .order_by(col(Report.id).desc())
    )
    return [(one, final) for one, final in rows if _reads(reader, final)]


def get_report(db: Session, reader: Reader, number: int, today: date) -> ReportRead:
    """Raises Missing: where there is none, where its draft was discarded, and where it is no final
    one and the reader no Coordinator."""
    row, final = db.get(Report, number), db.get(ReportFinal, number)
    discarded = db.get(ReportDiscard, number) is not None
    if row is None or discarded or not _reads(reader, final):
        raise Missing(_("There is no such report, or it is not open to you."))
    told = (
        KEPT.validate_python(final.figures)
        if final
        else figures(db, row.starts_on, row.ends_on, today)
    )
    return ReportRead(
        id=number,
        first=row.starts_on,
        last=row.ends_on,
        language=row.language,
        author_id=row.author_id,
        origin=row.origin,
        final_by=final.author_id if final else None,
        final_at=final.at if final else None,
        figures=told,
    )


def texts_of(db: Session, number: int) -> Sequence[ReportText]:
    """Every text that was written for a report, newest first in each section and language."""
    return db.exec(
        select(ReportText)
        .where(ReportText.report_id == number)
        .order_by(col(ReportText.section), col(ReportText.language), col(ReportText.number).desc())
    ).all()


def seen(db: Session, of: ReportRead) -> str:
    """What somebody who reads a draft sees of it, in whatever language, as a digest: another one
    means that its figures or a text have changed since."""
    texts = [f"{one.section} {one.language} {one.number}" for one in texts_of(db, of.id)]
    told = "\n".join([json.dumps(kept(of.figures), sort_keys=True), *texts])
    return sha256(told.encode()).hexdigest()


def wordings(db: Session, of: ReportRead, language: str) -> dict[Section, Wording]:
    """By section, what stands in a language."""
    newest: dict[tuple[Section, str], ReportText] = {}
    for one in texts_of(db, of.id):
        newest.setdefault((one.section, one.language), one)
    return {
        section: _wording(
            newest.get((section, language)),
            newest.get((section, of.language)),
            language,
            of.language,
            beneath(section, of.figures),
        )
        for section in Section
    }


def _wording(
    own: ReportText | None, source: ReportText | None, spoken: str, first: str, now: dict[str, Any]
) -> Wording:
    """A translation that is behind gives way to the text that it was made from: the same text in
    another language is better than another text."""
    of_number = source.number if source else 0
    behind = bool(own) and spoken != first and own is not None and own.of_number != of_number
    stands = source if behind or own is None else own
    return Wording(
        text=stands.text if stands else "",
        of=stands.language if stands and stands.text else spoken,
        number=own.number if own else 0,
        of_number=of_number,
        moved=bool(stands and stands.text and stands.figures != now),
        behind=behind,
        author_id=stands.author_id if stands else None,
        saved_at=stands.saved_at if stands else None,
    )


def last_meeting(db: Session, today: date) -> Meeting | None:
    """The last Meeting of States Parties in the facts that is over."""
    over = [
        one
        for one in meetings(db)
        if one.kind == MSP and one.recorded_by is None and one.starts_on
        if latest(one.ends_on or one.starts_on) < today
    ]
    return over[0] if over else None


def period(db: Session, today: date) -> tuple[date, date]:
    """The day after that meeting, or on which the Convention was opened; and yesterday, so that it
    can be marked as final at once, unless the period only begins today."""
    last = last_meeting(db, today)
    since = latest(last.ends_on or last.starts_on) + timedelta(days=1) if last else OPENED
    return since, max(since, today - timedelta(days=1))


def _reads(reader: Reader, final: ReportFinal | None) -> bool:
    """A final report is totals of `group` entries and facts: whoever is told totals reads it."""
    return may(reader, Act.COORDINATE) or (final is not None and may(reader, Act.READ_REPORTS))
