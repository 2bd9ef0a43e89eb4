"""The words for a contact: precision, channel, level, response. Pure."""

from enum import StrEnum

from app.kit.translation import Said, marked, pmarked
from app.kit.translation import gettext as _


class Precision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


PRECISION_NAMES = Said(
    {
        Precision.DAY: pmarked("how exact a date is", "day"),
        Precision.WEEK: pmarked("how exact a date is", "week"),
        Precision.MONTH: pmarked("how exact a date is", "month"),
    }
)


class Channel(StrEnum):
    BILATERAL_MEETING = "bilateral_meeting"
    DEMARCHE = "demarche"
    NOTE_VERBALE = "note_verbale"
    LETTER = "letter"
    PHONE_CALL = "phone_call"
    EMAIL = "email"
    MARGINS = "margins"
    SIDE_EVENT = "side_event"
    WORKSHOP = "workshop"
    HIGH_LEVEL_VISIT = "high_level_visit"
    PUBLIC_STATEMENT = "public_statement"
    PARLIAMENTARY_CONTACT = "parliamentary_contact"
    THIRD_PARTY = "third_party"


CHANNEL_NAMES = Said(
    {
        Channel.BILATERAL_MEETING: marked("bilateral meeting"),
        Channel.DEMARCHE: marked("démarche"),
        Channel.NOTE_VERBALE: marked("note verbale"),
        Channel.LETTER: marked("letter"),
        Channel.PHONE_CALL: marked("phone call"),
        Channel.EMAIL: marked("email"),
        Channel.MARGINS: marked("margins of a meeting"),
        Channel.SIDE_EVENT: marked("side event"),
        Channel.WORKSHOP: marked("workshop"),
        Channel.HIGH_LEVEL_VISIT: marked("high-level visit"),
        Channel.PUBLIC_STATEMENT: marked("public statement"),
        Channel.PARLIAMENTARY_CONTACT: marked("parliamentary contact"),
        Channel.THIRD_PARTY: marked("through a third party"),
    }
)


CHANNEL_PHRASES = Said(
    {
        Channel.BILATERAL_MEETING: marked("in a bilateral meeting"),
        Channel.DEMARCHE: marked("by démarche"),
        Channel.NOTE_VERBALE: marked("by note verbale"),
        Channel.LETTER: marked("by letter"),
        Channel.PHONE_CALL: marked("by phone call"),
        Channel.EMAIL: marked("by email"),
        Channel.MARGINS: marked("in the margins of a meeting"),
        Channel.SIDE_EVENT: marked("at a side event"),
        Channel.WORKSHOP: marked("at a workshop"),
        Channel.HIGH_LEVEL_VISIT: marked("by high-level visit"),
        Channel.PUBLIC_STATEMENT: marked("by public statement"),
        Channel.PARLIAMENTARY_CONTACT: marked("by parliamentary contact"),
        Channel.THIRD_PARTY: marked("through a third party"),
    }
)
"""How it was knocked, inside a sentence."""


class Level(StrEnum):
    EXPERT = "expert"
    AMBASSADOR = "ambassador"
    DIRECTOR = "director"
    MINISTER = "minister"
    HEAD = "head"
    PARLIAMENTARIAN = "parliamentarian"
    MILITARY = "military"


LEVEL_NAMES = Said(
    {
        Level.EXPERT: marked("expert"),
        Level.AMBASSADOR: marked("ambassador"),
        Level.DIRECTOR: marked("director"),
        Level.MINISTER: marked("minister"),
        Level.HEAD: marked("head of state or government"),
        Level.PARLIAMENTARIAN: marked("parliamentarian"),
        Level.MILITARY: marked("military"),
    }
)


class Response(StrEnum):
    NO_REPLY = "no_reply"
    DECLINED = "declined"
    NONCOMMITTAL = "noncommittal"
    INTERESTED = "interested"
    COMMITTED = "committed"
    ACTED = "acted"


WELCOME = (Response.INTERESTED, Response.COMMITTED, Response.ACTED)

RESPONSE_NAMES = Said(
    {
        Response.NO_REPLY: pmarked("answer of a State", "no reply"),
        Response.DECLINED: pmarked("answer of a State", "declined"),
        Response.NONCOMMITTAL: pmarked("answer of a State", "noncommittal"),
        Response.INTERESTED: pmarked("answer of a State", "interested"),
        Response.COMMITTED: pmarked("answer of a State", "committed"),
        Response.ACTED: pmarked("answer of a State", "acted"),
    }
)


class Side(StrEnum):
    """Who committed themselves: the messenger's side or the State approached."""

    OURS = "ours"
    THEIRS = "theirs"


class Outcome(StrEnum):
    """How a commitment ended; while it has no outcome it is open."""

    KEPT = "kept"
    NOT_KEPT = "not_kept"
    DROPPED = "dropped"


OUTCOME_NAMES = Said(
    {
        Outcome.KEPT: pmarked("how a commitment ended", "kept"),
        Outcome.NOT_KEPT: pmarked("how a commitment ended", "not kept"),
        Outcome.DROPPED: pmarked("how a commitment ended", "dropped"),
    }
)


class StepEnd(StrEnum):
    """How a next step ended; while nobody has said so it is open."""

    TAKEN = "taken"
    NOT_NEEDED = "not_needed"


STEP_END_NAMES = Said(
    {
        StepEnd.TAKEN: pmarked("how a next step ended", "taken"),
        StepEnd.NOT_NEEDED: pmarked("how a next step ended", "no longer needed"),
    }
)


def how(channel: Channel, level: Level | None) -> str:
    """How it was or will be knocked: a letter, or a letter, ambassador level."""
    said = CHANNEL_NAMES[channel]
    if level is None:
        return said
    return _("%(channel)s, %(level)s level", channel=said, level=LEVEL_NAMES[level])
