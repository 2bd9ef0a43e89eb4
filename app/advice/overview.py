"""Every open door in one list, as one reader may know it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col

from app.accounts.policy import Act, Reader, may, totals_for
from app.advice.cold import Due, Window
from app.advice.cold import window as knocking_window
from app.advice.queries import ApproachRow, all_warned, open_approaches
from app.audit.derived import derived
from app.contacts.models import Contact, ContactDoor
from app.contacts.queries import knock_totals, not_retracted, readable_contacts
from app.contacts.records import door_records
from app.contacts.silence import EMPTY, YEAR, DoorRecord, Knock
from app.contacts.terms import RESPONSE_NAMES
from app.doors.door import BarrierRead, Door
from app.doors.ladder import Move
from app.doors.queries import barriers, open_doors, round_settings, stages
from app.doors.rests import present_rests
from app.doors.rules import RoundSettings
from app.doors.waking import RestRead, shown_rest
from app.kit.dates import between, days, held, spoken
from app.kit.db import columns
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.kit.translation import listed
from app.messengers.queries import Sender, messengers
from app.states.queries import ActRow, StateCard, book
from app.states.standing import Action, deciding


@dataclass(frozen=True)
class Listed:
    """One open door, ready to be shown.

    `total` counts the State's contacts of twelve months as this reader's totals are counted, None
    where none are. Everything from `stage` to `warned` is empty for those who read no entries.
    `silence` is in days, None where no effective knock is known; `knocked` says whether any knock
    is. `window` holds the two days between which the next knock should come, None where no knock
    is known; `due` says what they mean today. `knockers` are the messengers of twelve months.
    `rest` is the one that lasts, or that ended by itself and at which nobody has looked since.
    `read` and `coded` are the barriers in words: people's, and those from the profile of
    `coded_year`.
    """

    door: Door
    state: StateCard
    standing: str
    total: int | None
    stage: Move | None = None
    stage_when: str = ""
    last: Knock | None = None
    last_when: str = ""
    last_by: str = ""
    answer: str = ""
    silence: int | None = None
    window: Window | None = None
    due: Due | None = None
    senders: int = 0
    knockers: frozenset[str] = frozenset()
    knocked: bool = False
    barriers: tuple[BarrierRead, ...] = ()
    read: str = ""
    coded: str = ""
    coded_year: str = ""
    approach: ApproachRow | None = None
    approach_when: str = ""
    planned: int = 0
    warned: bool = False
    rest: RestRead | None = None
    demonstration: bool = False


def overview(db: Session, reader: Reader, today: date) -> Sequence[Listed]:
    """Every open `ratify` and `accede` door, by the names of the States. Remembered until
    something changes; a fixed number of queries."""
    return derived(db, ("overview", reader, today), lambda: _read(db, reader, today))


def _read(db: Session, reader: Reader, today: date) -> tuple[Listed, ...]:
    doors = open_doors(db, today)
    facts = _facts(db, reader, today, doors)
    if not may(reader, Act.READ_ENTRIES):
        return facts
    records, staged = door_records(db, reader, today), stages(db, reader, today)
    read, warned = barriers(db, reader), all_warned(db, reader, today)
    long_ago = _knocked_at_all(db, reader, [door for door in doors if door not in records])
    planned: dict[Door, list[ApproachRow]] = defaultdict(list)
    for row in open_approaches(db, reader):
        planned[row.door].append(row)
    called, settings = messengers(db), round_settings(db)
    resting = present_rests(db, reader, today)
    return tuple(
        _known(
            one,
            records.get(one.door, EMPTY),
            today,
            called,
            settings,
            knocked=one.door in records or one.door in long_ago,
            stage=staged.get(one.door),
            read=read.get(one.door.iso3, ()),
            planned=planned[one.door],
            warned=one.door in warned,
            rest=resting.get(one.door),
        )
        for one in facts
    )


def _facts(db: Session, reader: Reader, today: date, doors: Iterable[Door]) -> tuple[Listed, ...]:
    known, counted = book(db), totals_for(reader)
    totals = knock_totals(db, counted, today - YEAR) if counted else {}
    return tuple(
        Listed(
            door=door,
            state=known.states[door.iso3],
            standing=standing_words(known.acts.get(door.iso3, ()), today),
            demonstration=rests_on_demonstration(known.acts.get(door.iso3, ()), today),
            total=totals.get(door.iso3, 0) if counted else None,
        )
        for door in doors
    )


def _known(
    facts: Listed,
    record: DoorRecord,
    today: date,
    called: Mapping[str, Sender],
    settings: RoundSettings,
    *,
    knocked: bool,
    stage: Move | None,
    read: Iterable[BarrierRead],
    planned: Sequence[ApproachRow],
    warned: bool,
    rest: RestRead | None,
) -> Listed:
    last, senders = record.last_effective, record.messengers(today)
    knocked_on = record.last.held_on if record.last else None
    rest = shown_rest(rest, knocked_on, claimed=bool(planned))
    span = knocking_window(record, settings, today)
    holding = tuple(one for one in read if one.holds)
    return Listed(
        door=facts.door,
        state=facts.state,
        standing=facts.standing,
        total=facts.total,
        stage=stage,
        stage_when=spoken(stage.on) if stage else "",
        last=last,
        last_when=when(last),
        last_by=listed(called[code].name for code in last.messengers) if last else "",
        answer=answer(last),
        silence=record.silence(today),
        window=span,
        due=Due.RESTING if rest and rest.asleep else span.due(today) if span else None,
        senders=len(senders),
        knockers=senders,
        knocked=knocked,
        barriers=holding,
        **barrier_words(holding),
        approach=planned[0] if planned else None,
        approach_when=window(planned[0]) if planned else "",
        planned=len(planned),
        warned=warned,
        rest=rest,
        demonstration=facts.demonstration
        or bool(rest and rest.from_demonstration)
        or _from_demonstration(record, stage, holding, planned),
    )


def answer(knock: Knock | None) -> str:
    """What was answered, in words; "" for no knock."""
    if knock is None:
        return ""
    return RESPONSE_NAMES[knock.response] if knock.response else _("answer not recorded")


def standing_words(acts: Iterable[ActRow], today: date) -> str:
    """By what act a State that is not party stands where it stands; "" if it never acted."""
    act = deciding(acts, today)
    if act is None:
        return ""
    if act.action is Action.WITHDRAWAL:
        return _("withdrawal in effect since %(day)s", day=spoken(act.effective_date))
    return _("signed %(day)s", day=spoken(act.date))


def rests_on_demonstration(acts: Iterable[ActRow], today: date) -> bool:
    """Whether the State's standing rests on an act that a demonstration account recorded."""
    act = deciding(acts, today)
    return act is not None and act.demonstration


def when(knock: Knock | None) -> str:
    """The date of a knock as exactly as it is known; "" for no knock."""
    return held(knock.held_on, knock.precision) if knock else ""


def barrier_words(holding: Iterable[BarrierRead]) -> dict[str, str]:
    """Barriers in words: each once, what people read before what is coded from a profile."""
    read = list(dict.fromkeys(one.words for one in holding if not one.coded))
    coded = [one for one in holding if one.coded and one.words not in read]
    return {
        "read": listed(read),
        "coded": listed(one.words for one in coded),
        "coded_year": coded[0].year if coded else "",
    }


def window(approach: ApproachRow) -> str:
    """When an approach is planned: from 1 to 14 December 2026."""
    first, last = approach.window_from, approach.window_to
    if (first.year, first.month) == (last.year, last.month):
        return days(first.isoformat(), last.isoformat())
    return between(first, last)


def _from_demonstration(
    record: DoorRecord,
    stage: Move | None,
    read: Iterable[BarrierRead],
    planned: Iterable[ApproachRow],
) -> bool:
    """Whether anything that the line says rests on a demonstration entry (domain rule 6)."""
    return (
        any(knock.demonstration for knock in record.recent)
        or bool(record.last_effective and record.last_effective.demonstration)
        or bool(stage and stage.demonstration)
        or any(one.demonstration for one in read)
        or any(row.origin != Origin.REAL for row in planned)
    )


def _knocked_at_all(db: Session, reader: Reader, doors: Iterable[Door]) -> frozenset[Door]:
    """Of doors without a record, those with older knocks, which had no reply."""
    rows = db.execute(
        columns(Contact.state_iso3, ContactDoor.ask)
        .join(ContactDoor, col(ContactDoor.contact_id) == col(Contact.id))
        .where(
            col(Contact.state_iso3).in_([door.iso3 for door in doors]),
            not_retracted(),
            readable_contacts(reader),
        )
        .distinct()
    )
    return frozenset(Door(iso3, ask) for iso3, ask in rows) & frozenset(doors)
