"""The text by which a contact is found, and what a search means. Pure."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from app.states.names import fold


class Run(NamedTuple):
    """A piece of a text, and whether a search found it."""

    text: str
    hit: bool


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


def sqlite_any(words: list[str]) -> str:
    """FTS5: one of the words, whole."""
    return " OR ".join(f'"{word}"' for word in words)


def postgres_any(words: list[str]) -> str:
    """to_tsquery('simple', …): one of the words, whole."""
    return " | ".join(words)


def highlighted(text: str, words: Sequence[str], *, around: int = 300) -> list[Run]:
    """A piece of `text`, about `around` characters long, with the first word found in it."""
    found = _found(text, tuple(words))
    start = _word_start(text, found[0][0] - around // 4) if found else 0
    end = _word_start(text, start + around) if len(text) > start + around else len(text)
    runs, at = [], start
    for begin, stop in found:
        if stop <= end:
            runs += [Run(text[at:begin], False), Run(text[begin:stop], True)]
            at = stop
    runs.append(Run(text[at:end], False))
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return [run for run in (Run(before, False), *runs, Run(after, False)) if run.text]


def _found(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the words stand that begin with one of `words`: from, up to."""
    if not words:
        return []
    if text.isascii():
        return [hit.span() for hit in _pattern(words).finditer(text.lower())]
    plain = [_plain(letter) for letter in text]
    place = [at for at, letters in enumerate(plain) for _ in letters]
    found: list[tuple[int, int]] = []
    for hit in _pattern(words).finditer("".join(plain)):
        span = place[hit.start()], place[hit.end() - 1] + 1
        if not found or span[0] >= found[-1][1]:  # ¼ reads as two words, and is marked once
            found.append(span)
    return found


def _word_start(text: str, at: int) -> int:
    """The beginning of the word at this place, or the place itself in a very long word."""
    space = text.rfind(" ", max(0, at - 40), max(0, at))
    return space + 1 if space >= 0 else max(0, at)


@lru_cache(256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, words))})[a-z0-9]*")


@lru_cache(4096)
def _plain(letter: str) -> str:
    """A letter as the search sees it, perhaps several or none."""
    return anyascii(letter).lower()
