"""What somebody wants who types a few words: where to go, or what to do. Pure.

"log with Cambodia", "brief Angola", "plan Viet Nam", "export", "doors", "sign out". A command
names a route and its parameters; only what the policy lets the reader do is offered. Everything
may be typed in English and as the reader's language has it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile

from rapidfuzz.distance import OSA

from app.accounts.policy import Reader, may
from app.kit.translation import gettext as _
from app.kit.translation import language
from app.search.offers import FILLERS, PLACES, VERBS, Command, Verb
from app.states.names import Found, Named, did_you_mean, find_states, fold

MOST = 9
"""Commands that are offered at once."""
STATES = 3
"""States that are offered where several may be meant."""
FIRST = 6
"""The verbs that are offered for a State of which nothing else is said."""


@dataclass(frozen=True)
class Known:
    """What commands are made from: who asks, the States, and what is asked of each of them."""

    reader: Reader
    states: Collection[Named]
    asks: Mapping[str, str]


def commands(text: str, known: Known) -> list[Command]:
    """What may be meant, the likeliest first; where nothing is typed, what is done most."""
    words = fold(text).split()[:8]
    if not words:
        return [one.command for one in PLACES if may(known.reader, one.act)][:MOST]
    said = list(_said(words, known))
    text = " ".join(words)
    found, places = said or list(_states(text, known)), list(_places(words, known))
    guessed = not said and not find_states(known.states, text, limit=1)
    unique: dict[tuple[str, ...], Command] = {}
    for one in (*places, *found) if guessed else (*found, *places):
        unique.setdefault((one.route, *one.path.values(), *one.query.values()), one)
    return list(unique.values())[:MOST]


def _said(words: list[str], known: Known) -> Iterator[Command]:
    """A verb and a State: "log with Cambodia"."""
    rest = list(dropwhile(spoken(FILLERS).__contains__, words[1:])) or words[1:]
    if not rest:
        return
    verbs = [verb for verb in VERBS if _calls(words[0], spoken(verb.words))]
    for one in _meant(" ".join(rest), known) if verbs else ():
        for verb in verbs:
            yield from _with(verb, one, known)


def _states(text: str, known: Known) -> Iterator[Command]:
    """A State and nothing else: all that is done with it; of several, each one's page."""
    found = _meant(text, known)
    for verb in VERBS[: FIRST if len(found) == 1 else 1]:
        for one in found:
            yield from _with(verb, one, known)


def _places(words: list[str], known: Known) -> Iterator[Command]:
    """Pages and acts by the beginning of their title, by words of it, then by other words."""
    asked = [word for word in words if word not in spoken(FILLERS)] or words
    places = [one for one in PLACES if may(known.reader, one.act)]
    typed = " ".join(words)
    for one in places:
        if any(fold(title).startswith(typed) for title in (one.title, _(one.title))):
            yield one.command
    for one in places:
        if _all_begin(asked, spoken(one.title)):
            yield one.command
    for one in places:
        if _all_begin(asked, (*spoken(one.title), *spoken(one.words))):
            yield one.command


def _with(verb: Verb, one: Found, known: Known) -> Iterator[Command]:
    ask = known.asks.get(one.iso3, "")
    if not may(known.reader, verb.act) or (verb.door and not ask):
        return
    path = {"iso3": one.iso3} if verb.by in ("path", "door") else {}
    yield Command(
        title=_(verb.title, state=one.name),
        group=verb.group,
        route=verb.route,
        path=path | ({"ask": ask} if verb.by == "door" else {}),
        query={"state": one.iso3} if verb.by == "query" else {},
        about=one.matched if one.spoken != one.name else "",
    )


def _meant(text: str, known: Known) -> list[Found]:
    found = find_states(known.states, text, limit=STATES)
    whole = [one for one in found if fold(one.matched) == fold(text)]
    return whole or found or did_you_mean(known.states, text, limit=1)


def spoken(text: str) -> tuple[str, ...]:
    """The words of a `marked` text, as it is written here and in the reader's language; folded."""
    return _spoken(text, language())


@lru_cache(1024)
def _spoken(text: str, _language: str) -> tuple[str, ...]:
    """In the language that is spoken now, which `_language` only names."""
    return tuple(dict.fromkeys(fold(f"{text} {_(text)}").split()))


def _calls(word: str, words: Collection[str]) -> bool:
    """Whether somebody who types this means one of the words, perhaps with a slip."""
    return any(
        word == one
        or (len(word) > 2 and one.startswith(word))
        or (len(word) > 3 and OSA.distance(word, one, score_cutoff=1) <= 1)
        for one in words
    )


def _all_begin(asked: Collection[str], words: Collection[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in asked)
