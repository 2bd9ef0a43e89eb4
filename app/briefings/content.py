"""What a briefing chooses to say of each thing, and how it says it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.accounts.policy import strictest
from app.briefings.document import Document, Handling, Line, Section, marks
from app.briefings.room import ROWS, fitted
from app.doors.asks import BARRIER_NAMES, Barrier
from app.doors.door import BarrierRead
from app.doors.ladder import Move, name
from app.doors.waking import RestRead
from app.kit.dates import spoken
from app.kit.translation import capital, clauses, language, locale, pgettext
from app.kit.translation import gettext as _

EXCERPT = 260
"""Characters of a note that a briefing quotes; the log has the whole."""
ARGUMENTS = 4


@dataclass(frozen=True)
class Brief:
    """A briefing for one reader on one State. `ask` is "" where no door is open; `marks` are those
    of its standing; `edited_for` says for what it was edited, None where it was not."""

    iso3: str
    state: str
    ask: str
    standing: str
    record: str
    warning: str
    sections: tuple[Section, ...]
    marks: tuple[str, ...] = ()
    edited_for: Line | None = None

    def document(self, handling: Handling) -> Document:
        """As it is read: on a page, in a PDF, in a DOCX; on one sheet where that can be."""
        told = {"standing": self.standing, "ask": self.ask}
        if self.ask:
            standing = _("%(standing)s, asked to %(ask)s", **told)
        else:
            standing = _("%(standing)s: no door is open here", standing=self.standing)
        source = _("%(sentence)s.", sentence=capital(self.record))
        return Document(
            title=self.state,
            handling=handling,
            language=language(),
            direction=locale().text_direction,
            lede=(
                Line(standing, strong=True),
                Line("", source=source, marks=self.marks),
                *([self.edited_for] if self.edited_for else ()),
            ),
            warning=_("%(sentence)s.", sentence=self.warning) if self.warning else "",
            sections=fitted(self.sections, ROWS - self._beside(handling)),
        )

    def _beside(self, handling: Handling) -> int:
        """Rows that its head and foot take, beyond those that every brief has."""
        return len(handling.lines) - 1 + (1 if self.edited_for else 0) + (2 if self.warning else 0)


@dataclass(frozen=True)
class Answer:
    """What they may raise, and the group's answer to it; the barrier behind it, if there is one.
    `place` is its place in the message."""

    barrier: Barrier | None
    may_raise: str
    answer: str
    place: int = 0


def chosen(
    answers: Iterable[Answer], barriers: Iterable[BarrierRead], *, most: int = ARGUMENTS
) -> list[Answer]:
    """The answers for barriers that people recorded, then for coded ones, then others, up to
    `most`; those that were overcome come last. A recorded barrier is never left out."""
    read = list(barriers)
    recorded = {one.barrier for one in read if not one.coded and one.overcome_on is None}
    coded = {one.barrier for one in read if one.coded}
    overcome = {one.barrier for one in read if one.overcome_on is not None}

    def rank(answer: Answer) -> int:
        if answer.barrier in recorded:
            return 0
        if answer.barrier in coded:
            return 1
        return 3 if answer.barrier in overcome else 2

    ranked = sorted(answers, key=rank)
    return ranked[: max(most, len([one for one in ranked if rank(one) == 0]))]


def answer_line(answer: Answer, barriers: Iterable[BarrierRead]) -> Line:
    """What they may raise, and our answer; why it is here, where a barrier was read, and then it
    stays however little room there is."""
    own = [one for one in barriers if one.barrier is answer.barrier and one.overcome_on is None]
    because_of = dict.fromkeys(because(one) for one in own)
    source = clauses(because_of) or _("should it be raised: not recorded of this State")
    level = strictest(one.visibility for one in own)
    return Line(
        answer.answer,
        answer.may_raise,
        source,
        _of_readings(own),
        key=f"answer:{answer.barrier or answer.place}",
        level=level,
        pinned=bool(own),
        rests=_named(own),
    )


def barrier_lines(reads: Iterable[BarrierRead]) -> list[Line]:
    """Each barrier once, with whose readings say so: never the State's own words."""
    by_barrier: dict[Barrier, list[BarrierRead]] = {}
    for read in reads:
        by_barrier.setdefault(read.barrier, []).append(read)
    return [_barrier_line(barrier, read) for barrier, read in by_barrier.items()]


def _barrier_line(barrier: Barrier, reads: list[BarrierRead]) -> Line:
    over = next((one.overcome_on for one in reads if one.overcome_on), None)
    told = {"barrier": capital(BARRIER_NAMES[barrier]), "day": spoken(over)}
    text = _("%(barrier)s, overcome on %(day)s.", **told) if over else _("%(barrier)s.", **told)
    source = clauses(dict.fromkeys(because(one) for one in reads))
    level, key = strictest(one.visibility for one in reads), f"barrier:{barrier}"
    rests = _named(reads)
    return Line(text, "", source, _of_readings(reads), key=key, level=level, rests=rests)


def _named(reads: Iterable[BarrierRead]) -> tuple[str, ...]:
    """The readings that people recorded; what was coded everybody reads who reads entries."""
    return tuple(f"reading:{one.id}" for one in reads if one.id is not None)


def _of_readings(reads: Iterable[BarrierRead]) -> tuple[str, ...]:
    """The marks of what several readings say: the strictest level, and each origin."""
    found = list(reads)
    return marks(strictest(one.visibility for one in found), *(one.origin for one in found))


def because(read: BarrierRead) -> str:
    """Where a reading comes from."""
    if read.coded:
        return _(
            "coded from the Monitor’s profile of %(year)s; not stated by the State",
            year=read.year or _("not known"),
        )
    return _(
        "read by %(person)s, %(day)s; source: %(source)s",
        person=read.by,
        day=spoken(read.on),
        source=read.source,
    )


def stage_line(move: Move | None) -> Line:
    """Where the door stands, since when and by whom; "not yet assessed" if nobody said."""
    if move is None:
        return Line(capital(name(None)), _("Stage"), key="stage")
    return Line(
        f"{capital(name(move.stage))}. {move.reason}",
        _("Stage"),
        _("moved by %(person)s, %(day)s", person=move.by, day=spoken(move.on)),
        marks(move.visibility, move.origin),
        key=f"move:{move.id}",
        level=move.visibility,
        rests=(f"move:{move.id}",),
    )


def rest_line(rest: RestRead) -> Line:
    """That a door rests, until what and why; or that it woke, when and by what trigger."""
    begun = _(
        "put to rest by %(person)s on %(day)s, %(until)s",
        person=rest.by,
        day=spoken(rest.sleep.since),
        until=rest.sleep.words,
    )
    marked = marks(rest.visibility, rest.shown_origin)
    key, level = f"rest:{rest.id}", rest.visibility
    if rest.waking is None:
        return Line(rest.reason, _("At rest"), begun, marked, key=key, level=level, rests=(key,))
    woke = rest.waking
    text = _("%(day)s: %(what)s.", day=spoken(woke.on), what=woke.words)
    source = clauses(filter(None, (woke.source, begun)))
    label = pgettext("one door", "Woke up")
    return Line(text, label, source, marked, key=key, level=level, rests=(key,))


def position_line(said: str, year: str, source: str) -> Line:
    """Their last recorded position with its year, else "not known"."""
    if not said:
        return Line(_("Not known"), _("Last recorded position"), key="position", pinned=True)
    label = _("Last recorded position (%(year)s)", year=year or _("year not known"))
    return Line(capital(said), label, source, key="position", pinned=True)


def excerpt(text: str, most: int = EXCERPT) -> str:
    """The beginning of a text, cut between two words."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    return flat[:most].rsplit(" ", 1)[0].rstrip(",.;:") + " …"


def due(on: date | None) -> str:
    return _("due %(day)s", day=spoken(on)) if on else _("no due date")
