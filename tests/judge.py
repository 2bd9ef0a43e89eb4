"""A client that judges every page it fetches.

Valid HTML, one h1, no id twice, labels for every field, every form has an action, and every link
of ours leads to a route that exists.
"""

from collections import Counter
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import html5lib
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Match

TOLERATED = {"unknown-doctype", "expected-doctype-but-got-start-tag"}
FIELDS = ("input", "select", "textarea")
UNLABELLED = ("hidden", "submit", "button")


class Judge(TestClient):
    """Raises AssertionError on a page that no person should be shown."""

    def request(self, method: str, url: Any, **more: Any) -> Any:
        reply = super().request(method, url, **more)
        if reply.headers.get("content-type", "").startswith("text/html") and reply.text:
            judge(self.app, reply.text, f"{method} {url}")
        return reply


def judge(app: Any, html: str, where: str) -> None:
    whole = html.lstrip().lower().startswith("<!doctype")
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html) if whole else parser.parseFragment(html)
    errors = [code for _, code, _ in parser.errors if code not in TOLERATED]
    if whole or "<tr" not in html:
        assert not errors, f"{where}: not valid HTML: {errors[:5]}"
    elements = [one for one in tree.iter() if isinstance(one.tag, str)]
    twice = [i for i, n in Counter(e.get("id") for e in elements if e.get("id")).items() if n > 1]
    assert not twice, f"{where}: ids used twice: {twice}"
    if whole:
        heads = sum(one.tag == "h1" for one in elements)
        assert heads == 1, f"{where}: {heads} h1 elements"
    _judge_forms(elements, where)
    for one in elements:
        assert not one.get("style"), f"{where}: inline style on {one.tag}"
        assert not any(name.startswith("on") for name in one.attrib), f"{where}: inline handler"
        for name in ("href", "action", "hx-get", "hx-post"):
            if one.get(name):
                _resolves(app, one.get(name), where)


def _judge_forms(elements: list[Any], where: str) -> None:
    labelled = {one.get("for") for one in elements if one.tag == "label"}
    inside = {id(part) for one in elements if one.tag == "label" for part in one.iter()}
    for one in elements:
        if one.tag == "form":
            assert one.get("action"), f"{where}: a form without an action"
        if one.tag in FIELDS and one.get("type") not in UNLABELLED:
            named = one.get("id") in labelled or id(one) in inside or one.get("aria-label")
            assert named, f"{where}: {one.tag} {one.get('name')} has no label"


def _resolves(app: FastAPI, address: str, where: str) -> None:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return
    assert _answered(app, parts.path), f"{where}: nothing answers at {address}"


@lru_cache(10_000)
def _answered(app: FastAPI, path: str) -> bool:
    """Asked once for each path: a page has a hundred links, and most of them are on every page."""
    scopes = [
        {"type": "http", "path": path, "method": method, "headers": [], "root_path": ""}
        for method in ("GET", "POST")
    ]
    return any(
        route.matches(scope)[0] is not Match.NONE for scope in scopes for route in app.routes
    )
