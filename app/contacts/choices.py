"""What the form of a contact offers, by the names that its template has for them."""

from datetime import date
from typing import Any

from sqlmodel import Session

from app.accounts.policy import Act, Visibility, may
from app.accounts.queries import users
from app.contacts.forms import NO_DOOR
from app.contacts.terms import (
    CHANNEL_NAMES,
    LEVEL_NAMES,
    RESPONSE_NAMES,
    Channel,
    Precision,
    Side,
)
from app.doors.asks import ASK_NAMES
from app.kit.dates import spoken
from app.kit.origin import Origin
from app.kit.translation import Said, listed, marked
from app.messages.queries import carriable, label
from app.messengers.queries import able_to_knock
from app.opportunities.models import Meeting
from app.opportunities.queries import may_be_named, meetings

QUICK = (
    Channel.BILATERAL_MEETING, Channel.MARGINS, Channel.PHONE_CALL, Channel.DEMARCHE,
    Channel.LETTER,
)  # fmt: skip
"""Channels that are offered first: those of a corridor and of a desk."""
VISIBILITIES = Said(
    {
        Visibility.GROUP: marked("The group: all members, NGOs included"),
        Visibility.DELEGATIONS: marked("Delegations: the same without NGOs"),
        Visibility.MESSENGER: marked(
            "Messenger: the delegations that took part, Coordinators, envoy"
        ),
        Visibility.COORDINATORS: marked("Coordinators only"),
    }
)
WARNS = Said(
    {
        "usual": marked("As usual: yes for “Messenger”, no for the others"),
        "yes": marked("Yes: whoever plans to knock here is asked to speak to a Coordinator"),
        "no": marked("No: only Coordinators are told"),
    }
)
PRECISIONS = Said(
    {
        Precision.DAY: marked("That day"),
        Precision.WEEK: marked("That week"),
        Precision.MONTH: marked("That month"),
    }
)
SIDES = Said({Side.OURS: marked("We will"), Side.THEIRS: marked("They will")})


def choices(db: Session, origin: Origin, today: date) -> dict[str, Any]:
    """Lists of (value, text) for a contact of that origin; `NO_DOOR` is what says that no door was
    meant."""
    people = [one for one in users(db) if not one.disabled_at and may(one.reader, Act.LOG)]
    return {
        "NO_DOOR": NO_DOOR,
        "asks": list(ASK_NAMES.items()),
        "quick_channels": [(channel, CHANNEL_NAMES[channel]) for channel in QUICK],
        "more_channels": [one for one in CHANNEL_NAMES.items() if one[0] not in QUICK],
        "levels": list(LEVEL_NAMES.items()),
        "responses": list(RESPONSE_NAMES.items()),
        "precisions": list(PRECISIONS.items()),
        "messengers": [(one.code, one.name) for one in able_to_knock(db, today)],
        "meetings": [
            (one.id, _called(one))
            for one in meetings(db)
            if one.starts_on and may_be_named(one, origin)
        ],
        "messages": [(one.id, label(one)) for one in carriable(db, origin)],
        "people": [(one.id, one.name) for one in people],
        "sides": list(SIDES.items()),
        "visibilities": list(VISIBILITIES.items()),
        "warns": list(WARNS.items()),
    }


def _called(meeting: Meeting) -> str:
    """One that people recorded with its day: its name alone may be that of another year's."""
    if meeting.recorded_by is None:
        return meeting.name
    return listed([meeting.name, spoken(meeting.starts_on)])
