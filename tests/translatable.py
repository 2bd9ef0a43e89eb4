"""Finds what a template or a script says to people without handing it to gettext."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from jinja2 import nodes

from app.web.assets import STATIC
from app.web.pages import env

SPOKEN = {
    "aria-label", "aria-valuetext", "title", "placeholder", "alt", "data-label", "data-title",
    "data-opened",
}  # fmt: skip
"""Attributes that people read or hear."""
GETTEXT = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
CODES = {"map", "select", "reject", "selectattr", "rejectattr", "groupby", "sort"}
"""Filters whose arguments are names of attributes and tests."""
HOLE = "\x1a"
"""Stands in the page for what an expression prints."""
LETTERS = re.compile(r"[^\W\d_]{2}")
SENTENCE = re.compile(r"[^\W\d_] [^\W\d_]|^[A-Z][a-z]|[^\W\d_]{2}[.:?!…]$")
"""What a constant looks like that is meant for people, wherever it stands."""
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
IN_SCRIPT = re.compile(r"""(\b_\()?(["'`])([A-Z][a-z]+ [^"'`\n]*)\2""")
COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
CLASSES = frozenset(
    name
    for file in (STATIC / "css").glob("*.css")
    for name in re.findall(r"\.([a-z][\w-]*)", file.read_text())
)
"""Names of the style sheets: `secondary small` is no sentence."""


class Text(NamedTuple):
    line: int
    text: str


def unmarked(template: str) -> list[Text]:
    """What a template says without gettext, in the order of its lines."""
    walk = _Walk()
    walk.visit(env.parse(template))
    page = _Page()
    page.feed(walk.page.replace(f"<{HOLE}", "<div").replace(f"</{HOLE}", "</div"))
    page.close()
    return sorted({*walk.found, *page.found})


def unmarked_in_script(script: str) -> list[Text]:
    """Sentences in a script's quotes that are not what `_` is called with."""
    code = COMMENT.sub("", script)
    return [
        Text(code.count("\n", 0, match.start()) + 1, match[3])
        for match in IN_SCRIPT.finditer(code)
        if not match[1]
    ]


class _Walk:
    """Writes the page that a template makes, with every branch of it and holes for what it prints,
    and looks through the constants of its expressions."""

    def __init__(self) -> None:
        self.page = ""
        self.found: list[Text] = []

    def visit(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.TemplateData):
            self._write(node.data, node.lineno)
        elif isinstance(node, nodes.Output):
            for part in node.nodes:
                self.visit(part) if isinstance(part, nodes.TemplateData) else self._print(part)
        elif isinstance(node, nodes.Expr):
            self._look(node)
        else:
            for child in node.iter_child_nodes():
                self.visit(child)

    def _write(self, text: str, line: int) -> None:
        """On its own line, as far as the nodes tell."""
        self.page += "\n" * (line - 1 - self.page.count("\n")) + text

    def _print(self, part: nodes.Expr) -> None:
        self._look(part)
        if self.page.rfind("<") < self.page.rfind(">"):
            self.found += [
                Text(part.lineno, text) for text in _printed(part) if LETTERS.search(text)
            ]
        self._write(HOLE, part.lineno)

    def _look(self, node: nodes.Node) -> None:
        for one in _constants(node):
            if SENTENCE.search(one.value) and not set(one.value.split()) <= CLASSES:
                self.found.append(Text(one.lineno, one.value))


def _constants(node: nodes.Node) -> Iterator[nodes.Const]:
    """All strings of an expression that are not said through gettext and are no codes."""
    if isinstance(node, nodes.Const):
        if isinstance(node.value, str):
            yield node
        return
    rest = node.iter_child_nodes()
    if isinstance(node, nodes.Compare | nodes.Getitem):
        return
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in GETTEXT:
        rest = iter(node.kwargs)
    if isinstance(node, nodes.Filter) and node.name in CODES:
        rest = iter([node.node] if node.node else [])
    for child in rest:
        yield from _constants(child)


def _printed(node: nodes.Node) -> Iterator[str]:
    """The strings that an expression may print as they are."""
    if isinstance(node, nodes.Const):
        yield from [node.value] if isinstance(node.value, str) else []
    elif isinstance(node, nodes.CondExpr):
        yield from _printed(node.expr1)
        yield from _printed(node.expr2) if node.expr2 else []
    elif isinstance(node, nodes.BinExpr | nodes.Concat):
        for child in node.iter_child_nodes():
            yield from _printed(child)
    elif isinstance(node, nodes.Filter) and node.name not in CODES:
        for child in [node.node, *node.args]:
            yield from _printed(child) if child else []


class _Page(HTMLParser):
    """The texts of a page, and its attributes that people read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Text] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in ("script", "style")
        for name, value in attrs:
            self._attribute(name, value or "", self.getpos()[0])

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
        for name, value in ATTRIBUTE.findall(data):  # of a macro or block that makes only those
            self._attribute(name, value, line)
        self._text(ATTRIBUTE.sub("", data), line)

    def _attribute(self, name: str, value: str, line: int) -> None:
        if name in SPOKEN:
            self._text(value, line)

    def _text(self, text: str, line: int) -> None:
        words = " ".join(text.replace(HOLE, " ").split())
        if LETTERS.search(words):
            self.found.append(Text(line, words))
