"""The hand-over pack: what came to somebody, as they may read it, and what to know of it."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col

from app.accounts.models import User
from app.accounts.policy import WARNING, Reader, strictest
from app.advice.models import STEP_NAMES, Approach
from app.advice.queries import ApproachRow, all_warned, open_approaches
from app.briefings.content import due, excerpt, rest_line
from app.briefings.document import Document, Handling, Line, Section, derived_marks, marks
from app.briefings.met import people_met
from app.contacts.queries import OpenCommitment
from app.contacts.records import door_records
from app.contacts.silence import EMPTY, Knock
from app.contacts.terms import RESPONSE_NAMES, Side, how
from app.doors.asks import ASK_NAMES
from app.doors.door import Door
from app.doors.ladder import Move, name
from app.doors.queries import open_doors, stages
from app.doors.rests import present_rests
from app.handovers.models import HandOver
from app.handovers.queries import FollowUp, Open, handed_to
from app.kit.dates import between, held, spoken
from app.kit.db import columns
from app.kit.translation import capital, clauses, joined, language, locale, ngettext
from app.kit.translation import gettext as _
from app.messengers.queries import messengers
from app.states.queries import book

AHEAD = 12
"""Approaches of the reader's own messenger that others take care of."""


def hand_over_pack(
    db: Session, made: HandOver, to: User, today: date, handled: Handling
) -> Document:
    """For `to`, by what they may read today: what came to them, is open and still theirs. Everybody
    who is shown it reads at least as much (`handovers.queries.received`)."""
    found, reader = handed_to(db, made, to), to.reader
    leaving = db.get_one(User, made.leaving_id)
    return Document(
        title=_(
            "Hand-over from %(person)s to %(successor)s", person=leaving.name, successor=to.name
        ),
        handling=handled,
        language=language(),
        direction=locale().text_direction,
        lede=(
            Line(_counted(found), strong=True),
            Line("", source=_("Handed over on %(day)s.", day=spoken(made.made_at.date()))),
        ),
        sections=(
            _first(db, reader, found, today),
            _approaches(db, found.approaches),
            _steps(found.steps),
            _promises(found, Side.OURS),
            _promises(found, Side.THEIRS),
            _doors(db, reader, found, today),
            people_met(db, reader, leaving),
            _ahead(db, reader, found),
        ),
    )


def _counted(found: Open) -> str:
    counts = (
        ngettext("%(num)s approach", "%(num)s approaches", len(found.approaches)),
        ngettext("%(num)s next step", "%(num)s next steps", len(found.steps)),
        ngettext("%(num)s open commitment", "%(num)s open commitments", len(found.promises)),
    )
    return _("%(things)s.", things=joined(counts))


def _first(db: Session, reader: Reader, found: Open, today: date) -> Section:
    """What has passed its date, where to speak to a Coordinator first, and which doors rest."""
    doors, known = _of_pack(db, found, today), book(db)
    warned, rests = all_warned(db, reader, today), present_rests(db, reader, today)
    lines = [*_passed(found, today)]
    for door in doors:
        if door in warned:
            lines.append(Line(_("%(sentence)s.", sentence=WARNING), known.name(door.iso3)))
        if door in rests:
            told = rest_line(rests[door])
            label = _("%(state)s: %(what)s", state=known.name(door.iso3), what=told.label)
            lines.append(Line(told.text, label, told.source, told.marks, level=told.level))
    empty = _("No date has passed, and no door of these needs care.")
    return Section(_("What to know first"), tuple(lines), empty, "objectives")


def _passed(found: Open, today: date) -> list[Line]:
    """What was due before today; unknown dates are never overdue."""
    windows = [one for one in found.approaches if one.window_to < today]
    days = [one for one in found.steps if one.due_on and one.due_on < today]
    promised = [one for one in found.promises if one.due_on and one.due_on < today]
    lines = (
        (
            windows,
            ngettext(
                "%(num)s approach has a window that has passed: choose another, or drop it.",
                "%(num)s approaches have windows that have passed: choose others, or drop them.",
                len(windows),
            ),
        ),
        (
            days,
            ngettext(
                "%(num)s next step has a date that has passed.",
                "%(num)s next steps have dates that have passed.",
                len(days),
            ),
        ),
        (
            promised,
            ngettext(
                "%(num)s commitment has a date that has passed.",
                "%(num)s commitments have dates that have passed.",
                len(promised),
            ),
        ),
    )
    return [
        Line(
            said,
            _("Dates passed"),
            marks=marks(strictest(one.visibility for one in of), *(one.origin for one in of)),
            level=strictest(one.visibility for one in of),
        )
        for of, said in lines
        if of
    ]


def _approaches(db: Session, rows: list[ApproachRow]) -> Section:
    notes = _notes(db, rows)
    return Section(
        _("Approaches that are yours now"),
        tuple(_approach(row, notes.get(row.id, "")) for row in rows),
        _("None."),
        "approaches",
    )


def _notes(db: Session, rows: Iterable[ApproachRow]) -> dict[int, str]:
    numbers = [row.id for row in rows]
    query = columns(Approach.id, Approach.note).where(col(Approach.id).in_(numbers))
    return {row.id: row.note for row in db.execute(query)}


def _approach(row: ApproachRow, note: str = "", *, owner: bool = False) -> Line:
    text = _(
        "%(messenger)s: %(how)s, %(window)s",
        messenger=row.messenger_name,
        how=how(row.channel, row.level),
        window=between(row.window_from, row.window_to),
    )
    step = STEP_NAMES[row.step]
    who = _("%(step)s by %(person)s", step=step, person=row.owner) if owner else step
    return Line(
        text,
        _("%(state)s, %(ask)s", state=row.state, ask=ASK_NAMES[row.ask]),
        clauses(filter(None, (who, excerpt(note)))),
        marks(row.visibility, row.origin),
        key=f"approach:{row.id}",
        level=row.visibility,
    )


def _steps(found: list[FollowUp]) -> Section:
    lines = tuple(
        Line(
            excerpt(one.next_step) or _("A next step without a text"),
            one.state,
            _(
                "%(due)s; said after the contact of %(day)s",
                due=due(one.due_on),
                day=held(one.held_on, one.precision),
            ),
            marks(one.visibility, one.origin),
            key=f"step:{one.contact_id}",
            level=one.visibility,
        )
        for one in found
    )
    return Section(_("Next steps"), lines, _("None."), "steps")


def _promises(found: Open, side: Side) -> Section:
    """What either side promised, by the first day that something is due."""
    theirs = side is Side.THEIRS
    lines = tuple(
        _promise(promise, one.state)
        for one in found.follow_ups
        for promise in one.promises
        if promise.side == side
    )
    heading = _("What they promised, and you wait for") if theirs else _("What we promised")
    return Section(heading, lines, _("None is open."), f"promised-{side}")


def _promise(one: OpenCommitment, state: str) -> Line:
    made = _("made on %(day)s, %(due)s", day=spoken(one.held_on), due=due(one.due_on))
    return Line(
        excerpt(one.text),
        state,
        made,
        marks(one.visibility, one.origin),
        key=f"commitment:{one.id}",
        level=one.visibility,
    )


def _of_pack(db: Session, found: Open, today: date) -> list[Door]:
    """The open doors of the States of which something came, in the order of what came."""
    told = [*(one.iso3 for one in found.approaches), *(one.iso3 for one in found.follow_ups)]
    order = {iso3: place for place, iso3 in enumerate(dict.fromkeys(told))}
    doors = (door for door in open_doors(db, today) if door.iso3 in order)
    return sorted(doors, key=lambda door: order[door.iso3])


def _doors(db: Session, reader: Reader, found: Open, today: date) -> Section:
    moves, records = stages(db, reader, today), door_records(db, reader, today)
    names = {code: one.name for code, one in messengers(db).items()}
    lines = tuple(
        _door(book(db).name(door.iso3), moves.get(door), records.get(door, EMPTY).last, names)
        for door in _of_pack(db, found, today)
    )
    empty = _("No door is open in these States.")
    return Section(_("The doors, and their latest knocks"), lines, empty, "knocks")


def _door(state: str, move: Move | None, last: Knock | None, names: dict[str, str]) -> Line:
    stage = capital(name(move.stage if move else None))
    if last is None:
        text = _("%(stage)s. No knock is known that you may read.", stage=stage)
    else:
        text = _(
            "%(stage)s. Last knock %(when)s: %(messengers)s, %(how)s. Answer: %(answer)s",
            stage=stage,
            when=last.on_when,
            messengers=joined(names[code] for code in last.messengers),
            how=how(last.channel, last.level),
            answer=RESPONSE_NAMES[last.response] if last.response else _("not recorded"),
        )
    of = [*([move.visibility] if move else []), *([last.visibility] if last else [])]
    invented = bool((move and move.demonstration) or (last and last.demonstration))
    level = strictest(of)
    return Line(text, state, marks=derived_marks(level, demonstration=invented), level=level)


def _ahead(db: Session, reader: Reader, found: Open) -> Section:
    """Approaches of the reader's messenger that others take care of, soonest first."""
    own = {one.id for one in found.approaches}
    rows = [
        row
        for row in open_approaches(db, reader)
        if row.messenger == reader.messenger and row.id not in own and row.owner_id != reader.id
    ]
    lines = tuple(_approach(row, owner=True) for row in rows[:AHEAD])
    empty = _("None, as far as you may read.")
    heading = _("What colleagues have planned for your messenger")
    return Section(heading, lines, empty, "ahead", more=max(0, len(rows) - AHEAD))
