"""What a search finds of doors at rest, and of what happened in States."""

from datetime import date

from sqlmodel import Session

from app.accounts.policy import Reader
from app.audit.derived import FACTS, derived
from app.doors.rests import TOUCHED_BY, rests
from app.doors.waking import RestRead
from app.kit.dates import spoken
from app.kit.translation import gettext as _
from app.opportunities.happenings import Happened, happenings
from app.opportunities.kinds import KIND_NAMES
from app.search.entries import every_name
from app.search.found import Group, Hit, Kind, those_that_hold
from app.states.queries import Book, book


def rests_found(db: Session, reader: Reader, words: list[str], today: date, size: int) -> Group:
    """Rests by reason, by what they wait for or what ended them, newest first."""
    return those_that_hold(Kind.RESTS, all_rests(db, reader, today), words, size)


def happenings_found(db: Session, reader: Reader, words: list[str], size: int) -> Group:
    """Happenings by what happened, of what kind and where, latest first; retracted ones too."""
    return those_that_hold(Kind.HAPPENINGS, all_happenings(db, reader), words, size)


def all_rests(db: Session, reader: Reader, today: date) -> tuple[Hit, ...]:
    """Those that the reader may read, whatever became of them."""

    def read() -> tuple[Hit, ...]:
        known = book(db)
        found = [one for own in rests(db, reader, today).values() for one in own]
        return tuple(_rest(known, one) for one in sorted(found, key=lambda one: -one.id))

    return derived(db, ("rests to search", reader, today), read, touched_by=TOUCHED_BY)


def all_happenings(db: Session, reader: Reader) -> tuple[Hit, ...]:
    def read() -> tuple[Hit, ...]:
        known = book(db)
        found = [one for own in happenings(db, reader).values() for one in own]
        latest = sorted(found, key=lambda one: (one.day, one.id), reverse=True)
        return tuple(_happening(known, one) for one in latest)

    touched_by = (*FACTS, "happening.", "user.")
    return derived(db, ("happenings to search", reader), read, touched_by=touched_by)


def _rest(known: Book, one: RestRead) -> Hit:
    return Hit(
        key=one.door.iso3,
        ask=one.door.ask,
        title=known.name(one.door.iso3),
        about=_became(one),
        text=f"{one.reason} {one.ended.why}" if one.ended else one.reason,
        visibility=one.visibility,
        origin=one.shown_origin,
        also=every_name(known, one.door.iso3),
    )


def _became(one: RestRead) -> str:
    """Until what it lasts, or what ended it."""
    if one.ended:
        return _("rest ended on %(day)s", day=spoken(one.ended.on))
    if one.waking:
        return _("woke up on %(day)s: %(what)s", day=spoken(one.waking.on), what=one.waking.words)
    return _("at rest since %(day)s, %(until)s", day=spoken(one.sleep.since), until=one.sleep.words)


def _happening(known: Book, one: Happened) -> Hit:
    about = _("%(what)s, %(day)s", what=KIND_NAMES[one.kind], day=spoken(one.day))
    return Hit(
        key=one.iso3,
        title=known.name(one.iso3),
        about=about,
        text=one.what,
        origin=one.origin,
        retracted=not one.counts,
        source=one.source,
        also=every_name(known, one.iso3),
    )
