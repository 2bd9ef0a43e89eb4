"""What differs between two texts, word by word. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from app.messages.wording import Raised, Wording

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
    """The old text's words and the new one's: joined without the added they are the old text,
    without the removed the new one."""
    before, after = TOKENS.findall(old), TOKENS.findall(new)
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    pairs = [("".join(before[i:j]), "".join(after[k:m])) for _, i, j, k, m in steps]
    return tuple(_pieces(_joined(pairs)))


def compared(old: Wording, new: Wording, fields: Sequence[str]) -> list[Difference]:
    """Each field in turn, also those that stayed; objections where `fields` says "arguments"."""
    found: list[Difference] = []
    for name in fields:
        if name == "arguments":
            found += _arguments(old.arguments, new.arguments)
        else:
            found.append(Difference(name, words_between(getattr(old, name), getattr(new, name))))
    return found


def _joined(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Changes with nothing but a space between them are one change: it reads better."""
    made: list[tuple[str, str]] = []
    for pair in pairs:
        same = pair[0] == pair[1]
        if len(made) > 1 and not same and _is_gap(made[-1]) and made[-2][0] != made[-2][1]:
            gap, changed = made.pop(), made.pop()
            made.append((changed[0] + gap[0] + pair[0], changed[1] + gap[1] + pair[1]))
        else:
            made.append(pair)
    return made


def _is_gap(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1] and pair[0].isspace() and "\n" not in pair[0]


def _pieces(pairs: Sequence[tuple[str, str]]) -> Iterator[Piece]:
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
