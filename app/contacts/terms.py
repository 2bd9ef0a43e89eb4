"""The words for a contact: precision, channel, level, response. Pure."""

from enum import StrEnum


class Precision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


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


CHANNEL_NAMES = {
    Channel.BILATERAL_MEETING: "bilateral meeting",
    Channel.DEMARCHE: "démarche",
    Channel.NOTE_VERBALE: "note verbale",
    Channel.LETTER: "letter",
    Channel.PHONE_CALL: "phone call",
    Channel.EMAIL: "email",
    Channel.MARGINS: "margins of a meeting",
    Channel.SIDE_EVENT: "side event",
    Channel.WORKSHOP: "workshop",
    Channel.HIGH_LEVEL_VISIT: "high-level visit",
    Channel.PUBLIC_STATEMENT: "public statement",
    Channel.PARLIAMENTARY_CONTACT: "parliamentary contact",
    Channel.THIRD_PARTY: "through a third party",
}


CHANNEL_PHRASES = {
    Channel.BILATERAL_MEETING: "in a bilateral meeting",
    Channel.DEMARCHE: "by démarche",
    Channel.NOTE_VERBALE: "by note verbale",
    Channel.LETTER: "by letter",
    Channel.PHONE_CALL: "by phone call",
    Channel.EMAIL: "by email",
    Channel.MARGINS: "in the margins of a meeting",
    Channel.SIDE_EVENT: "at a side event",
    Channel.WORKSHOP: "at a workshop",
    Channel.HIGH_LEVEL_VISIT: "by high-level visit",
    Channel.PUBLIC_STATEMENT: "by public statement",
    Channel.PARLIAMENTARY_CONTACT: "by parliamentary contact",
    Channel.THIRD_PARTY: "through a third party",
}
"""How it was knocked, inside a sentence."""


class Level(StrEnum):
    EXPERT = "expert"
    AMBASSADOR = "ambassador"
    DIRECTOR = "director"
    MINISTER = "minister"
    HEAD = "head"
    PARLIAMENTARIAN = "parliamentarian"
    MILITARY = "military"


LEVEL_NAMES = {
    Level.EXPERT: "expert",
    Level.AMBASSADOR: "ambassador",
    Level.DIRECTOR: "director",
    Level.MINISTER: "minister",
    Level.HEAD: "head of state or government",
    Level.PARLIAMENTARIAN: "parliamentarian",
    Level.MILITARY: "military",
}


class Response(StrEnum):
    NO_REPLY = "no_reply"
    DECLINED = "declined"
    NONCOMMITTAL = "noncommittal"
    INTERESTED = "interested"
    COMMITTED = "committed"
    ACTED = "acted"


RESPONSE_NAMES = {response: response.replace("_", " ") for response in Response}


class Side(StrEnum):
    """Who committed themselves: the messenger's side or the State approached."""

    OURS = "ours"
    THEIRS = "theirs"


class Outcome(StrEnum):
    """How a commitment ended; while it has no outcome it is open."""

    KEPT = "kept"
    NOT_KEPT = "not_kept"
    DROPPED = "dropped"
