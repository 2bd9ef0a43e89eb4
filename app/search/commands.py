"""What somebody wants who types a few words: where to go, or what to do. Pure.

"log with Cambodia", "brief Angola", "plan Viet Nam", "export", "doors", "sign out". A command
names a route and its parameters; only what the policy lets the reader do is offered.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import dropwhile

from rapidfuzz.distance import OSA

from app.accounts.policy import Act, Reader, may
from app.states.names import Found, Named, did_you_mean, find_states, fold

MOST = 9
"""Commands that are offered at once."""
STATES = 3
"""States that are offered where several may be meant."""
FILLERS = frozenset(
    ("a", "about", "an", "approach", "at", "contact", "contacts", "for", "from", "go", "in", "of",
     "on", "open", "page", "show", "state", "the", "to", "with")
)  # fmt: skip
"""Words that say nothing by themselves."""


class Group(StrEnum):
    ACT = "Do"
    GO = "Go to"


@dataclass(frozen=True)
class Command:
    """One thing to do: a route by its name, with the parameters of its path and its query.

    `posts` if it changes something: it is then sent as a form. `keys` is its keyboard shortcut.
    """

    title: str
    group: Group
    route: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    keys: str = ""
    posts: bool = False


@dataclass(frozen=True)
class Known:
    """What commands are made from: who asks, the States, and what is asked of each of them."""

    reader: Reader
    states: Collection[Named]
    asks: Mapping[str, str]


@dataclass(frozen=True)
class Place:
    """A page, or an act that needs no State. `words` are other words by which it is found."""

    title: str
    route: str
    act: Act
    words: str = ""
    keys: str = ""
    group: Group = Group.GO
    posts: bool = False

    @property
    def command(self) -> Command:
        return Command(self.title, self.group, self.route, keys=self.keys, posts=self.posts)


@dataclass(frozen=True)
class Verb:
    """What can be done with a State; `door` if only where one is open. `words` call it, `{}` in
    `title` is the State. `by` says how the route takes the State: in its path or its query."""

    words: tuple[str, ...]
    title: str
    route: str
    act: Act
    by: str = "query"
    door: bool = False
    group: Group = Group.ACT


PLACES = (
    Place("Log a contact", "contacts.new", Act.LOG, "new add write", "l", Group.ACT),
    Place("Plan an approach", "approaches.new", Act.PLAN, "new claim", group=Group.ACT),
    Place("Home", "home", Act.READ_FACTS, "start first", "g h"),
    Place("Doors", "doors.index", Act.READ_FACTS, "stages ratify accede", "g d"),
    Place("Next approaches", "approaches.index", Act.READ_ENTRIES, "suggestions plans"),
    Place("Contact log", "contacts.index", Act.READ_ENTRIES, "history entries", "g c"),
    Place("States", "states.index", Act.READ_FACTS, "standing countries parties", "g s"),
    Place("Briefings", "briefings.index", Act.READ_FACTS, "envoy", "g b"),
    Place("The world at a glance", "world.show", Act.READ_FACTS, "map progress"),
    Place("Meetings", "meetings.index", Act.READ_FACTS, "calendar attendance"),
    Place("Commitments", "commitments.index", Act.READ_ENTRIES, "promises open"),
    Place("Messages", "messages.index", Act.READ_ENTRIES, "talking points"),
    Place("Messengers", "messengers.index", Act.READ_FACTS, "delegations who"),
    Place("Settings", "settings.edit", Act.COORDINATE, "spacing round"),
    Place("Accounts", "accounts.index", Act.ADMINISTER, "people users"),
    Place(
        "Record a treaty act", "treaty_acts.new", Act.COORDINATE,
        "deposit ratification accession signature", group=Group.ACT,
    ),
    Place("Export the log as CSV", "exports.csv", Act.EXPORT, "download", group=Group.ACT),
    Place("Export the log as XLSX", "exports.xlsx", Act.EXPORT, "download excel", group=Group.ACT),
    Place("Your sessions and password", "sessions.index", Act.READ_FACTS, "account you"),
    Place("States side by side", "comparisons.show", Act.READ_FACTS, "compare comparison"),
    Place("Words used here", "glossary.show", Act.READ_FACTS, "glossary terms definitions"),
    Place("Record a meeting", "meetings.new", Act.LOG, "calendar", group=Group.ACT),
    Place("Keyboard shortcuts", "shortcuts.index", Act.READ_FACTS, "keys help", "?"),
    Place(
        "Sign out", "sign_out.create", Act.READ_FACTS, "log out leave exit", group=Group.ACT,
        posts=True,
    ),
)  # fmt: skip

VERBS = (
    Verb(("state", "open", "go", "show"), "{}", "states.show", Act.READ_FACTS, "path",
         group=Group.GO),
    Verb(("log", "met", "record"), "Log a contact with {}", "contacts.new", Act.LOG),
    Verb(("brief", "briefing", "read"), "Briefing on {}", "briefings.show", Act.READ_FACTS, "path",
         group=Group.GO),
    Verb(("plan", "approach", "claim", "knock"), "Plan an approach to {}", "approaches.new",
         Act.PLAN, door=True),
    Verb(("door", "ladder", "lanes"), "The door of {}", "doors.show", Act.READ_FACTS, "door",
         door=True, group=Group.GO),
    Verb(("contacts", "history", "timeline"), "Contacts with {}", "contacts.index",
         Act.READ_ENTRIES, group=Group.GO),
    Verb(("move", "stage"), "Move the stage of {}", "moves.new", Act.MOVE_STAGE, "door", door=True),
    Verb(("barrier",), "Record a barrier of {}", "barriers.new", Act.MOVE_STAGE, "door", door=True),
    Verb(("hold",), "Hold the door of {}", "holds.new", Act.COORDINATE, "door", door=True),
    Verb(("deposit", "ratification", "accession", "act"), "Record a treaty act of {}",
         "treaty_acts.new", Act.COORDINATE),
    Verb(("export", "csv", "download"), "Export contacts with {} as CSV", "exports.csv",
         Act.EXPORT),
    Verb(("export", "xlsx", "excel", "download"), "Export contacts with {} as XLSX",
         "exports.xlsx", Act.EXPORT),
)  # fmt: skip
FIRST = 6
"""The verbs that are offered for a State of which nothing else is said."""


def commands(text: str, known: Known) -> list[Command]:
    """What may be meant, the likeliest first; where nothing is typed, what is done most."""
    words = fold(text).split()[:8]
    if not words:
        return [one.command for one in PLACES if may(known.reader, one.act)][:MOST]
    said = list(_said(words, known))
    found = said or list(_states(" ".join(words), known))
    unique: dict[tuple[str, ...], Command] = {}
    for one in (*found, *_places(words, known)):
        unique.setdefault((one.route, *one.path.values(), *one.query.values()), one)
    return list(unique.values())[:MOST]


def _said(words: list[str], known: Known) -> Iterator[Command]:
    """A verb and a State: "log with Cambodia"."""
    rest = list(dropwhile(FILLERS.__contains__, words[1:])) or words[1:]
    if not rest:
        return
    verbs = [verb for verb in VERBS if _calls(words[0], verb.words)]
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
    asked = [word for word in words if word not in FILLERS] or words
    places = [one for one in PLACES if may(known.reader, one.act)]
    yield from (one.command for one in places if fold(one.title).startswith(" ".join(words)))
    for one in places:
        if _all_begin(asked, fold(one.title).split()):
            yield one.command
    for one in places:
        if _all_begin(asked, fold(f"{one.title} {one.words}").split()):
            yield one.command


def _with(verb: Verb, one: Found, known: Known) -> Iterator[Command]:
    ask = known.asks.get(one.iso3, "")
    if not may(known.reader, verb.act) or (verb.door and not ask):
        return
    path = {"iso3": one.iso3} if verb.by in ("path", "door") else {}
    yield Command(
        title=verb.title.format(one.name),
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
