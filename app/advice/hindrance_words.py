"""Why a line cannot be in a plan, as one reader is told it: of a door that is held or at rest, with
the day or the happening until which it stays so."""

from datetime import date

from sqlmodel import Session

from app.accounts.policy import Reader
from app.advice.hindrances import Hindrance, Rule
from app.doors.door import Door
from app.doors.queries import held_until
from app.doors.rests import present_rests
from app.kit.dates import spoken
from app.kit.translation import gettext as _
from app.messengers.queries import messengers


def hindrance_words(
    db: Session, reader: Reader, hindrance: Hindrance, door: Door, today: date
) -> str:
    """The rule in a sentence; where the door was shut, also until when it still is today."""
    names = messengers(db)
    said = hindrance.words(lambda code: names[code].name if code in names else code)
    if hindrance.rule is not Rule.SHUT:
        return said
    return " ".join([said, *_shut(db, reader, door, today)])


def _shut(db: Session, reader: Reader, door: Door, today: date) -> list[str]:
    found, held = [], held_until(db, today)
    if door in held:
        day = held[door]
        until = _("Held until %(day)s.", day=spoken(day)) if day else ""
        found.append(until or _("Held until a Coordinator lifts it."))
    rest = present_rests(db, reader, today).get(door)
    if rest and rest.asleep:
        found.append(_("At rest %(until)s.", until=rest.sleep.words))
    return found
