"""Gathering a briefing for one reader: everything in it is filtered by what they may read."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session

from app.accounts.policy import WARNING, Act, Reader, may, totals_for
from app.accounts.queries import users
from app.advice.gathering import advice
from app.advice.overview import rests_on_demonstration
from app.advice.queries import all_warned, open_approaches
from app.advice.suggest import Suggestion
from app.briefings.content import (
    Answer,
    Brief,
    Line,
    Section,
    answer_line,
    barrier_lines,
    chosen,
    derived_marks,
    due,
    excerpt,
    marks,
    position_line,
    stage_line,
)
from app.contacts.filters import Filters
from app.contacts.listing import Line as Logged
from app.contacts.listing import contact_list
from app.contacts.queries import knock_totals, open_commitments
from app.contacts.silence import YEAR
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES, RESPONSE_NAMES, Precision, Side
from app.doors.asks import VERB, Ask, Barrier
from app.doors.door import BarrierRead, Door
from app.doors.queries import barriers, door_of, holds_of, stages
from app.kit.dates import spoken
from app.kit.origin import Origin
from app.messages.queries import arguments, current_message
from app.messengers.queries import messengers
from app.norms.queries import ccm_votes, position_of
from app.opportunities.queries import meetings_ahead
from app.states.queries import book, get_state, related_treaties_of, standings
from app.states.standing import Standing

KNOCKS = 8
"""Contacts that a briefing shows; the log has them all."""
COMMITMENTS = 8
MEETINGS = 3
STANDINGS = {
    Standing.PARTY: "State Party",
    Standing.SIGNATORY: "Signatory",
    Standing.NOT_PARTY: "State not party",
}


def brief(db: Session, reader: Reader, iso3: str, today: date) -> Brief:
    """The briefing on one State as this reader may know it; raises Missing for no such State.

    Who reads no entries gets the facts, and no word of the group's own.
    """
    state = get_state(db, iso3)
    door = door_of(db, state.iso3, today)
    known = book(db)
    acts = known.acts.get(state.iso3, ())
    entries = may(reader, Act.READ_ENTRIES)
    sections: list[Section] = []
    read = barriers(db, reader, state.iso3).get(state.iso3, [])
    if entries and door:
        sections += _words(db, door, read)
    if entries:
        sections += [_knocks(db, reader, state.iso3, today), _commitments(db, reader, state.iso3)]
        sections += _meetings(db, reader, state.iso3, today)
    if entries and door:
        sections += _place(db, reader, door, read, today)
    if not entries:
        sections.append(_totals(db, reader, state.iso3, today))
    return Brief(
        iso3=state.iso3,
        state=state.name,
        ask=VERB[door.ask] if door else "",
        standing=STANDINGS[standings(db, today)[state.iso3]],
        record=known.record(today),
        marks=marks("group", Origin.DEMONSTRATION if rests_on_demonstration(acts, today) else ""),
        warning=_warning(db, reader, door, today) if entries else "",
        sections=(*sections, *_facts(db, state.iso3, entries=entries, door=door)),
    )


def _words(db: Session, door: Door, read: Sequence[BarrierRead]) -> list[Section]:
    """What to say, and what to answer."""
    position = _position(db, door.iso3)
    raised = [answer_line(one, read) for one in chosen(_answers(db, door.ask), read)]
    return [
        *_message(db, door.ask),
        Section("What they may raise, and our answer", (position, *raised), key="answers"),
    ]


def _place(
    db: Session, reader: Reader, door: Door, read: Sequence[BarrierRead], today: date
) -> list[Section]:
    """Where the door stands, and what to be careful with."""
    return [
        _sensitivities(db, reader, door, read, today),
        _stands(db, reader, door, today),
    ]


def _message(db: Session, ask: Ask) -> list[Section]:
    message = current_message(db, ask)
    if message is None:
        return [Section("What we ask", (), "The group has no message for this ask yet.")]
    wanted = (
        Line(message.the_ask, "The one ask", strong=True),
        Line(message.objective, "Our objective"),
        Line(message.fallback_ask, "Fallback ask"),
    )
    points = tuple(Line(point) for point in message.points.splitlines() if point.strip())
    source = f"“{message.title}”, version {message.number}. {message.source}."
    return [
        Section("What we ask", wanted, key="ask"),
        Section("The message", (*points, Line("", source=source)), key="points"),
    ]


def _answers(db: Session, ask: Ask) -> list[Answer]:
    message = current_message(db, ask)
    if message is None or message.id is None:
        return []
    return [
        Answer(Barrier(one.barrier), one.may_raise, one.answer) for one in arguments(db, message.id)
    ]


def _position(db: Session, iso3: str) -> Line:
    found = position_of(db, iso3)
    if found is None:
        return position_line("", "", "")
    return position_line(found.last_position, found.position_year, found.source)


def _warning(db: Session, reader: Reader, door: Door | None, today: date) -> str:
    return WARNING if door and door in all_warned(db, reader, today, door.iso3) else ""


def _sensitivities(
    db: Session, reader: Reader, door: Door, read: Sequence[BarrierRead], today: date
) -> Section:
    held = []
    if may(reader, Act.COORDINATE):
        origins = {one.id: one.origin for one in users(db)}
        held = [
            Line(
                f"A Coordinator holds this door{_until(hold.until)}: {hold.reason}",
                marks=marks("coordinators", origins.get(hold.author_id, Origin.REAL)),
            )
            for hold in holds_of(db, door.iso3, today)
            if hold.ask is door.ask
        ]
    lines = (*held, *barrier_lines(read))
    return Section("Sensitivities", lines, "No barrier is recorded.", "sensitivities")


def _until(day: date | None) -> str:
    return f" until {spoken(day)}" if day else ""


def _stands(db: Session, reader: Reader, door: Door, today: date) -> Section:
    lines = [stage_line(stages(db, reader, today).get(door)), *_next(db, reader, door, today)]
    return Section("Where the door stands", tuple(lines), key="stands")


def _next(db: Session, reader: Reader, door: Door, today: date) -> list[Line]:
    """Approaches that are planned; else what the program suggests."""
    planned = [
        Line(
            f"{row.messenger_name}: {CHANNEL_NAMES[row.channel]}, {LEVEL_NAMES[row.level]} level, "
            f"{spoken(row.window_from)} to {spoken(row.window_to)}",
            "Next approach",
            f"{row.step} by {row.owner}",
            marks(row.visibility, row.origin),
        )
        for row in open_approaches(db, reader, door.iso3)
        if row.ask is door.ask
    ]
    return planned or _suggested(db, reader, door, today)


def _suggested(db: Session, reader: Reader, door: Door, today: date) -> list[Line]:
    line = advice(db, reader, today).at(door)
    if line is None:
        return [Line("None is planned.", "Next approach")]
    marked = derived_marks(line.visibility, demonstration=line.demonstration)
    if isinstance(line, Suggestion):
        why = "; ".join(line.reasons[:2])
        return [Line(f"{line.sentence}.", "Suggested next approach", why, marked)]
    return [Line(f"None for now: {line.why}.", "Next approach", marks=marked)]


def _knocks(db: Session, reader: Reader, iso3: str, today: date) -> Section:
    since = today - YEAR
    listed = contact_list(db, reader, Filters(state=iso3, since=since), today, size=KNOCKS + 4)
    names = {code: one.name for code, one in messengers(db).items()}
    kept = [one for one in listed.lines if not one.retracted]
    lines = [_knock(one, names) for one in kept[:KNOCKS]]
    if listed.next or len(kept) > KNOCKS:
        lines.append(Line("There are more; the contact log has them all."))
    heading = "Who knocked in the last twelve months"
    return Section(heading, tuple(lines), "Nobody, as far as you may read.", "knocks")


def _knock(one: Logged, names: dict[str, str]) -> Line:
    who = " and ".join(names[code] for code in one.messengers)
    how = CHANNEL_NAMES[one.channel] + (f", {LEVEL_NAMES[one.level]} level" if one.level else "")
    answer = RESPONSE_NAMES[one.response] if one.response else "not recorded"
    return Line(
        excerpt(one.note),
        f"{_when(one)}: {who}, {how}. Answer: {answer}",
        marks=marks(one.visibility, one.origin),
    )


def _when(one: Logged) -> str:
    if one.precision is Precision.MONTH:
        return spoken(f"{one.held_on:%Y-%m}")
    week = "Week of " if one.precision is Precision.WEEK else ""
    return f"{week}{spoken(one.held_on)}"


def _commitments(db: Session, reader: Reader, iso3: str) -> Section:
    found = open_commitments(db, reader, iso3, limit=COMMITMENTS)
    lines = tuple(
        Line(
            excerpt(one.text),
            "Theirs" if one.side == Side.THEIRS else "Ours",
            f"made on {spoken(one.held_on)}, {due(one.due_on)}",
            marks(one.visibility, one.origin),
        )
        for one in sorted(found, key=lambda one: one.side == Side.OURS)
    )
    return Section("Open commitments, both ways", lines, "None is recorded.", "commitments")


def _meetings(db: Session, reader: Reader, iso3: str, today: date) -> list[Section]:
    """Where one may meet them; no word where nobody recorded that they attend anything."""
    called = messengers(db)
    lines = [
        Line(
            f"{one.words[:1].upper()}{one.words[1:]}.",
            source=_others(called[code].name for code in one.attending - {iso3}),
            marks=marks("group", Origin.DEMONSTRATION if one.demonstration else ""),
        )
        for one in meetings_ahead(db, reader, today)
        if iso3 in one.attending
    ]
    shown = tuple(lines[:MEETINGS])
    return [Section("Meetings ahead that they attend", shown, key="meetings")] if shown else []


def _others(names: Iterable[str]) -> str:
    listed = sorted(names)
    return f"also there: {', '.join(listed)}" if listed else ""


def _totals(db: Session, reader: Reader, iso3: str, today: date) -> Section:
    """For who reads no entry: how many contacts there were, if they may know that."""
    as_whom = totals_for(reader)
    if as_whom is None:
        return Section("Contacts", (), "Your role reads no entries.", "totals")
    count = knock_totals(db, as_whom, today - YEAR).get(iso3, 0)
    text = f"{count} in the last twelve months, of those that the whole group reads."
    return Section("Contacts", (Line(text),), key="totals")


def _facts(db: Session, iso3: str, *, entries: bool, door: Door | None) -> list[Section]:
    acts = tuple(
        Line(
            f"{act.action.replace('_', ' ').capitalize()} on {spoken(act.date)}"
            + (f", in effect {spoken(act.effective_date)}" if act.effective_date else ""),
            source=act.source,
            marks=marks("group", Origin.DEMONSTRATION if act.demonstration else ""),
        )
        for act in book(db).acts.get(iso3, ())
    )
    shown = door and not entries  # who reads entries has it among the answers
    return [
        Section("Treaty acts", acts, "None is recorded.", "acts"),
        _votes(db, iso3),
        *([Section("Position", (_position(db, iso3),), key="position")] if shown else []),
        _related(db, iso3),
    ]


def _votes(db: Session, iso3: str) -> Section:
    """Votes on the yearly resolution: years of the same vote in one line, the newest with its
    source."""
    votes = list(ccm_votes(db, iso3))
    years: dict[str, list[str]] = {}
    for one in votes:
        years.setdefault(one.vote, []).append(str(one.year))
    lines = [Line(f"{vote.capitalize()}: {', '.join(when)}") for vote, when in years.items()]
    if votes:
        last = votes[-1]
        newest = f"Newest: {last.vote} on resolution {last.resolution} ({last.year})"
        lines.insert(0, Line(newest, source=last.source))
    heading = "Votes on the resolution on the Convention"
    return Section(heading, tuple(lines), "None is recorded.", "votes")


def _related(db: Session, iso3: str) -> Section:
    found = list(related_treaties_of(db, iso3))
    by_status: dict[str, list[str]] = {}
    for one in found:
        by_status.setdefault(one.status, []).append(one.treaty)
    words = {"party": "Party to", "signatory": "Signatory of", "none": "Neither for"}
    lines = tuple(
        Line(", ".join(by_status[status]), said)
        for status, said in words.items()
        if status in by_status
    )
    return Section("Related treaties", lines, "Not known.", "related")
