"""The fields of an entry's versions in words: names instead of codes and numbers."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from app.accounts.policy import Visibility
from app.accounts.queries import user_names
from app.contacts.snapshot import Change
from app.contacts.terms import (
    CHANNEL_NAMES,
    LEVEL_NAMES,
    PRECISION_NAMES,
    RESPONSE_NAMES,
    Side,
)
from app.doors.asks import ASK_NAMES
from app.kit.dates import spoken
from app.kit.translation import Said, clauses, marked, pmarked
from app.kit.translation import gettext as _
from app.messages.queries import label, message_versions
from app.messengers.queries import messengers
from app.opportunities.queries import meetings
from app.states.queries import book

READERS = Said(
    {
        Visibility.GROUP: pmarked("who reads an entry", "group"),
        Visibility.DELEGATIONS: pmarked("who reads an entry", "delegations"),
        Visibility.MESSENGER: pmarked("who reads an entry", "messenger"),
        Visibility.COORDINATORS: pmarked("who reads an entry", "coordinators"),
    }
)

PROMISED = {
    (Side.OURS, True): marked("We will: %(promise)s, by %(day)s"),
    (Side.OURS, False): marked("We will: %(promise)s"),
    (Side.THEIRS, True): marked("They will: %(promise)s, by %(day)s"),
    (Side.THEIRS, False): marked("They will: %(promise)s"),
}
"""By side, and by whether it is due on a day."""


def in_words(db: Session, changes: list[Change]) -> list[Change]:
    """The same changes of a contact, an approach or a meeting, each value as a text to read."""
    speak = _speakers(db)
    return [
        change._replace(
            old=_say(speak.get(change.field, str), change.old),
            new=_say(speak.get(change.field, str), change.new),
        )
        for change in changes
    ]


def _say(speak: Callable[[Any], str], value: Any) -> str:
    if value in (None, "", []):
        return _("nothing")
    return clauses(speak(one) for one in value) if isinstance(value, list) else speak(value)


def _speakers(db: Session) -> dict[str, Callable[[Any], str]]:
    """What turns a field's value, or one of its values, into words."""
    senders, people, messages = messengers(db), user_names(db), message_versions(db)
    gone = _("no longer there")
    places = {meeting.id: meeting.name for meeting in meetings(db)}

    def called(code: str) -> str:
        return senders[code].name if code in senders else code

    return {
        "state": lambda iso3: book(db).name(iso3),
        "held_on": spoken,
        "next_step_due": spoken,
        "starts_on": spoken,
        "ends_on": spoken,
        "window_from": spoken,
        "window_to": spoken,
        "messengers": called,
        "messenger": called,
        "counterparts": lambda pair: f"{pair[0]} ({pair[1]})" if pair[1] else pair[0],
        "commitments": _commitment,
        "asks": lambda code: ASK_NAMES[code],
        "precision": lambda code: PRECISION_NAMES[code],
        "visibility": lambda code: READERS[code],
        "channel": lambda code: CHANNEL_NAMES[code],
        "level": lambda code: LEVEL_NAMES[code],
        "response": lambda code: RESPONSE_NAMES[code],
        "meeting_id": lambda number: places.get(number, gone),
        "message_version_id": lambda number: (
            label(messages[number]) if number in messages else gone
        ),
        "next_step_owner": lambda number: people.get(number, gone),
        "owner": lambda number: people.get(number, gone),
        "warn_others": lambda warns: _("yes") if warns else _("no"),
    }


def _commitment(row: list[Any]) -> str:
    side, text, due = row[1:]
    told = {"promise": text, "day": spoken(due)}
    return _(PROMISED[side, bool(due)], **told)
