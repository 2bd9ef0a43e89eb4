"""The text by which a contact is found, and what a search means. Pure."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from app.states.names import fold

PIECES = re.compile(r"[^\W_]+|[\W_]+")
"""Words, and what is between them."""


def search_text(parts: Iterable[str]) -> str:
    """Names, places and texts, lower case and without accents, for the full-text index."""
    return " ".join(folded for part in parts if (folded := fold(part)))


def tokens(query: str) -> list[str]:
    """The words that a search asks for, each found as the beginning of a word."""
    return fold(query).split()[:12]


def sqlite_match(words: list[str]) -> str:
    """FTS5: every word, as a beginning."""
    return " ".join(f'"{word}"*' for word in words)


def postgres_query(words: list[str]) -> str:
    """to_tsquery('simple', …): every word, as a beginning."""
    return " & ".join(f"{word}:*" for word in words)


def highlighted(text: str, words: list[str], *, around: int = 90) -> list[tuple[str, bool]]:
    """A piece of `text` around the first word found, in runs, each with whether it is a hit.

    `around` counts words and what is between them.
    """
    pieces = PIECES.findall(text)
    wanted = tuple(words)
    first = next((at for at, piece in enumerate(pieces) if _hit(piece, wanted)), 0)
    start = max(0, first - around // 4)
    shown = pieces[start : start + around]
    runs = [
        ("".join(run), hit) for hit, run in groupby(shown, key=lambda piece: _hit(piece, wanted))
    ]
    cut = [("… ", False)] if start else []
    more = [(" …", False)] if start + around < len(pieces) else []
    return cut + runs + more


def _hit(piece: str, wanted: tuple[str, ...]) -> bool:
    return _folded(piece).startswith(wanted) if wanted else False


@lru_cache(maxsize=20_000)
def _folded(piece: str) -> str:
    """A word as the search sees it; remembered, as texts are made of few words."""
    return fold(piece)
