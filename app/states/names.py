"""Finding a State by what people type: a name in four languages, an old name, a code. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz, process

from app.states.aliases import ALIASES

WHOLE, BEGINS, WORD, WORDS = 1, 2, 3, 4
"""How well a name fits what was typed: it is the name, its beginning, the beginning of one of its
words, or every word typed begins one of its words."""

VOWELS = dict.fromkeys(range(0x064B, 0x0653))
"""Arabic signs that people do not type, U+064B to U+0652: taken away."""
ALIF = str.maketrans("أإآ", "ااا")

SHORT = 200
"""Characters of a text, such as a name, whose plain form is remembered: a search asks for each."""
ALIKE = 80
"""Of 100: how alike a name must be to be offered as "did you mean". Never more than an offer."""


@dataclass(frozen=True)
class Named:
    """What a State is called; `name` in the reader's language, and "" for one not known."""

    iso3: str
    iso2: str
    name: str
    name_fr: str = ""
    name_es: str = ""
    name_en: str = ""
    name_ar: str = ""


@dataclass(frozen=True)
class Found:
    """A State that fits, and the name by which it was found."""

    iso3: str
    name: str
    matched: str

    @property
    def spoken(self) -> str:
        """The State's name, with what was matched where that is another: Eswatini (Swaziland)."""
        same = fold(self.matched) in (fold(self.name), self.iso3.lower())
        return self.name if same else f"{self.name} ({self.matched})"


def fold(text: str) -> str:
    """Lower case, no accents nor Arabic vowel signs, words parted by one space."""
    return _kept(text) if len(text) <= SHORT else _plain(text)


def _plain(text: str) -> str:
    plain = "".join(c if c.isalnum() else " " for c in anyascii(text.translate(VOWELS)).lower())
    return " ".join(plain.split())


_kept = lru_cache(10_000)(_plain)


def names_of(state: Named) -> tuple[str, ...]:
    """Everything that a State may be called, its name first, its codes last."""
    own = (state.name, state.name_en, state.name_fr, state.name_es, state.name_ar)
    called = dict.fromkeys((*filter(None, own), *ALIASES.get(state.iso3, ())))
    return (*called, state.iso3, state.iso2)


def alphabetical(name: str) -> str:
    """What names are put in order by: accents and the Arabic article count for nothing."""
    plain = name.removeprefix("ال").translate(ALIF)
    return plain if "\u0600" <= plain[:1] <= "\u06ff" else fold(plain)


def find_states(states: Iterable[Named], text: str, *, limit: int = 8) -> list[Found]:
    """The States that fit what was typed, best first: the whole name, its beginning, then a
    word's beginning."""
    wanted = fold(text)
    if not wanted:
        return []
    ranked = []
    for state in states:
        fit = _best(state, wanted)
        if fit:
            ranked.append((fit[0], state.name, Found(state.iso3, state.name, fit[1])))
    return [found for _, _, found in sorted(ranked, key=lambda one: one[:2])[:limit]]


def resolve(states: Iterable[Named], text: str) -> str | None:
    """The one State that was meant; None if none or several fit."""
    known, wanted = list(states), fold(text)
    if any(state.iso3 == text for state in known):
        return text
    found = find_states(known, text, limit=200)
    whole = [one for one in found if fold(one.matched) == wanted]
    if len(whole) == 1:
        return whole[0].iso3
    return found[0].iso3 if len(found) == 1 else None


def did_you_mean(states: Collection[Named], text: str, *, limit: int = 3) -> list[Found]:
    """States with a name much like a misspelt one. To be offered, never taken."""
    wanted = fold(text)
    if len(wanted) < 4:
        return []
    names = {
        (state.iso3, name): folded
        for state in states
        for name, folded in _folded(state)
        if len(folded) > 3
    }
    called = {state.iso3: state.name for state in states}
    alike = process.extract(wanted, names, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=20)
    best = {iso3: name for _, _, (iso3, name) in reversed(alike)}
    order = dict.fromkeys(iso3 for _, _, (iso3, _) in alike)
    return [Found(iso3, called[iso3], best[iso3]) for iso3 in order][:limit]


def index(states: Mapping[str, Named]) -> dict[str, str]:
    """Folded texts to search in, by State: for the log's full text."""
    return {
        iso3: " ".join(folded for _, folded in _folded(state)) for iso3, state in states.items()
    }


def _best(state: Named, wanted: str) -> tuple[int, str] | None:
    """The best rank, and the name to show for it: the State's own where that fits as well."""
    names = _folded(state)
    codes = len(names) - 2
    fits = [
        (rank, position, name)
        for position, (name, folded) in enumerate(names)
        if (rank := _rank(folded, wanted, is_code=position >= codes))
    ]
    if not fits:
        return None
    rank, _, name = min(fits)
    own = fits[0][1] == 0 and rank != WHOLE
    return rank, state.name if own else name


@lru_cache(maxsize=1024)
def _folded(state: Named) -> tuple[tuple[str, str], ...]:
    return tuple((name, fold(name)) for name in names_of(state))


def _rank(name: str, wanted: str, *, is_code: bool) -> int:
    """How well a folded name fits; 0 for not at all."""
    if name == wanted:
        return WHOLE
    if is_code:
        return 0
    if name.startswith(wanted) or name.replace(" ", "").startswith(wanted.replace(" ", "")):
        return BEGINS
    if f" {wanted}" in f" {name}":
        return WORD
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return WORDS
    return 0
