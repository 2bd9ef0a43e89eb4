"""The words of this program, and what they mean."""

from fastapi import APIRouter, Response

from app.doors.ladder import NAMES
from app.web.deps import Reads
from app.web.pages import page

router = APIRouter()


@router.get("/glossary", name="glossary.show")
def show(at: Reads) -> Response:
    return page(at.request, "glossary/show.html", rungs=list(NAMES.values()))
