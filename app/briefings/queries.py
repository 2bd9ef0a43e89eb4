"""Gathering a briefing for one reader: everything in it is filtered by what they may read."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session

from app.accounts.policy import WARNING, Act, Reader, may, totals_for
from app.advice.overview import rests_on_demonstration
from app.advice.queries import all_warned
from app.briefings.content import (
    Answer,
    Brief,
    Line,
    Section,
    answer_line,
    chosen,
    due,
    excerpt,
    marks,
    position_line,
)
from app.briefings.door import place
from app.contacts.filters import Filters
from app.contacts.listing import Line as Logged
from app.contacts.listing import contact_list
from app.contacts.queries import knock_totals, open_commitments
from app.contacts.silence import YEAR
from app.contacts.terms import RESPONSE_NAMES, Side, how
from app.doors.asks import VERB, Ask, Barrier
from app.doors.door import BarrierRead, Door
from app.doors.queries import barriers, door_of
from app.kit.dates import held, spoken
from app.kit.origin import Origin
from app.kit.translation import Said, capital, joined, listed, ngettext, pmarked
from app.kit.translation import gettext as _
from app.messages.queries import current_message
from app.messengers.queries import messengers
from app.norms.queries import ccm_votes, position_of
from app.norms.votes import vote_name
from app.opportunities.queries import meetings_ahead
from app.states.names import alphabetical
from app.states.queries import ActRow, book, get_state, related_treaties_of, standings
from app.states.standing import ACTION_NAMES, STANDING_NAMES

KNOCKS = 8
"""Contacts that a briefing shows; the log has them all."""
COMMITMENTS = 8
MEETINGS = 3
STATUSES = Said(
    {
        "party": pmarked("before the names of treaties", "Party to"),
        "signatory": pmarked("before the names of treaties", "Signatory of"),
        "none": pmarked("before the names of treaties", "Neither for"),
    }
)


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
        sections += place(db, reader, door, read, today)
    if not entries:
        sections.append(_totals(db, reader, state.iso3, today))
    return Brief(
        iso3=state.iso3,
        state=known.name(state.iso3),
        ask=VERB[door.ask] if door else "",
        standing=STANDING_NAMES[standings(db, today)[state.iso3]],
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
        Section(_("What they may raise, and our answer"), (position, *raised), key="answers"),
    ]


def _message(db: Session, ask: Ask) -> list[Section]:
    message = current_message(db, ask)
    if message is None:
        empty = _("The group has no message for this ask yet.")
        return [Section(_("What we ask"), (), empty)]
    wanted = (
        Line(message.the_ask, _("The one ask"), strong=True),
        Line(message.objective, _("Our objective")),
        Line(message.fallback_ask, _("Fallback ask")),
    )
    points = tuple(Line(point) for point in message.points.splitlines() if point.strip())
    source = _(
        "“%(title)s”, version %(number)s. %(source)s.",
        title=message.title,
        number=message.number,
        source=message.source,
    )
    return [
        Section(_("What we ask"), wanted, key="ask"),
        Section(
            _("The message"),
            (*points, Line("", source=source, marks=marks("group", message.origin))),
            key="points",
        ),
    ]


def _answers(db: Session, ask: Ask) -> list[Answer]:
    message = current_message(db, ask)
    return [
        Answer(Barrier(one.barrier), one.may_raise, one.answer)
        for one in (message.arguments if message else ())
        if one.barrier
    ]


def _position(db: Session, iso3: str) -> Line:
    found = position_of(db, iso3)
    if found is None:
        return position_line("", "", "")
    return position_line(found.last_position, found.position_year, found.source)


def _warning(db: Session, reader: Reader, door: Door | None, today: date) -> str:
    return str(WARNING) if door and door in all_warned(db, reader, today, door.iso3) else ""


def _knocks(db: Session, reader: Reader, iso3: str, today: date) -> Section:
    since = today - YEAR
    listed = contact_list(db, reader, Filters(state=iso3, since=since), today, size=KNOCKS + 4)
    names = {code: one.name for code, one in messengers(db).items()}
    kept = [one for one in listed.lines if not one.retracted]
    lines = [_knock(one, names) for one in kept[:KNOCKS]]
    if listed.next or len(kept) > KNOCKS:
        lines.append(Line(_("There are more; the contact log has them all.")))
    heading = _("Who knocked in the last twelve months")
    return Section(heading, tuple(lines), _("Nobody, as far as you may read."), "knocks")


def _knock(one: Logged, names: dict[str, str]) -> Line:
    label = _(
        "%(when)s: %(messengers)s, %(how)s. Answer: %(answer)s",
        when=capital(held(one.held_on, one.precision)),
        messengers=joined(names[code] for code in one.messengers),
        how=how(one.channel, one.level),
        answer=RESPONSE_NAMES[one.response] if one.response else _("not recorded"),
    )
    return Line(
        excerpt(one.note),
        label,
        marks=marks(one.visibility, one.origin),
    )


def _commitments(db: Session, reader: Reader, iso3: str) -> Section:
    found = open_commitments(db, reader, iso3, limit=COMMITMENTS)
    lines = tuple(
        Line(
            excerpt(one.text),
            _("Theirs") if one.side == Side.THEIRS else _("Ours"),
            _("made on %(day)s, %(due)s", day=spoken(one.held_on), due=due(one.due_on)),
            marks(one.visibility, one.origin),
        )
        for one in sorted(found, key=lambda one: one.side == Side.OURS)
    )
    return Section(_("Open commitments, both ways"), lines, _("None is recorded."), "commitments")


def _meetings(db: Session, reader: Reader, iso3: str, today: date) -> list[Section]:
    """Where one may meet them; no word where nobody recorded that they attend anything."""
    called = messengers(db)
    lines = [
        Line(
            _("%(sentence)s.", sentence=capital(one.words)),
            source=_others(called[code].name for code in one.attending - {iso3}),
            marks=marks("group", Origin.DEMONSTRATION if one.demonstration else ""),
        )
        for one in meetings_ahead(db, reader, today)
        if iso3 in one.attending
    ]
    shown = tuple(lines[:MEETINGS])
    return [Section(_("Meetings ahead that they attend"), shown, key="meetings")] if shown else []


def _others(names: Iterable[str]) -> str:
    present = sorted(names, key=alphabetical)
    return _("also there: %(messengers)s", messengers=listed(present)) if present else ""


def _totals(db: Session, reader: Reader, iso3: str, today: date) -> Section:
    """For who reads no entry: how many contacts there were, if they may know that."""
    as_whom = totals_for(reader)
    if as_whom is None:
        return Section(_("Contacts"), (), _("Your role reads no entries."), "totals")
    count = knock_totals(db, as_whom, today - YEAR).get(iso3, 0)
    text = ngettext(
        "%(num)s in the last twelve months, of those that the whole group reads.",
        "%(num)s in the last twelve months, of those that the whole group reads.",
        count,
    )
    return Section(_("Contacts"), (Line(text),), key="totals")


def _facts(db: Session, iso3: str, *, entries: bool, door: Door | None) -> list[Section]:
    acts = tuple(
        Line(
            _acted(act),
            source=act.source,
            marks=marks("group", Origin.DEMONSTRATION if act.demonstration else ""),
        )
        for act in book(db).acts.get(iso3, ())
    )
    shown = door and not entries  # who reads entries has it among the answers
    return [
        Section(_("Treaty acts"), acts, _("None is recorded."), "acts"),
        _votes(db, iso3),
        *([Section(_("Position"), (_position(db, iso3),), key="position")] if shown else []),
        _related(db, iso3),
    ]


def _acted(act: ActRow) -> str:
    told = {"act": capital(ACTION_NAMES[act.action]), "day": spoken(act.date)}
    if not act.effective_date:
        return _("%(act)s on %(day)s", **told)
    return _("%(act)s on %(day)s, in effect %(effect)s", effect=spoken(act.effective_date), **told)


def _votes(db: Session, iso3: str) -> Section:
    """Votes on the yearly resolution: years of the same vote in one line, the newest with its
    source."""
    votes = list(ccm_votes(db, iso3))
    years: dict[str, list[str]] = {}
    for one in votes:
        years.setdefault(one.vote, []).append(str(one.year))
    lines = [
        Line(_("%(vote)s: %(years)s", vote=capital(vote_name(vote)), years=listed(when)))
        for vote, when in years.items()
    ]
    if votes:
        last = votes[-1]
        newest = _(
            "Newest: %(vote)s on resolution %(resolution)s (%(year)s)",
            vote=vote_name(last.vote),
            resolution=last.resolution,
            year=last.year,
        )
        lines.insert(0, Line(newest, source=last.source))
    heading = _("Votes on the resolution on the Convention")
    return Section(heading, tuple(lines), _("None is recorded."), "votes")


def _related(db: Session, iso3: str) -> Section:
    found = list(related_treaties_of(db, iso3))
    by_status: dict[str, list[str]] = {}
    for one in found:
        by_status.setdefault(one.status, []).append(one.treaty)
    lines = tuple(
        Line(listed(by_status[status]), said)
        for status, said in STATUSES.items()
        if status in by_status
    )
    return Section(_("Related treaties"), lines, _("Not known."), "related")
