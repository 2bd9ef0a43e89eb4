"""What two people saved at once: where the second keeps all that the first wrote."""

from collections.abc import Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from app.web.forms import Form
from app.web.pages import page, path_for


def keeps_theirs(form: Form[Any]) -> bool:
    """Whether the person lets all stand as others saved it, rather than save the form."""
    return bool(form.typed.get("keep"))


def own_words(
    request: Request,
    noun: str,
    number: int,
    called: str,
    differing: Sequence[Any],
    stands: str = "",
) -> HTMLResponse:
    """Nothing is written: what the person wrote otherwise is shown once more, to be copied.

    `noun` is what the routes of the thing begin with, such as "contacts", `called` its name, and
    `differing` has a label and a `new` text for each field. `stands` is the path of the page that
    shows the thing, where that is not its own.
    """
    return page(
        request,
        "versions/own_words.html",
        called=called,
        differing=differing,
        stands=stands or path_for(request, f"{noun}.show", number=number),
        again=path_for(request, f"{noun}.edit", number=number),
    )
