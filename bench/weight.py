"""What a phone fetches to see a page for the first time: bytes over the line, compressed."""

import gzip
import re

from bench.servers import Server

MOST = 100_000
"""Bytes, from the issue: "The first view on a phone weighs at most 100 KB compressed"."""
FIRST_VIEWS = ("/", "/contacts/new")
FETCHED = re.compile(r'<(?:link rel="(?:stylesheet|icon)"|script|img)[^>]* (?:href|src)="([^"]+)"')


def first_views(server: Server) -> dict[str, int]:
    """Bytes by page: the page itself, and each style sheet, script and picture that it names."""
    return {path: _weight(server, path) for path in FIRST_VIEWS}


def _weight(server: Server, path: str) -> int:
    page = _fetched(server, path)
    files = set(FETCHED.findall(gzip.decompress(page).decode()))
    return len(page) + sum(len(_fetched(server, file)) for file in files)


def _fetched(server: Server, path: str) -> bytes:
    """The body as it comes, with gzip: browsers that know Brotli fetch a little less."""
    connection = server.connect()
    headers = {"Cookie": f"samedoor={server.cookie}", "Accept-Encoding": "gzip"}
    connection.request("GET", path, headers=headers)
    body = connection.getresponse().read()
    connection.close()
    return body
