"""Words that were typed against words that are written: beginnings and near misses. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from app.states.names import fold

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 4
"""Letters of a word of which a misspelling can be told from another word."""
LONGEST = 24
"""Letters of a word beyond which nobody misspelt one."""
LONG = 7
"""Letters of a word in which two slips are forgiven instead of one."""


def holds(text: str, words: Sequence[str]) -> bool:
    """Whether every word begins one of the text, accents and case aside."""
    plain = text.lower() if text.isascii() else fold(text)
    return all(_beginning(word).search(plain) for word in words)


def telling(words: Sequence[str], *texts: str) -> str:
    """The first of the texts that holds one of the words, else the first."""
    return next((one for one in texts if any(holds(one, [word]) for word in words)), texts[0])


def one_slip_away(word: str) -> list[str]:
    """Every word from which this one is a single slip away: a letter too many, missing, wrong, or
    two of them swapped."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    made = {begin + end[1:] for begin, end in parts if end}
    made |= {begin + end[1] + end[0] + end[2:] for begin, end in parts if len(end) > 1}
    made |= {begin + letter + end[1:] for begin, end in parts if end for letter in LETTERS}
    made |= {begin + letter + end for begin, end in parts for letter in LETTERS}
    return sorted(made - {word})


def beginning_of(word: str) -> str:
    """The letters that somebody most likely typed right."""
    return word[: max(3, len(word) // 2)]


def nearest_to(word: str, texts: Iterable[str], *, limit: int = 3) -> list[str]:
    """Words of folded texts that this one is probably a misspelling of, the likeliest first."""
    if len(word) < SHORTEST:
        return []
    reach = 2 if len(word) >= LONG else 1
    counts = Counter(other for text in texts for other in set(text.split()))
    slips = {
        other: slip
        for other in counts
        if abs(len(other) - len(word)) <= reach
        and (slip := OSA.distance(word, other, score_cutoff=reach)) <= reach
    }
    ranked = sorted(slips, key=lambda other: (slips[other], -counts[other], other))
    return [other for other in ranked if other != word][:limit]


@lru_cache(1024)
def _beginning(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(word)}")
