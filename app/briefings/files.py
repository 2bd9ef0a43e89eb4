"""A document as the file that somebody asked for."""

from datetime import datetime
from enum import StrEnum

from app.briefings.document import Document
from app.briefings.docx import docx
from app.briefings.pdf import pdf


class Kind(StrEnum):
    PDF = "pdf"
    DOCX = "docx"


MEDIA = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def file_of(document: Document, kind: Kind, made_at: datetime) -> bytes:
    """The same words in the same order, whatever the kind."""
    return pdf(document, made_at) if kind is Kind.PDF else docx(document, made_at)
