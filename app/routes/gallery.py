"""The components, each once, in every state; and the values that they are made of."""

from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from app.doors.ladder import NAMES
from app.kit.translation import Said, marked
from app.web.deps import Me
from app.web.forms import Form
from app.web.pages import page
from app.web.tokens import DARK, colours, contrast

router = APIRouter(prefix="/gallery")

LONG = "Cooperation with the competent authorities on the schedule of the next reading. " * 3
TYPED = {
    "filled": "Luanda",
    "wrong": "32 September",
    "long": LONG.strip(),
    "long_text": LONG * 3,
    "locked": "Not yours to change",
    "chosen": "b",
    "several": ["a"],
    "tick": "true",
    "wrong_quick": "",
}
WRONG = Said(
    {
        "wrong": marked("Please give a date such as 2026-09-14."),
        "wrong_text": marked("Please fill this in."),
        "wrong_choice": marked("Please choose one of the answers offered."),
        "wrong_quick": marked("Please choose one of the answers offered."),
        "wrong_state": marked("This is not clearly one State."),
    }
)


class Swatch(NamedTuple):
    """A colour token with its contrast to the ground of the page, light and dark."""

    name: str
    light: str
    dark: str


@router.get("", name="gallery.index")
async def index(request: Request, me: Me) -> Response:
    form: Form[None] = Form(TYPED)  # type: ignore[type-var]  # no command behind it
    form.errors = dict(WRONG)
    return page(request, "gallery/index.html", form=form, swatches=_swatches(), rungs=NAMES)


def _swatches() -> list[Swatch]:
    light, dark = colours(), colours(DARK)
    return [Swatch(name, _against(light, name), _against(dark, name)) for name in light]


def _against(theme: dict[str, str], name: str) -> str:
    return f"{contrast(theme[name], theme['paper']):.1f}"
