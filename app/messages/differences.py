"""What differs between two texts, word by word. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from app.messages.wording import Raised, Wording

ALIKE = 0.4
"""The share of a line that stayed, from which on it is taken apart into words."""
Pair = tuple[str, str]
"""A run of the old text and what stands in its place in the new one."""
TOKENS = re.compile(r"\s+|\w+|[^\w\s]")


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Difference:
    """One field of two wordings. Of an objection, `field` is "may_raise" or "answer", `barrier` the
    one behind it ("" for none) and `place` counts those of one barrier."""

    field: str
    pieces: tuple[Piece, ...]
    barrier: str = ""
    place: int = 0

    @property
    def differs(self) -> bool:
        return any(one.kind is not Kind.SAME for one in self.pieces)


def words_between(old: str, new: str) -> tuple[Piece, ...]:
    """The old text's words and the new one's, line by line: joined without the added they are the
    old text, without the removed the new one. Lines that have little in common are not taken
    apart: whole, each is easier to read."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pairs: list[Pair] = []
    for what, i, j, k, m in _steps(before, after):
        if what == "equal":
            pairs.append(("".join(before[i:j]), "".join(after[k:m])))
        else:
            for one, other in zip_longest(before[i:j], after[k:m], fillvalue=""):
                pairs += _words(one, other)
    return tuple(_pieces(pairs))


def _words(old: str, new: str) -> list[Pair]:
    before, after = TOKENS.findall(old), TOKENS.findall(new)
    pairs = [("".join(before[i:j]), "".join(after[k:m])) for _, i, j, k, m in _steps(before, after)]
    same = sum(len(one) for one, other in pairs if one == other)
    return _joined(pairs) if same >= ALIKE * max(len(old), len(new)) else [(old, new)]


def _steps(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def compared(old: Wording, new: Wording, fields: Sequence[str]) -> list[Difference]:
    """Each field in turn, also those that stayed; objections where `fields` says "arguments"."""
    found: list[Difference] = []
    for name in fields:
        if name == "arguments":
            found += _arguments(old.arguments, new.arguments)
        else:
            found.append(Difference(name, words_between(getattr(old, name), getattr(new, name))))
    return found


def _joined(pairs: Sequence[Pair]) -> list[Pair]:
    """Changes with nothing but a space between them are one change: it reads better."""
    made: list[Pair] = []
    for pair in pairs:
        same = pair[0] == pair[1]
        if len(made) > 1 and not same and _is_gap(made[-1]) and made[-2][0] != made[-2][1]:
            gap, changed = made.pop(), made.pop()
            made.append((changed[0] + gap[0] + pair[0], changed[1] + gap[1] + pair[1]))
        else:
            made.append(pair)
    return made


def _is_gap(pair: Pair) -> bool:
    return pair[0] == pair[1] and pair[0].isspace() and "\n" not in pair[0]


def _pieces(pairs: Sequence[Pair]) -> Iterator[Piece]:
    for old, new in pairs:
        if old == new:
            yield Piece(Kind.SAME, old)
            continue
        if old:
            yield Piece(Kind.REMOVED, old)
        if new:
            yield Piece(Kind.ADDED, new)


def _arguments(old: Sequence[Raised], new: Sequence[Raised]) -> Iterator[Difference]:
    """Objections of one barrier belong together in their order, wherever they stand."""
    before, after = _by_barrier(old), _by_barrier(new)
    nothing = Raised("", "", "")
    for key in dict.fromkeys([*after, *before]):
        one, other = before.get(key, nothing), after.get(key, nothing)
        barrier, place = key
        raised = words_between(one.may_raise, other.may_raise)
        yield Difference("may_raise", raised, barrier, place)
        yield Difference("answer", words_between(one.answer, other.answer), barrier, place)


def _by_barrier(raised: Sequence[Raised]) -> Mapping[tuple[str, int], Raised]:
    found: dict[tuple[str, int], Raised] = {}
    for one in raised:
        place = sum(barrier == one.barrier for barrier, _ in found) + 1
        found[one.barrier, place] = one
    return found
