"""What a search finds in the facts, for everybody, and in the group's messages."""

from datetime import date

from sqlmodel import Session

from app.accounts.policy import Reader
from app.audit.derived import FACTS, derived
from app.kit.dates import spoken
from app.kit.languages import language_name
from app.kit.translation import gettext as _
from app.kit.translation import language
from app.kit.translation import listed as in_a_list
from app.messages.queries import library
from app.messages.status import Version, carried_in
from app.messages.themes import THEME_NAMES, Theme
from app.messengers.queries import able_to_knock, all_names
from app.opportunities.models import Meeting
from app.opportunities.queries import readable_meetings
from app.search.found import Group, Hit, Kind, those_that_hold
from app.states.listing import states_on
from app.states.queries import book, standings
from app.states.regions import region_name


def states_found(db: Session, text: str, today: date, size: int) -> tuple[Group, tuple[str, ...]]:
    """States by any of their names, and names much like the one that nothing fits."""
    listed = states_on(book(db), standings(db, today), today, text=text)
    hits = tuple(
        Hit(
            key=line.state.iso3,
            title=line.state.name,
            about=line.matched or region_name(line.state.group or "no regional group"),
            standing=line.standing,
            origin="demonstration" if line.act and line.act.demonstration else "real",
        )
        for line in listed.lines[:size]
    )
    return Group(Kind.STATES, hits, len(listed.lines)), tuple(listed.meant)


def messengers_found(db: Session, words: list[str], today: date, size: int) -> Group:
    """Those who can knock, by any of their names."""
    return those_that_hold(Kind.MESSENGERS, all_messengers(db, today), words, size)


def meetings_found(db: Session, reader: Reader, words: list[str], size: int) -> Group:
    """Meetings by name, city and date, latest first; those that people recorded, for those who
    read entries."""
    return those_that_hold(Kind.MEETINGS, all_meetings(db, reader), words, size)


def messages_found(db: Session, words: list[str], size: int) -> Group:
    """Messages by what they say and answer: for those who read entries."""
    return those_that_hold(Kind.MESSAGES, all_messages(db), words, size)


def all_messengers(db: Session, today: date) -> tuple[Hit, ...]:
    def read() -> tuple[Hit, ...]:
        known = book(db)
        return tuple(
            Hit(
                key=one.code,
                title=one.name,
                about=_("takes part") if one.takes_part else "",
                also=" ".join(all_names(one, known)),
            )
            for one in able_to_knock(db, today)
        )

    return derived(db, ("messengers to search", today), read, touched_by=(*FACTS, "messenger."))


def all_meetings(db: Session, reader: Reader) -> tuple[Hit, ...]:
    def read() -> tuple[Hit, ...]:
        return tuple(_meeting(one) for one in readable_meetings(db, reader))

    return derived(db, ("meetings to search", reader), read, touched_by=(*FACTS, "meeting."))


def all_messages(db: Session) -> tuple[Hit, ...]:
    """Each message as it is carried today, in the reader's language where it has been translated,
    with all that it says."""
    return tuple(
        _message(one)
        for ask in library(db).values()
        for versions in ask
        if (one := carried_in(versions, language()))
    )


def _meeting(one: Meeting) -> Hit:
    when = spoken(one.starts_on) if one.starts_on else _("date not known")
    about = in_a_list(part for part in (when, one.city) if part)
    return Hit(key=str(one.id), title=one.name, about=about, source=one.source, origin=one.origin)


def _message(one: Version) -> Hit:
    said = (one.the_ask, one.objective, one.fallback_ask, one.points, one.press_line)
    answers = (f"{raised.may_raise} {raised.answer}" for raised in one.arguments)
    about = _(
        "to %(verb)s, version %(number)s, %(language)s",
        verb=THEME_NAMES[Theme(one.ask)],
        number=one.number,
        language=language_name(one.language),
    )
    return Hit(
        key=str(one.id),
        title=one.title,
        about=about,
        text=" ".join((*said, *one.audiences.values(), *answers)),
        source=one.source,
        origin=one.origin,
    )
