"""Gathering a briefing for one reader: everything in it is filtered by what they may read."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from app.accounts.policy import WARNING, Act, Reader, may
from app.advice.overview import rests_on_demonstration
from app.advice.queries import all_warned
from app.briefings import facts, log, message
from app.briefings.confidence import Known, confidence
from app.briefings.content import Brief, answer_line, chosen
from app.briefings.document import Line, Section, marks
from app.briefings.door import next_approach, sensitivities, stands
from app.doors.asks import VERB
from app.doors.door import BarrierRead, Door
from app.doors.queries import barriers, door_of, stages
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.messengers.queries import messengers
from app.norms.queries import position_of
from app.states.queries import book, get_state, standings
from app.states.standing import STANDING_NAMES


def brief(db: Session, reader: Reader, iso3: str, today: date) -> Brief:
    """The briefing on one State as this reader may know it; raises Missing for no such State.

    Who reads no entries gets the facts, and no word of the group's own.
    """
    state = get_state(db, iso3)
    door = door_of(db, state.iso3, today)
    known = book(db)
    acts = known.acts.get(state.iso3, ())
    entries = may(reader, Act.READ_ENTRIES)
    gather = _whole if entries else _facts_alone
    return Brief(
        iso3=state.iso3,
        state=known.name(state.iso3),
        ask=VERB[door.ask] if door else "",
        standing=STANDING_NAMES[standings(db, today)[state.iso3]],
        record=known.record(today),
        marks=marks("group", Origin.DEMONSTRATION if rests_on_demonstration(acts, today) else ""),
        warning=_warning(db, reader, door, today) if entries else "",
        sections=tuple(gather(db, reader, state.iso3, door, today)),
    )


def _whole(db: Session, reader: Reader, iso3: str, door: Door | None, today: date) -> list[Section]:
    """The sections in the order of the form that diplomatic services use."""
    words = message.words_of(db, door.ask) if door else None
    found = log.knocks(db, reader, iso3, today)
    read = barriers(db, reader, iso3).get(iso3, [])
    next_ones = next_approach(db, reader, door, today) if door else []
    sections: list[Section] = []
    if door:
        sections += _before_walking_in(db, reader, door, words, read, today)
    sections.append(_background(db, reader, iso3, door, found, today))
    if words:
        sections.append(message.asks(words))
    sections += [
        log.who_knocked(found),
        log.commitments(db, reader, iso3, today),
        log.follow_up(db, reader, iso3, today, next_ones),
    ]
    if door:
        sections.append(sensitivities(db, reader, door, read, today))
    sections.append(_confidence(db, reader, iso3, door, found, words, today))
    return sections


def _before_walking_in(
    db: Session,
    reader: Reader,
    door: Door,
    words: message.Words | None,
    read: Sequence[BarrierRead],
    today: date,
) -> list[Section]:
    """Our objective, our arguments, what they will raise and what we respond, the press line."""
    answers = chosen(words.answers, read) if words else []
    raised = (facts.position(db, door.iso3), *(answer_line(one, read) for one in answers))
    return [
        message.objectives(words),
        *([message.arguments_to_use(words)] if words else []),
        facts.tactical(db, reader, door.iso3, today),
        Section(_("What they will raise, and our response"), raised, key="answers"),
        *(message.press(words) if words else []),
    ]


def _background(
    db: Session, reader: Reader, iso3: str, door: Door | None, found: log.Knocks, today: date
) -> Section:
    own = messengers(db).get(reader.messenger or "")
    lines = (
        *(stands(db, reader, door, today) if door else ()),
        *log.last_met(found, own.name if own else ""),
        *_not_for(facts.dated_facts(db, iso3), door),
    )
    return Section(_("Background"), lines, key="background")


def _not_for(lines: Sequence[Line], door: Door | None) -> list[Line]:
    """Without what stands among the arguments where a door is open."""
    return [line for line in lines if not (door and line.key == "related:party")]


def _confidence(
    db: Session,
    reader: Reader,
    iso3: str,
    door: Door | None,
    found: log.Knocks | None,
    words: message.Words | None,
    today: date,
) -> Section:
    position = position_of(db, iso3)
    known = Known(
        record=book(db).record(today),
        position_year=position.position_year if position else "",
        newest=found.last.held_on if found and found.last else None,
        newest_level=found.level(found.last) if found and found.last else "group",
        assessed=bool(door and door in stages(db, reader, today)),
        message=words is not None,
        entries=found is not None,
        door=door is not None,
        newest_rests=found.rests(found.last) if found and found.last else (),
    )
    return confidence(known, today)


def _facts_alone(
    db: Session, reader: Reader, iso3: str, door: Door | None, today: date
) -> list[Section]:
    """For who reads no entry."""
    background = Section(_("Background"), tuple(facts.dated_facts(db, iso3)), key="background")
    position = Section(_("Position"), (facts.position(db, iso3),), key="position")
    return [
        *([position] if door else []),
        background,
        facts.totals(db, reader, iso3, today),
        _confidence(db, reader, iso3, door, None, None, today),
    ]


def _warning(db: Session, reader: Reader, door: Door | None, today: date) -> str:
    return str(WARNING) if door and door in all_warned(db, reader, today, door.iso3) else ""
