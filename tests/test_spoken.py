"""Every page says everything through gettext.

The pages are read in a language of the test's own, in which what gettext says stands in ⟦brackets⟧,
but what is put into it does not, and whatever CLDR says (days, names of languages) is Georgian.
What is left outside must be data: a value from the database, or marked `translate="no"`.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from gettext import NullTranslations
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

import pytest
from babel.messages.catalog import Catalog
from fastapi.testclient import TestClient
from sqlalchemy import JSON, Enum, String, TypeDecorator, select
from sqlmodel import Session, SQLModel

from app.kit import translation
from app.messengers.names import INSTITUTIONS
from app.routes import gallery
from app.states.aliases import ALIASES
from app.states.queries import book
from app.transfer.demonstration import load
from app.web.assets import ROOT
from app.web.language import COOKIE
from tests.advice.plan_cast import planned_round
from tests.advice.test_gathering import take_part
from tests.test_leaks import surfaces
from tests.world import NOW

OWN, CLDR = "xx", "ka"
TAG, PLACEHOLDER, OUTSIDE = re.compile("(<[^>]*>)"), re.compile(r"%\(\w+\)s"), r"⟧\g<0>⟦"
LETTER = re.compile(r"[^\W\d_]")
BETWEEN = re.compile(r"[,;:()·–—…“”‘\n/]|\.(?:\s|$)| \+ |\s{2,}|[\d#]+")
"""What may stand between two values."""
APART = re.compile(
    "⟦[^⟦⟧]*⟧|[\u10a0-\u10ff]+"
    r"|\b(?:[0-9a-f]{16}|[\w.-]+@[\w.-]+|https?://\S+|[A-Z][A-Z0-9-]*)\b"
)
"""What gettext and CLDR said; numbers of requests, addresses, and acronyms, which are codes."""
ATTRIBUTES = (
    "aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt",
    "data-label", "data-opened", "data-title", "hx-confirm", "hx-prompt", "label",
)  # fmt: skip
SILENT = {"script", "style", "kbd"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
CODES = {
    "audit_entries.detail", "audit_entries.subject", "audit_entries.verb", "contacts.search_text",
    "meetings.kind", "memberships.role", "message_arguments.barrier", "messages.ask",
    "offices_held.role", "positions.barriers", "positions.exporter", "positions.past_user",
    "positions.producer", "positions.stockpiler", "positions.used_since_2008",
    "related_treaties.status", "states.un_intermediate_region", "states.un_regional_group",
    "states.un_subregion", "votes.vote",
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


@pytest.mark.one_database
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


def test_a_plan_says_nothing_that_cannot_be_translated(
    app, db, world, client_for: Callable[..., TestClient], own_language
):
    take_part(db)
    made = planned_round(db, world.coordinator)
    client = client_for(world.coordinator, judged=False)
    client.cookies.set(COOKIE, OWN)
    plan, data = f"/plans/{made.number}", Data(db)
    pinned, left, *rest = made.codes
    pages = [plan, f"{plan}/edits/new?line={pinned}", f"{plan}/adoption/new"]
    said = [client.get(page).text for page in pages]
    for code, kind in ((pinned, "pin"), (left, "never")):
        client.post(f"{plan}/wishes", data={"line": code, "kind": kind})
    edit = {"line": rest[0], "messenger": "ICRC", "week": "2028-01-03", "level": "head"}
    said += [client.post(f"{plan}/edits", data=edit | {"channel": "letter"}).text]
    said += [client.get(page).text for page in pages]
    other = f"/plans/{planned_round(db, world.coordinator).number}"
    client.post(f"{other}/adoption", data={"line": rest[:3]})
    said += [client.get(page).text for page in (other, f"{other}/adoption/new")]
    found = [one for text in said for one in outside(text, data, plan)]
    assert not found, found


def test_nothing_is_said_before_anybody_reads_it():
    """A text that is said at import stays in the language of nobody."""
    mute = "from app.kit import translation; translation.translations = None; import app.main"
    done = subprocess.run([sys.executable, "-c", mute], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


SOURCES = [
    path
    for path in sorted((ROOT / "app").rglob("*.py"))
    if path.relative_to(ROOT / "app").parts[0] not in ("cli", "transfer")
]
TOLD = {"Refused", "Missing", "Forbidden", "Conflict"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_refusal_and_no_word_after_an_act_is_said_without_gettext(path):
    plain = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            told = [one.value for one in node.keywords if one.arg == "flash"]
            told += node.args if getattr(node.func, "id", "") in TOLD else []
            plain += [ast.unparse(one) for one in told if _speaks(one)]
    assert plain == [], 'write _("…")'


def _speaks(node: ast.expr) -> bool:
    """Whether this is a text in words: a field's name is none."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and " " in node.value
    return isinstance(node, ast.JoinedStr)


def outside(html: str, data: "Data", asked: str) -> Iterator[tuple[str, str]]:
    """What a page says outside the brackets and that is neither data nor what was asked for:
    (the element, the text)."""
    page = Page()
    page.feed(html)
    page.close()
    for where, text, typed in page.texts:
        for piece in pieces(text):
            if piece not in asked and not data.holds(piece, typed=typed):
                yield where, piece


class Element(NamedTuple):
    """An open element: `silent` if nothing in it is read, `typed` if people typed what it holds,
    which elements say by `dir="auto"`."""

    tag: str
    where: str
    silent: bool = False
    typed: bool = False


class Page(HTMLParser):
    """Collects every text of a page: where it stands, what it says, whether people typed it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[str, str, bool]] = []
        self.open = [Element("", "")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        outer = self.open[-1]
        names = "".join(f".{name}" for name in given.get("class", "").split())
        made = Element(
            tag=tag,
            where=f"{outer.where[-60:]} {tag}{names}",
            silent=outer.silent or tag in SILENT or given.get("translate") == "no",
            typed=outer.typed or tag == "bdi" or given.get("dir") == "auto",
        )
        for name in ATTRIBUTES:
            self._read(made, f"[{name}]", given.get(name, ""))
        if tag == "input" and given.get("type") in ("submit", "button"):
            self._read(made, "[value]", given.get("value", ""))
        if tag not in VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._read(self.open[-1], "", data)

    def _read(self, element: Element, attribute: str, text: str) -> None:
        if text.strip() and not element.silent:
            self.texts.append((f"{element.where}{attribute}", text, element.typed))


def pieces(text: str) -> Iterator[str]:
    """What is left of a text once all that gettext and CLDR said is taken out, in parts."""
    for part in BETWEEN.split(APART.sub("\n", text)):
        if LETTER.search(part):
            yield " ".join(part.split()).strip(" .'’-+")


class Data:
    """What the database holds: names and other short values, and texts that people wrote."""

    def __init__(self, db: Session) -> None:
        values = set(_values(db))
        for state in book(db).states.values():
            values |= {state.name_en, state.name_fr, state.name_es, state.name_ar}
        values |= {name for names in ALIASES.values() for name in names}
        values |= set(translation.LANGUAGES.values())
        values |= {"Same Door", *_texts(gallery.TYPED), *map(translation.capital, values)}
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
                for value in db.execute(select(column)).scalars():
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
