"""Every page says everything through gettext.

The pages are read in a language of the test's own, in which what gettext says stands in ⟦brackets⟧,
but what is put into it does not, and whatever CLDR says (days, names of languages) is Georgian.
What is left outside must be data: a value from the database, or marked `translate="no"`.
"""

import re
from collections.abc import Callable, Iterator
from gettext import NullTranslations
from typing import Any
from urllib.parse import unquote_plus

import html5lib
import pytest
from babel.messages.catalog import Catalog
from fastapi.testclient import TestClient
from sqlalchemy import JSON, Enum, String, TypeDecorator, select
from sqlmodel import Session, SQLModel

from app.kit import translation
from app.messengers.names import INSTITUTIONS
from app.states.aliases import ALIASES
from app.states.queries import book
from app.transfer.demonstration import load
from app.web.language import COOKIE
from tests.test_leaks import surfaces
from tests.world import NOW

OWN, CLDR = "xx", "ka"
TAG, PLACEHOLDER, OUTSIDE = re.compile("(<[^>]*>)"), re.compile(r"%\(\w+\)s"), r"⟧\g<0>⟦"
SAID = re.compile("⟦[^⟦⟧]*⟧")
GEORGIAN = re.compile("[\u10a0-\u10ff]")
LETTER = re.compile(r"[^\W\d_]")
BETWEEN = re.compile(r"[,;:()·–—…“”‘\n/]|\.(?:\s|$)| \+ |\s{2,}|[\d#]+")
"""What may stand between two values."""
MACHINE = re.compile(r"\b(?:[0-9a-f]{16}|[\w.-]+@[\w.-]+|https?://\S+|[A-Z][A-Z0-9-]*)\b")
"""Numbers of requests, addresses, and acronyms, which are codes."""
ATTRIBUTES = (
    "aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt",
    "data-label", "data-opened", "data-title", "hx-confirm", "hx-prompt", "label",
)  # fmt: skip
SILENT = {"script", "style", "kbd"}
CODES = {
    "states.un_regional_group", "states.un_subregion", "states.un_intermediate_region",
    "memberships.role", "offices_held.role", "related_treaties.status", "meetings.kind",
    "unga_votes.vote", "messages.ask", "message_arguments.barrier", "audit.verb", "audit.subject",
    "audit.detail", "positions.barriers", "contacts.search_text",
}  # fmt: skip
"""Columns of words that a program reads, beside those of a type that lists them."""
ROLES = ("coordinator", "member", "envoy", "observer", "administrator")


class Bracketed(NullTranslations):
    def gettext(self, message: str) -> str:
        return "".join(
            part if TAG.match(part) else f"⟦{PLACEHOLDER.sub(OUTSIDE, part)}⟧"
            for part in TAG.split(message)
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


@pytest.fixture
def own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `app.kit.translation` would have it if the language were one of the product's."""
    known, read = translation.translations, translation.catalogue
    monkeypatch.setitem(translation.LANGUAGES, OWN, "Bracketed")
    monkeypatch.setitem(translation._REGIONAL, OWN, CLDR)
    own = Bracketed()
    monkeypatch.setattr(
        translation, "translations", lambda code: own if code == OWN else known(code)
    )
    monkeypatch.setattr(
        translation, "catalogue", lambda code: Catalog() if code == OWN else read(code)
    )


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_said_that_cannot_be_translated(
    app, db, world, client_for: Callable[..., TestClient], own_language, role
):
    load(db, now=NOW)
    client = client_for(getattr(world, role), judged=False)
    client.cookies.set(COOKIE, OWN)
    data = Data(db)
    found: dict[tuple[str, str], str] = {}
    for path in dict.fromkeys(surfaces(app, states=("AGO", "KHM"), numbers=("1",))):
        reply = client.get(path)
        if reply.headers.get("content-type", "").startswith("text/html"):
            for where, text in outside(reply.text, data, unquote_plus(path)):
                found.setdefault((where, text), path)
    assert not found, "\n".join(
        f"{path}: {text!r} in{where}" for (where, text), path in found.items()
    )


def outside(html: str, data: "Data", asked: str) -> Iterator[tuple[str, str]]:
    """What a page says outside the brackets and that is neither data nor what was asked for:
    (the element, the text)."""
    whole = html.lstrip().lower().startswith("<!doctype")
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html) if whole else parser.parseFragment(html)
    for where, text, typed in spoken(tree, "", False):
        for piece in pieces(text):
            if piece not in asked and not data.holds(piece, typed=typed):
                yield where, piece


def spoken(element: Any, where: str, typed: bool) -> Iterator[tuple[str, str, bool]]:
    """Each text of an element and of what it holds: where, what, and whether people typed it,
    which elements say by `dir="auto"`."""
    if (
        not isinstance(element.tag, str)
        or element.tag in SILENT
        or element.get("translate") == "no"
    ):
        return
    names = "".join(f".{name}" for name in element.get("class", "").split())
    where, typed = f"{where[-60:]} {element.tag}{names}", typed or element.get("dir") == "auto"
    for name in ATTRIBUTES:
        if element.get(name):
            yield f"{where}[{name}]", element.get(name), typed
    if element.tag == "input" and element.get("type") in ("submit", "button"):
        yield f"{where}[value]", element.get("value", ""), typed
    yield where, element.text or "", typed
    for child in element:
        yield from spoken(child, where, typed)
        yield where, child.tail or "", typed


def pieces(text: str) -> Iterator[str]:
    """What is left of a text once all that gettext and CLDR said is taken out, in parts."""
    for part in BETWEEN.split(MACHINE.sub("\n", SAID.sub("\n", text))):
        if LETTER.search(part) and not GEORGIAN.search(part):
            yield " ".join(part.split()).strip(" .'’-+")


class Data:
    """What the database holds: names and other short values, and texts that people wrote."""

    def __init__(self, db: Session) -> None:
        values = set(_values(db))
        for state in book(db).states.values():
            values |= {state.name_en, state.name_fr, state.name_es, state.name_ar}
        values |= {name for names in ALIASES.values() for name in names}
        values |= set(translation.LANGUAGES.values())
        values |= {"Same Door", *map(translation.capital, values)}
        values -= set(INSTITUTIONS)
        self.values = {piece for value in values for piece in (value.strip(), *pieces(value))}
        self.texts = "\n".join(" ".join(value.split()) for value in values)

    def holds(self, piece: str, *, typed: bool) -> bool:
        """A whole value or a clause of one; of what people typed, also any part of it."""
        return piece in self.values or (typed and piece in self.texts)


def _values(db: Session) -> Iterator[str]:
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            if _is_free(column.type) and f"{table.name}.{column.name}" not in CODES:
                for value in db.execute(select(column).distinct()).scalars():
                    yield from _texts(value)


def _is_free(kind: Any) -> bool:
    """Whether a column holds texts, and not one of a few words."""
    plain = kind.impl if isinstance(kind, TypeDecorator) else kind
    return isinstance(plain, String | JSON) and not isinstance(plain, Enum)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and value:
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
