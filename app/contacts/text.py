"""The text by which a contact is found, and what a search means. Pure."""

from collections.abc import Iterable

from app.states.names import fold


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
    """A piece of `text` around the first word found, in runs, each with whether it is a hit."""
    runs: list[tuple[str, bool]] = []
    for piece in _pieces(text):
        folded = fold(piece)
        hit = bool(folded) and any(folded.startswith(word) for word in words)
        runs.append((piece, hit))
    first = next((i for i, (_, hit) in enumerate(runs) if hit), 0)
    start = max(0, first - around // 4)
    shown = runs[start : start + around]
    cut = [("… ", False)] if start else []
    more = [(" …", False)] if start + around < len(runs) else []
    return cut + shown + more


def _pieces(text: str) -> list[str]:
    """Words and what is between them, in order."""
    pieces: list[str] = []
    for character in text:
        if pieces and pieces[-1][-1].isalnum() == character.isalnum():
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
