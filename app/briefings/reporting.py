"""A report as a document, with the texts that stand and, where nobody wrote one, those proposed."""

from collections.abc import Mapping

from sqlmodel import Session

from app.briefings.document import Document, Handling
from app.briefings.report import report
from app.briefings.report_tables import names
from app.kit.dates import spoken
from app.kit.origin import NOTICES
from app.kit.translation import gettext as _
from app.kit.translation import language
from app.reports.gathering import real_book
from app.reports.queries import ReportRead, wordings
from app.reports.sections import Section
from app.reports.wording import proposed
from app.states.outlines import outlines


def document_of(
    db: Session, of: ReportRead, typed: Mapping[Section, str] | None = None
) -> Document:
    """In the language that is spoken; `typed` are texts that nobody saved yet."""
    known = real_book(db)
    texts = shown_texts(db, of) | dict(typed or {})
    return report(of.figures, texts, known, outlines(), handling_of(of))


def shown_texts(db: Session, of: ReportRead) -> dict[Section, str]:
    """By section: what stands, or else what the figures propose."""
    stands, offered = wordings(db, of, language()), proposals(db, of)
    return {section: stands[section].text or offered[section] for section in Section}


def proposals(db: Session, of: ReportRead) -> dict[Section, str]:
    """What the figures propose for each section."""
    called = names(of.figures, real_book(db))
    return {section: proposed(section, of.figures, called) for section in Section}


def handling_of(of: ReportRead) -> Handling:
    """The same for whoever reads it. A report of real entries holds none of the demonstration, so
    that it need not say that some are about; one that is of the demonstration itself does."""
    day = spoken(of.figures.read_on)
    if of.final:
        said = _(
            "Report of the Coordinators on Universalization, with figures as of %(day)s.", day=day
        )
    else:
        said = _("Draft of %(day)s, for the Coordinators alone. Please do not pass it on.", day=day)
    return Handling(said, (NOTICES[of.origin],) if of.origin in NOTICES else ())
