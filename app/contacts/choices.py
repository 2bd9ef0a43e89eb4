"""What the form of a contact offers, by the names that its template has for them."""

from datetime import date
from typing import Any

from sqlmodel import Session

from app.accounts.policy import Act, may
from app.accounts.queries import users
from app.contacts.forms import NO_DOOR
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES, RESPONSE_NAMES, Channel, Side
from app.doors.asks import Ask
from app.kit.dates import spoken
from app.kit.origin import Origin
from app.messages.queries import message_versions
from app.messengers.queries import able_to_knock
from app.opportunities.models import Meeting
from app.opportunities.queries import may_be_named, meetings

QUICK = (
    Channel.BILATERAL_MEETING, Channel.MARGINS, Channel.PHONE_CALL, Channel.DEMARCHE,
    Channel.LETTER,
)  # fmt: skip
"""Channels that are offered first: those of a corridor and of a desk."""
VISIBILITIES = [
    ("group", "The group: all members, NGOs included"),
    ("delegations", "Delegations: the same without NGOs"),
    ("messenger", "Messenger: the delegations that took part, Coordinators, envoy"),
    ("coordinators", "Coordinators only"),
]
WARNS = [
    ("usual", "As usual: yes for “Messenger”, no for the others"),
    ("yes", "Yes: whoever plans to knock here is asked to speak to a Coordinator"),
    ("no", "No: only Coordinators are told"),
]


def choices(db: Session, origin: Origin, today: date) -> dict[str, Any]:
    """Lists of (value, text) for a contact of that origin; `NO_DOOR` is what says that no door was
    meant."""
    people = [one for one in users(db) if not one.disabled_at and may(one.reader, Act.LOG)]
    return {
        "NO_DOOR": NO_DOOR,
        "asks": [(ask, ask.value) for ask in Ask],
        "quick_channels": [(channel, CHANNEL_NAMES[channel]) for channel in QUICK],
        "more_channels": [one for one in CHANNEL_NAMES.items() if one[0] not in QUICK],
        "levels": list(LEVEL_NAMES.items()),
        "responses": list(RESPONSE_NAMES.items()),
        "precisions": [("day", "That day"), ("week", "That week"), ("month", "That month")],
        "messengers": [(one.code, one.name) for one in able_to_knock(db, today)],
        "meetings": [
            (one.id, _called(one))
            for one in meetings(db)
            if one.starts_on and may_be_named(one, origin)
        ],
        "messages": [
            (one.id, f"{one.title} ({one.language})") for one in message_versions(db).values()
        ],
        "people": [(one.id, one.name) for one in people],
        "sides": [(Side.OURS, "We will"), (Side.THEIRS, "They will")],
        "visibilities": VISIBILITIES,
        "warns": WARNS,
    }


def _called(meeting: Meeting) -> str:
    """One that people recorded with its day: its name alone may be that of another year's."""
    if meeting.recorded_by is None:
        return meeting.name
    return f"{meeting.name}, {spoken(meeting.starts_on)}"
