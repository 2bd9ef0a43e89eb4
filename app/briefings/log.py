"""What a briefing says of the log: who knocked, what was promised, who follows up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.accounts.policy import Reader, strictest
from app.advice.models import STEP_NAMES
from app.advice.queries import ApproachRow
from app.briefings.content import due, excerpt
from app.briefings.document import Line, Section, marks
from app.contacts.filters import Filters
from app.contacts.joint import Part, parts_of
from app.contacts.listing import Line as Logged
from app.contacts.listing import contact_list
from app.contacts.promises import NextStep, Promise, next_steps, promises
from app.contacts.silence import YEAR
from app.contacts.terms import OUTCOME_NAMES, RESPONSE_NAMES, Side, how
from app.kit.dates import between, held, spoken
from app.kit.translation import capital, joined
from app.kit.translation import gettext as _
from app.messengers.queries import messengers

KNOCKS = 8
"""Contacts that a briefing shows; the log has them all."""


@dataclass(frozen=True)
class Knocks:
    """A reader's log of a State: contacts of the last twelve months, newest first, how many there
    are (None for more than a page's), and the newest one of the reader's own messenger."""

    recent: tuple[Logged, ...]
    count: int | None
    own: Logged | None
    last: Logged | None
    parts: Mapping[int, list[Part]]
    names: Mapping[str, str]

    def level(self, one: Logged) -> str:
        """A joint contact is as restricted as the strictest of its accounts, which it names."""
        return strictest(
            (one.visibility, *(part.visibility for part in self.parts.get(one.id, ())))
        )

    def rests(self, one: Logged) -> tuple[str, ...]:
        """The entries that tell of it."""
        return tuple(
            f"contact:{number}"
            for number in (one.id, *(part.number for part in self.parts.get(one.id, ())))
        )


def knocks(db: Session, reader: Reader, iso3: str, today: date) -> Knocks:
    """Contacts that count: none that was retracted, joint ones once."""
    wanted = Filters(state=iso3, retracted=False)
    year = wanted.model_copy(update={"since": today - YEAR})
    listed = contact_list(db, reader, year, today, size=KNOCKS)
    recent = tuple(listed.lines)
    newest = recent[:1] or tuple(
        contact_list(db, reader, wanted, today, size=1, counted=False).lines
    )
    by_own = wanted.model_copy(update={"messenger": reader.messenger})
    own = (
        contact_list(db, reader, by_own, today, size=1, counted=False).lines
        if reader.messenger
        else []
    )
    last = newest[0] if newest else None
    numbers = {one.id for one in (*recent, *newest, *own)}
    return Knocks(
        recent=recent,
        count=listed.count,
        own=own[0] if own else None,
        last=last,
        parts=parts_of(db, reader, sorted(numbers)) if numbers else {},
        names={code: one.name for code, one in messengers(db).items()},
    )


def who_knocked(found: Knocks) -> Section:
    lines = tuple(_knock(one, found) for one in found.recent)
    heading = _("Who knocked in the last twelve months")
    empty = _("Nobody, as far as you may read.")
    more = None if found.count is None else found.count - len(lines)
    return Section(heading, lines, empty, "knocks", more=more, in_log=True)


def last_met(found: Knocks, own_name: str) -> list[Line]:
    """When the reader's own side last spoke to them, and when anybody did."""
    lines = []
    if own_name:
        label = _("%(messenger)s last met them", messenger=own_name)
        lines.append(_met(found.own, label, found, "own"))
    if found.last != found.own or not own_name:
        lines.append(_met(found.last, _("Last met by anybody"), found, "last"))
    return lines


def _met(one: Logged | None, label: str, found: Knocks, key: str) -> Line:
    if one is None:
        return Line(_("No contact is recorded that you may read."), label, key=f"{key}-met")
    text = _("%(when)s: %(messengers)s, %(how)s. Answer: %(answer)s", **_told(one, found))
    return _of_contact(one, found, text, label, f"{key}-met:{one.id}")


def _knock(one: Logged, found: Knocks) -> Line:
    label = _("%(when)s: %(messengers)s, %(how)s. Answer: %(answer)s", **_told(one, found))
    return _of_contact(one, found, excerpt(one.note), label, f"contact:{one.id}")


def _told(one: Logged, found: Knocks) -> dict[str, str]:
    return {
        "when": capital(held(one.held_on, one.precision)),
        "messengers": joined(found.names[code] for code in one.messengers),
        "how": how(one.channel, one.level),
        "answer": RESPONSE_NAMES[one.response] if one.response else _("not recorded"),
    }


def _of_contact(one: Logged, found: Knocks, text: str, label: str, key: str) -> Line:
    level = found.level(one)
    marked, rests = marks(level, one.origin), found.rests(one)
    return Line(text, label, marks=marked, key=key, level=level, rests=rests)


def commitments(db: Session, reader: Reader, iso3: str, today: date) -> Section:
    """Theirs first; what is open before what has ended."""
    found = promises(db, reader, iso3, today - YEAR)
    ordered = sorted(found, key=lambda one: (one.outcome is not None, one.side is Side.OURS))
    lines = tuple(promise_line(one) for one in ordered)
    return Section(
        _("Commitments, both ways"), lines, _("None is recorded."), "commitments", in_log=True
    )


def promise_line(one: Promise) -> Line:
    if one.outcome and one.on:
        became = _("%(outcome)s on %(day)s", outcome=OUTCOME_NAMES[one.outcome], day=spoken(one.on))
    else:
        became = _("open, %(due)s", due=due(one.due_on))
    source = _("made on %(day)s, %(due)s", day=spoken(one.held_on), due=became)
    return Line(
        excerpt(one.text),
        _("Theirs") if one.side == Side.THEIRS else _("Ours"),
        source,
        marks(one.visibility, one.origin),
        key=f"commitment:{one.id}",
        level=one.visibility,
        rests=(f"commitment:{one.id}",),
    )


def follow_up(
    db: Session, reader: Reader, iso3: str, today: date, ahead: Iterable[Line]
) -> Section:
    """Who does what next, and when: `ahead` are approaches, or what the program suggests."""
    steps = [_step(one) for one in next_steps(db, reader, iso3, today - YEAR)]
    empty = _("Nobody has taken it on yet.")
    return Section(_("Who follows up, and when"), (*ahead, *steps), empty, "follow", in_log=True)


def _step(one: NextStep) -> Line:
    return Line(
        excerpt(one.text) or _("A next step without a text"),
        one.owner or _("Nobody is named"),
        _(
            "%(due)s; said after the contact of %(day)s",
            due=due(one.due_on),
            day=spoken(one.held_on),
        ),
        marks(one.visibility, one.origin),
        key=f"step:{one.contact_id}",
        level=one.visibility,
        rests=(f"contact:{one.contact_id}",),
    )


def planned_line(row: ApproachRow) -> Line:
    return Line(
        _(
            "%(messenger)s: %(how)s, %(window)s",
            messenger=row.messenger_name,
            how=how(row.channel, row.level),
            window=between(row.window_from, row.window_to),
        ),
        _("Next approach"),
        _("%(step)s by %(person)s", step=STEP_NAMES[row.step], person=row.owner),
        marks(row.visibility, row.origin),
        key=f"approach:{row.id}",
        level=row.visibility,
        rests=(f"approach:{row.id}",),
    )
