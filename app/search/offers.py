"""What the palette of commands offers: pages, acts, and what can be done with a State. Pure.

All texts are `marked` here and said as the reader reads them when a command is made of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.accounts.policy import Act
from app.kit.translation import gettext as _
from app.kit.translation import marked

FILLERS = marked(
    "a, about, an, approach, at, contact, contacts, for, from, go, in, of, on, open, page, show, "
    "state, the, to, with"
)
"""Words that say nothing by themselves."""


class Group(StrEnum):
    ACT = "act"
    GO = "go"


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
class Place:
    """A page, or an act that needs no State. `words` are others by which it is found, a list with
    commas; like the title, they are `marked`. `query` narrows a list down."""

    title: str
    route: str
    act: Act
    words: str = ""
    keys: str = ""
    group: Group = Group.GO
    posts: bool = False
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def command(self) -> Command:
        return Command(
            _(self.title),
            self.group,
            self.route,
            query=self.query,
            keys=self.keys,
            posts=self.posts,
        )


@dataclass(frozen=True)
class Verb:
    """What can be done with a State; `door` if only where one is open. `words` call it: a list
    with commas, `marked` like the title. `by` says how the route takes the State: in its path or
    its query."""

    words: str
    title: str
    route: str
    act: Act
    by: str = "query"
    door: bool = False
    group: Group = Group.ACT


PLACES = (
    Place(
        marked("Log a contact"), "contacts.new", Act.LOG, marked("new, add, write"), "l", Group.ACT,
    ),
    Place(
        marked("Plan an approach"), "approaches.new", Act.PLAN, marked("new, claim"),
        group=Group.ACT,
    ),
    Place(marked("Home"), "home", Act.READ_FACTS, marked("start, first"), "g h"),
    Place(marked("Doors"), "doors.index", Act.READ_FACTS, marked("stages, ratify, accede"), "g d"),
    Place(marked("The board"), "board.index", Act.READ_ENTRIES, marked("stages, columns")),
    Place(marked("Kept views"), "views.index", Act.READ_FACTS, marked("saved, filters, lists")),
    Place(
        marked("Next approaches"), "approaches.index", Act.READ_ENTRIES,
        marked("suggestions, plans"),
    ),
    Place(
        marked("How suggestions fared"), "learning.index", Act.READ_ENTRIES,
        marked("learning, results, declined, reasons"),
    ),
    Place(
        marked("Plan of the round"), "plans.index", Act.COORDINATE,
        marked("schedule, weeks, who goes where"),
    ),
    Place(
        marked("Forecasts"), "forecasts.index", Act.READ_FORECASTS,
        marked("chance, foresee, predict, score"),
    ),
    Place(
        marked("Contact log"), "contacts.index", Act.READ_ENTRIES, marked("history, entries"),
        "g c",
    ),
    Place(
        marked("States"), "states.index", Act.READ_FACTS, marked("standing, countries, parties"),
        "g s",
    ),
    Place(marked("Briefings"), "briefings.index", Act.READ_FACTS, marked("envoy"), "g b"),
    Place(marked("The world at a glance"), "world.show", Act.READ_FACTS, marked("map, progress")),
    Place(marked("Meetings"), "meetings.index", Act.READ_FACTS, marked("calendar, attendance")),
    Place(
        marked("Trips"), "trips.index", Act.READ_ENTRIES,
        marked("itinerary, appointments, pack, travel"),
    ),
    Place(
        marked("Kept on this device"), "copies.index", Act.LOG,
        marked("offline, copies, no network"),
    ),
    Place(marked("Plan a trip"), "trips.new", Act.PLAN, marked("travel"), group=Group.ACT),
    Place(marked("Commitments"), "commitments.index", Act.READ_ENTRIES, marked("promises, open")),
    Place(marked("Messages"), "messages.index", Act.READ_ENTRIES, marked("talking, points")),
    Place(
        marked("Reports to the Meeting of States Parties"), "reports.index", Act.READ_REPORTS,
        marked("working, document, msp, figures"),
    ),
    Place(
        marked("Draft a message"), "messages.new", Act.DRAFT,
        marked("new, version, talking, points"), group=Group.ACT,
    ),
    Place(
        marked("Hand over"), "hand_overs.index", Act.LOG,
        marked("rotate, successor, leave, colleague"), group=Group.ACT,
    ),
    Place(marked("Messengers"), "messengers.index", Act.READ_FACTS, marked("delegations, who")),
    Place(marked("Waiting to be sent"), "queue", Act.LOG, marked("queue, unsent, offline")),
    Place(marked("Settings"), "settings.edit", Act.COORDINATE, marked("spacing, round")),
    Place(
        marked("Weights of the score"), "weights.edit", Act.COORDINATE,
        marked("points, ranking, reasons"),
    ),
    Place(marked("Accounts"), "accounts.index", Act.ADMINISTER, marked("people, users")),
    Place(
        marked("Record a treaty act"), "treaty_acts.new", Act.COORDINATE,
        marked("deposit, ratification, accession, signature"), group=Group.ACT,
    ),
    Place(
        marked("Withdrawal watch"), "withdrawal_signals.index", Act.READ_FORECASTS,
        marked("leaving, signals"),
    ),
    Place(
        marked("Export the log as CSV"), "exports.csv", Act.EXPORT, marked("download"),
        group=Group.ACT,
    ),
    Place(
        marked("Export the log as XLSX"), "exports.xlsx", Act.EXPORT, marked("download, excel"),
        group=Group.ACT,
    ),
    Place(
        marked("Your sessions and password"), "sessions.index", Act.READ_FACTS,
        marked("account, you"),
    ),
    Place(
        marked("States side by side"), "comparisons.show", Act.READ_FACTS,
        marked("compare, comparison"),
    ),
    Place(
        marked("Words used here"), "glossary.show", Act.READ_FACTS,
        marked("glossary, terms, definitions"),
    ),
    Place(
        marked("Doors at rest"), "doors.index", Act.READ_ENTRIES, marked("sleep, asleep, trigger"),
        query={"rest": "asleep"},
    ),
    Place(
        marked("Doors that woke up"), "doors.index", Act.READ_ENTRIES,
        marked("rest, awake, trigger"), query={"rest": "woken"},
    ),
    Place(marked("Record a meeting"), "meetings.new", Act.LOG, marked("calendar"), group=Group.ACT),
    Place(
        marked("Keyboard shortcuts"), "shortcuts.index", Act.READ_FACTS, marked("keys, help"), "?",
    ),
    Place(
        marked("Readiness: what dates suggest"), "readiness.index", Act.READ_FORECASTS,
        marked("chance, likely, forecast"),
    ),
    Place(
        marked("Looking back"), "hindcasts.show", Act.READ_FORECASTS,
        marked("hindcast, past, fared, misses"),
    ),
    Place(
        marked("If one of them joined"), "expected_joins.index", Act.READ_FORECASTS,
        marked("keystone, further, expected, joins, follow"),
    ),
    Place(
        marked("Sign out"), "sign_out.create", Act.READ_FACTS, marked("log, out, leave, exit"),
        group=Group.ACT, posts=True,
    ),
)  # fmt: skip

VERBS = (
    Verb(
        marked("state, open, go, show"), "%(state)s", "states.show", Act.READ_FACTS, "path",
        group=Group.GO,
    ),
    Verb(
        marked("log, met, record"), marked("Log a contact with %(state)s"), "contacts.new", Act.LOG,
    ),
    Verb(
        marked("brief, briefing, read"), marked("Briefing on %(state)s"), "briefings.show",
        Act.READ_FACTS, "path", group=Group.GO,
    ),
    Verb(
        marked("plan, approach, claim, knock"), marked("Plan an approach to %(state)s"),
        "approaches.new", Act.PLAN, door=True,
    ),
    Verb(
        marked("door, ladder, lanes"), marked("The door of %(state)s"), "doors.show",
        Act.READ_FACTS, "door", door=True, group=Group.GO,
    ),
    Verb(
        marked("contacts, history, timeline"), marked("Contacts with %(state)s"), "contacts.index",
        Act.READ_ENTRIES, group=Group.GO,
    ),
    Verb(
        marked("move, stage"), marked("Move the stage of %(state)s"), "moves.new", Act.MOVE_STAGE,
        "door", door=True,
    ),
    Verb(
        marked("barrier"), marked("Record a barrier of %(state)s"), "barriers.new", Act.MOVE_STAGE,
        "door", door=True,
    ),
    Verb(
        marked("rest, sleep"), marked("Put the door of %(state)s to rest"), "rests.new",
        Act.MOVE_STAGE, "door", door=True,
    ),
    Verb(
        marked("hold"), marked("Hold the door of %(state)s"), "holds.new", Act.COORDINATE, "door",
        door=True,
    ),
    Verb(
        marked("lead, lock"), marked("Lead messenger for %(state)s"), "leads.new", Act.COORDINATE,
        "door", door=True,
    ),
    Verb(
        marked("deposit, ratification, accession, act"), marked("Record a treaty act of %(state)s"),
        "treaty_acts.new", Act.COORDINATE,
    ),
    Verb(
        marked("happened, election, minister, event"),
        marked("Record what happened in %(state)s"), "happenings.new", Act.LOG,
    ),
    Verb(
        marked("follow, joins, joined, keystone"), marked("If %(state)s joined"),
        "expected_joins.index", Act.READ_FORECASTS, door=True, group=Group.GO,
    ),
    Verb(
        marked("export, csv, download"), marked("Export contacts with %(state)s as CSV"),
        "exports.csv", Act.EXPORT,
    ),
    Verb(
        marked("export, xlsx, excel, download"), marked("Export contacts with %(state)s as XLSX"),
        "exports.xlsx", Act.EXPORT,
    ),
    Verb(
        marked("edit, reword, meeting"), marked("Edit the brief on %(state)s for a meeting"),
        "edited_briefs.new", Act.LOG,
    ),
)  # fmt: skip
