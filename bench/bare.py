"""A bare ASGI server: each page renders the program's own template from raw SQL rows.

The first time that a page is asked for, the program itself renders it once inside this process,
so that the template and everything that it was given are known; from then on every request runs
one raw query through sqlite3 and renders that template, with no session, policy or ORM. The same
process inserts a durable row for a POST, and streams a table as CSV.
"""

import csv
import io
import os
import sqlite3
from typing import Any

from jinja2 import Template

from app.main import create_app
from bench.subjects import EXPORT, PAGES

DATABASE = os.environ["SAMEDOOR_DATABASE_URL"].removeprefix("sqlite:///")
SCRATCH = f"{DATABASE}.bare"
QUERIES = {page.path: page.sql for page in PAGES}
program = create_app()
reads = sqlite3.connect(DATABASE, check_same_thread=False)
writes = sqlite3.connect(SCRATCH, check_same_thread=False, isolation_level=None)
for pragma in ("journal_mode = WAL", "synchronous = FULL"):
    writes.execute(f"PRAGMA {pragma}")
writes.execute("CREATE TABLE IF NOT EXISTS bodies (id INTEGER PRIMARY KEY, body TEXT)")

Rendered = tuple[Template, Any]
known: dict[str, Rendered] = {}


async def app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    path = scope["path"] + (f"?{query.decode()}" if (query := scope["query_string"]) else "")
    if scope["method"] == "POST":
        body = (await receive()).get("body", b"")
        writes.execute("INSERT INTO bodies (body) VALUES (?)", (body.decode(),))
        await _answer(send, 303, b"")
    elif path == EXPORT.path:
        await _dump(send)
    else:
        template, variables = known.get(path) or await _learn(path, scope)
        variables.vars["raw_rows"] = reads.execute(QUERIES[path]).fetchall()
        html = "".join(template.root_render_func(variables))
        await _answer(send, 200, html.encode())


async def _answer(send: Any, status: int, body: bytes) -> None:
    headers = [(b"content-length", str(len(body)).encode()), (b"content-type", b"text/html")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _dump(send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    cursor = reads.execute(EXPORT.sql)
    while rows := cursor.fetchmany(1000):
        file = io.StringIO()
        csv.writer(file).writerows(rows)
        body = file.getvalue().encode()
        await send({"type": "http.response.body", "body": body, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _learn(path: str, scope: Any) -> Rendered:
    """Let the program render the page, and keep the template and what it was given."""
    seen: list[Rendered] = []
    original = Template.new_context

    def new_context(self: Template, variables: Any = None, *more: Any, **named: Any) -> Any:
        made = original(self, variables, *more, **named)
        if variables and "here" in variables:
            seen.append((self, made))
        return made

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start" and message["status"] != 200:
            raise RuntimeError(f"{path} answered {message['status']}")

    Template.new_context = new_context  # type: ignore[assignment,method-assign]  # for a while
    try:
        await program(dict(scope), receive, send)
    finally:
        Template.new_context = original  # type: ignore[method-assign]  # its own again
    known[path] = seen[-1]
    return known[path]
