"""What the demonstration consists of. Pure; no word of it was said by anybody (domain rule 6)."""

from dataclasses import dataclass

from app.accounts.forms import AddUser
from app.accounts.policy import Role, Visibility
from app.advice.runs import StartRun
from app.contacts.terms import Channel, Level, Precision, Response, Side
from app.doors.asks import Barrier
from app.doors.ladder import Stage
from app.doors.waking import Trigger
from app.opportunities.kinds import HappeningKind

MARK = "Demonstration entry"

PEOPLE = tuple(
    AddUser(
        email=f"{name.lower()}@demo.example.org",
        name=f"Demo {name}",
        role=role,
        messenger=messenger,
        ngo=messenger == "CMC",
    )
    for name, role, messenger in (
        ("Coordinator", Role.COORDINATOR, "COORDINATORS"),
        ("Member", Role.MEMBER, "AUT"),
        ("Campaigner", Role.MEMBER, "CMC"),
        ("Envoy", Role.ENVOY, "ENVOY"),
        ("Observer", Role.OBSERVER, None),
        ("Administrator", Role.ADMINISTRATOR, None),
    )
)

TAKING_PART = (
    "AUT", "IRL", "NOR", "MEX", "ZMB", "PHL", "LAO", "GHA", "FRA", "NZL", "CHE", "CRI",
    "ENVOY", "COORDINATORS", "CMC",
)  # fmt: skip
"""A dozen States Parties of all regions and several languages, and who knocks for the group."""

C, L, R = Channel, Level, Response
GROUP, DELEGATIONS = Visibility.GROUP, Visibility.DELEGATIONS
MESSENGER, COORDINATORS = Visibility.MESSENGER, Visibility.COORDINATORS


@dataclass(frozen=True)
class Sample:
    """One contact, `ago` days before today; `due` and `next_due` are days from today."""

    state: str
    ago: int
    messengers: tuple[str, ...]
    channel: Channel
    level: Level | None = None
    response: Response | None = None
    author: str = "member"
    visibility: Visibility = GROUP
    precision: Precision = Precision.DAY
    side: Side | None = None
    due: int | None = None
    next_due: int | None = None


CONTACTS = (
    Sample("AGO", 1180, ("NOR",), C.BILATERAL_MEETING, L.AMBASSADOR, R.INTERESTED),
    Sample("AGO", 640, ("ZMB",), C.MARGINS, L.DIRECTOR, R.NONCOMMITTAL),
    Sample(
        "AGO", 204, ("AUT",), C.BILATERAL_MEETING, L.AMBASSADOR, R.INTERESTED, next_due=14
    ),
    Sample(
        "AGO", 96, ("COORDINATORS",), C.DEMARCHE, L.AMBASSADOR, R.COMMITTED, "coordinator",
        side=Side.THEIRS, due=30,
    ),
    Sample("UGA", 330, ("GHA",), C.NOTE_VERBALE, None, R.NO_REPLY),
    Sample("UGA", 71, ("AUT", "ZMB"), C.DEMARCHE, L.AMBASSADOR, R.INTERESTED),
    Sample("TZA", 410, ("ZMB",), C.WORKSHOP, L.EXPERT, R.NONCOMMITTAL),
    Sample(
        "TZA", 58, ("ENVOY",), C.HIGH_LEVEL_VISIT, L.MINISTER, R.INTERESTED, "envoy",
        side=Side.OURS, due=21,
    ),
    Sample("KEN", 150, ("GHA",), C.PHONE_CALL, L.EXPERT, R.NONCOMMITTAL, visibility=DELEGATIONS),
    Sample("KEN", 20, ("AUT",), C.MARGINS, L.AMBASSADOR, R.INTERESTED),
    Sample("JAM", 260, ("MEX",), C.LETTER, L.MINISTER, R.NO_REPLY, precision=Precision.WEEK),
    Sample("JAM", 45, ("CRI",), C.BILATERAL_MEETING, L.AMBASSADOR, R.INTERESTED),
    Sample("HTI", 505, ("FRA",), C.EMAIL, L.EXPERT, R.NO_REPLY),
    Sample("COD", 390, ("FRA",), C.BILATERAL_MEETING, L.DIRECTOR, R.NONCOMMITTAL),
    Sample("COD", 88, ("AUT", "FRA"), C.DEMARCHE, L.AMBASSADOR, R.NONCOMMITTAL),
    Sample("CAF", 720, ("ISU",), C.WORKSHOP, L.EXPERT, R.INTERESTED, precision=Precision.MONTH),
    Sample("LBR", 180, ("GHA",), C.PARLIAMENTARY_CONTACT, L.PARLIAMENTARIAN, R.INTERESTED),
    Sample(
        "LBR", 33, ("CMC",), C.PARLIAMENTARY_CONTACT, L.PARLIAMENTARIAN, R.COMMITTED,
        "campaigner", side=Side.THEIRS, due=75,
    ),
    Sample("DJI", 300, ("FRA",), C.NOTE_VERBALE, None, R.NO_REPLY),
    Sample(
        "IDN", 120, ("PHL",), C.SIDE_EVENT, L.DIRECTOR, R.NONCOMMITTAL, "campaigner"
    ),
    Sample("IDN", 25, ("ENVOY",), C.MARGINS, L.AMBASSADOR, R.INTERESTED, "envoy", MESSENGER),
    Sample("CYP", 210, ("IRL",), C.BILATERAL_MEETING, L.AMBASSADOR, R.DECLINED),
    Sample(
        "BRA", 95, ("COORDINATORS",), C.MARGINS, L.AMBASSADOR, R.DECLINED, "coordinator",
        COORDINATORS,
    ),
    Sample("ARG", 66, ("CRI",), C.BILATERAL_MEETING, L.DIRECTOR, R.NONCOMMITTAL),
    Sample("MNG", 54, ("AUT",), C.BILATERAL_MEETING, L.MINISTER, R.INTERESTED, next_due=-5),
    Sample("KHM", 140, ("LAO",), C.BILATERAL_MEETING, L.DIRECTOR, R.NONCOMMITTAL),
    Sample("THA", 112, ("PHL",), C.WORKSHOP, L.EXPERT, R.INTERESTED, "campaigner"),
    Sample("VNM", 29, ("LAO", "AUT"), C.MARGINS, L.EXPERT, R.INTERESTED, visibility=DELEGATIONS),
    Sample("NPL", 370, ("NZL",), C.EMAIL, L.EXPERT, R.NO_REPLY),
    Sample("TLS", 84, ("NZL",), C.PHONE_CALL, L.EXPERT, R.INTERESTED),
    Sample("TON", 160, ("NZL",), C.LETTER, L.MINISTER, R.NO_REPLY),
    Sample("MHL", 47, ("NZL",), C.MARGINS, L.AMBASSADOR, R.INTERESTED),
    Sample("SLB", 233, ("NZL",), C.SIDE_EVENT, L.EXPERT, R.NONCOMMITTAL),
    Sample("GAB", 77, ("FRA",), C.BILATERAL_MEETING, L.AMBASSADOR, R.INTERESTED),
    Sample(
        "ZWE", 12, ("COORDINATORS", "ZMB"), C.BILATERAL_MEETING, L.AMBASSADOR, R.INTERESTED,
        "coordinator", next_due=40,
    ),
    Sample("SUR", 190, ("CRI",), C.NOTE_VERBALE, None, R.NO_REPLY),
    Sample("MAR", 128, ("CHE",), C.BILATERAL_MEETING, L.DIRECTOR, R.NONCOMMITTAL),
    Sample(
        "JOR", 39, ("AUT",), C.THIRD_PARTY, L.EXPERT, R.NONCOMMITTAL, visibility=MESSENGER
    ),
    Sample("KAZ", 275, ("CHE",), C.SIDE_EVENT, L.EXPERT, R.NONCOMMITTAL, "campaigner"),
    Sample("ZMB", 65, ("COORDINATORS",), C.PUBLIC_STATEMENT, L.MINISTER, R.ACTED, "coordinator"),
)  # fmt: skip

AMENDED, RETRACTED, SETTLED = 3, 12, 17
"""Places in CONTACTS of those that show an amendment, a retraction and a settled commitment."""


@dataclass(frozen=True)
class Rung:
    state: str
    stage: Stage
    ago: int
    author: str = "coordinator"
    visibility: Visibility = GROUP


STAGES = (
    Rung("AGO", Stage.IN_DIALOGUE, 1170),
    Rung("AGO", Stage.UNDER_REVIEW, 90),
    Rung("UGA", Stage.IN_DIALOGUE, 70, "member"),
    Rung("TZA", Stage.UNDER_REVIEW, 57, "envoy"),
    Rung("LBR", Stage.IN_DOMESTIC_APPROVAL, 32),
    Rung("IDN", Stage.IN_DIALOGUE, 24, "envoy", DELEGATIONS),
    Rung("DJI", Stage.NO_RESPONSE, 200),
    Rung("MNG", Stage.IN_DIALOGUE, 50, "member"),
    Rung("BRA", Stage.NO_RESPONSE, 94, "coordinator", COORDINATORS),
)


@dataclass(frozen=True)
class Reading:
    state: str
    barrier: Barrier
    ago: int
    overcome_by: str = ""


BARRIERS = (
    Reading("AGO", Barrier.DOMESTIC_PROCEDURE, 95),
    Reading("UGA", Barrier.LOW_PRIORITY, 70),
    Reading("LBR", Barrier.CAPACITY, 180, "GHA"),
    Reading("MNG", Barrier.AWAITS_NEIGHBOURS, 53),
    Reading("KHM", Barrier.STOCKPILE_COST, 139, "LAO"),
)

HELD = "BRA"

EDITED, EDITED_AHEAD = "AGO", 30
"""The State whose brief is edited for a visit, in so many days."""


@dataclass(frozen=True)
class Slept:
    """A door that was put to rest so many days ago, until one of the triggers."""

    state: str
    ago: int
    triggers: tuple[Trigger, ...]
    author: str = "member"


RESTS = (
    Slept("TON", 30, (Trigger.VOTE, Trigger.ELECTION)),
    Slept("SUR", 40, (Trigger.HOSTED_EVENT,)),
)
"""One that lasts, and one that HAPPENED wakes, on so many days before today."""
HAPPENED, HAPPENED_AGO = ("SUR", HappeningKind.HOSTED_EVENT), 3
MEETING = f"{MARK}: a meeting"
MEETING_DAYS, MEETING_STATES = (24, 26), ("NPL", "PHL", "FRA")
"""In so many days from today; an open door, and two whose delegations take part."""


@dataclass(frozen=True)
class Planned:
    """An approach: who goes, and its window in days from today."""

    state: str
    messenger: str
    channel: Channel
    level: Level
    window: tuple[int, int]
    author: str = "member"
    visibility: Visibility = GROUP


APPROACHES = (
    Planned("AGO", "ENVOY", C.BILATERAL_MEETING, L.MINISTER, (10, 24), "envoy"),
    Planned("COD", "GHA", C.DEMARCHE, L.AMBASSADOR, (5, 40), "coordinator"),
    Planned("MNG", "AUT", C.BILATERAL_MEETING, L.DIRECTOR, (7, 45)),
    Planned("THA", "CMC", C.SIDE_EVENT, L.EXPERT, (20, 60), "campaigner"),
    Planned("MAR", "AUT", C.MARGINS, L.AMBASSADOR, (15, 50), "member", DELEGATIONS),
)
DECLINED_BY = "coordinator"


@dataclass(frozen=True)
class Travelled:
    """The envoy's trip: its first and last day from today, and whom she meets at what time, one a
    day from the first on."""

    title: str
    days: tuple[int, int]
    appointments: tuple[tuple[str, str], ...]


TRIP = Travelled(f"{MARK}: a trip", (9, 13), (("TZA", "09:30"), ("NPL", "15:00")))


def says(what: str) -> str:
    """A text for an entry: its mark, and what it is there to show."""
    return f"{MARK}: shows how {what} looks in Same Door."


PLAN = StartRun(weeks=12, seconds="10")
"""A plan that is worked out in a few seconds, and read on one page."""
