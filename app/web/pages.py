"""Rendering: one template per page; htmx gets the one block it asked to fill."""

import json
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote, urlencode

from babel.numbers import format_decimal
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from app.accounts import policy
from app.kit import translation
from app.kit.dates import days, held, moment, spoken
from app.kit.translation import gettext
from app.web.assets import ROOT, asset_path
from app.web.cookies import give_cookie, take_cookie
from app.web.theme import theme_of
from app.web.vocabulary import STANDING, WORDS

FLASH = "samedoor-flash"

env = Environment(
    loader=FileSystemLoader(ROOT / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
    extensions=["jinja2.ext.i18n"],
)
env.policies["ext.i18n.trimmed"] = True
env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
    lambda text: translation.translations(translation.language()).gettext(text),
    lambda one, many, n: translation.translations(translation.language()).ngettext(one, many, n),
    newstyle=True,
    pgettext=lambda context, text: translation.translations(translation.language()).pgettext(
        context, text
    ),
)


@pass_context
def url(context: Context, name: str, *, query: dict[str, Any] | None = None, **params: Any) -> str:
    """The path of a route by its name; `query` leaves out what is empty."""
    return path_for(context["request"], name, query=query, **params)


def path_for(
    request: Request, name: str, *, query: dict[str, Any] | None = None, **params: Any
) -> str:
    path = _path(request.app, name, **params)
    given = {key: value for key, value in (query or {}).items() if value not in (None, "", [])}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path


@lru_cache(4096)
def _path(app: FastAPI, name: str, **params: Any) -> str:
    """Looking a route up walks through all of them: too slow for a list's every line."""
    return str(app.url_path_for(name, **params))


def decimal(value: float, pattern: str) -> str:
    """12.5 by "0.0", a pattern of CLDR; 12,5 in French. With the digits that `number` has."""
    return format_decimal(value, pattern, translation.locale(), numbering_system="latn")


def shown(value: Any) -> str:
    """A field's value in a comparison of two versions."""
    if value in (None, "", []):
        return gettext("nothing")
    if isinstance(value, list):
        return translation.clauses(shown(one) for one in value)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return str(value)


env.globals.update(
    url=url,
    asset=asset_path,
    may=policy.may,
    may_change=policy.may_change,
    Act=policy.Act,
    WARNING=policy.WARNING,
    STANDING=STANDING,
    RESTRICTED=policy.RESTRICTED,
    days=days,
    LANGUAGES=translation.LANGUAGES,
    SCRIPT_WORDS=translation.said_by_scripts,
)
env.filters.update(
    held=held,
    shown=shown,
    words=lambda code: WORDS[str(code)],
    spoken=spoken,
    moment=moment,
    number=translation.number,
    decimal=decimal,
    percent=translation.percent,
    share=translation.share,
    iso=lambda on: on.isoformat() if on else "",
)
env.globals["ui"] = env.get_template("components/ui.html").module


def page(request: Request, name: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A whole page, or for htmx the block that is named as the element it fills.

    TypeError for a `context` that takes a name of the layout's: it would hide what that says.
    A page that devices keep (`on_device`) says nothing of the moment: it takes no flash along.
    """
    template = env.get_template(name)
    on_device = bool(context.pop("on_device", False))
    flash = "" if on_device else unquote(request.cookies.get(FLASH, ""))
    variables = template.new_context(
        dict(
            request=request,
            me=getattr(request.state, "me", None),
            notices=getattr(request.state, "notices", ()),
            seen=getattr(request.state, "seen", ""),
            here=request.url.path,
            theme=theme_of(request),
            lang=translation.language(),
            dir=translation.locale().text_direction,
            back=_address(request),
            flash=flash,
            on_device=on_device,
            **context,
        )
    )
    block = template.blocks.get(wanted(request))
    html = "".join(block(variables) if block else template.root_render_func(variables))
    response = HTMLResponse(html, status, headers={"Vary": "HX-Request, HX-Target"})
    if block:
        response.headers["Seen"] = getattr(request.state, "seen", "")
    if flash and not block:
        take_cookie(request, response, FLASH)
    return response


def _address(request: Request) -> str:
    """Where the reader is, to come back to."""
    return f"{request.url.path}?{request.url.query}".removesuffix("?")


def wanted(request: Request) -> str:
    """The id that htmx will fill, which by our habit is also the block's name."""
    if request.headers.get("HX-History-Restore-Request") == "true":
        return ""
    return request.headers.get("HX-Target", "").rpartition("#")[2]


def redirect(request: Request, to: str, *, flash: str = "", **params: Any) -> Response:
    """Go on to the next page (a route's name and its parameters), saying `flash` there."""
    return go_to(request, path_for(request, to, **params), flash=flash)


def go_to(request: Request, path: str, *, flash: str = "") -> Response:
    """Go on to a path of ours; htmx needs telling, or it would swap that page into the form."""
    response: Response
    if request.headers.get("HX-Request") == "true":
        response = Response(headers={"HX-Redirect": path})
    else:
        response = RedirectResponse(path, 303)
    if flash:
        give_cookie(request, response, FLASH, quote(flash), seconds=60)
    return response


def stays(request: Request) -> bool:
    """Whether the form stands in a page that shows what is saved by itself, and says so."""
    return request.headers.get("Same-Page") == "true"


def saved(request: Request, to: str, *, flash: str, **params: Any) -> Response:
    """Tell the page that stays what was saved; without one, go on as `redirect` does."""
    if stays(request):
        return Response(status_code=204, headers={"HX-Trigger": json.dumps({"saved": flash})})
    return redirect(request, to, flash=flash, **params)


def day_or_none(text: str) -> date | None:
    """The date that was typed, None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def today_or(text: str, today: date) -> date:
    """A date from the address, or today where it is empty; ValueError if it is none."""
    return date.fromisoformat(text) if text else today
