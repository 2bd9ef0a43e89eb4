"""A few States side by side."""

from fastapi import APIRouter, Response

from app.accounts.policy import Act, may
from app.advice.comparison import MOST, compare
from app.kit.languages import language_name
from app.states.queries import book
from app.web.deps import Reads
from app.web.forms import Form
from app.web.pages import page

router = APIRouter()


@router.get("/comparison", name="comparisons.show")
def show(at: Reads) -> Response:
    typed = at.request.query_params.getlist("state")
    found = compare(at.db, at.me.reader, typed, at.today)
    names = [one.state.name for one in found.columns]
    return page(
        at.request,
        "comparisons/show.html",
        found=found,
        fields=[*names, *[""] * MOST][:MOST],
        form=Form({}),
        reads=may(at.me.reader, Act.READ_ENTRIES),
        record=book(at.db).record(at.today),
        language=language_name,
    )
