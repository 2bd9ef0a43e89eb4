"""Every page that a Coordinator can reach by links: the milliseconds of each kind, warm."""

import re
from collections import deque
from urllib.parse import parse_qsl, urlsplit

from bench.measures import timed
from bench.servers import Server

REPEATS = 9
MOST_A_KIND = 2
"""Pages of one kind that are measured: two States, two contacts."""
LINK = re.compile(r'href="(/[^"#]*)')
NOT_PAGES = ("/static/", "/exports/", "/sign-", "/changes", "/service-worker", "/manifest")


def every_page(server: Server) -> dict[str, float]:
    """Milliseconds (median) by path: the slower of the pages of a kind, the slowest first."""
    found: dict[str, tuple[float, str]] = {}
    for kind, paths in _kinds(server).items():
        found[kind] = max((timed(server, path, REPEATS)["ms"], path) for path in paths)
    return {path: took for took, path in sorted(found.values(), reverse=True)}


def _kinds(server: Server) -> dict[str, list[str]]:
    """The pages found by following links from the first one, by kind."""
    kinds: dict[str, list[str]] = {}
    ahead, seen = deque(["/"]), {"/"}
    while ahead:
        path = ahead.popleft()
        known = kinds.setdefault(kind_of(path), [])
        if len(known) >= MOST_A_KIND:
            continue
        html = _read(server, path)
        if html is None:
            continue
        known.append(path)
        for link in LINK.findall(html):
            there = link.replace("&amp;", "&")
            if there not in seen and not there.startswith(NOT_PAGES):
                seen.add(there)
                ahead.append(there)
    return {kind: paths for kind, paths in kinds.items() if paths}


def kind_of(path: str) -> str:
    """A page's address without what differs between two of its kind: codes, numbers, values."""
    parts = urlsplit(path)
    plain = re.sub(r"/(\d+|[A-Z]{3,})(?=/|$)", "/*", parts.path)
    return f"{plain}?{'&'.join(sorted({name for name, _ in parse_qsl(parts.query)}))}"


def _read(server: Server, path: str) -> str | None:
    """The page; None for what is none, or not for this person."""
    connection = server.connect()
    connection.request("GET", path, headers={"Cookie": f"samedoor={server.cookie}"})
    reply = connection.getresponse()
    text = reply.read()
    connection.close()
    page = reply.status == 200 and (reply.getheader("content-type") or "").startswith("text/html")
    return text.decode() if page else None
