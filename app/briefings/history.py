"""The contact history of a State as a document: every contact that its reader may read."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from app.accounts.policy import Act, Reader, require, strictest
from app.accounts.queries import user_names
from app.briefings.document import Document, Handling, Line, Section, marks
from app.briefings.log import promise_line
from app.contacts.filters import Filters
from app.contacts.joint import Part, joined_to, parts_of
from app.contacts.listing import Line as Logged
from app.contacts.listing import contact_list
from app.contacts.models import StepOutcome
from app.contacts.promises import promises
from app.contacts.queries import get_contact, step_outcomes
from app.contacts.terms import RESPONSE_NAMES, STEP_END_NAMES, how
from app.kit.dates import held, moment, spoken
from app.kit.translation import capital, language, locale, ngettext, number
from app.kit.translation import gettext as _
from app.states.queries import book, get_state, standings
from app.states.standing import STANDING_NAMES

MOST = 500
"""Contacts in one document; the export of the log has no limit."""


def history(db: Session, reader: Reader, iso3: str, today: date, handled: Handling) -> Document:
    """Newest first, retracted ones marked, joint ones once with each account that the reader reads;
    then what was promised. Raises Missing for no such State, Forbidden for who may not export."""
    require(reader, Act.EXPORT)
    state, known = get_state(db, iso3), book(db)
    listed = contact_list(db, reader, Filters(state=state.iso3), today, size=MOST)
    parts = parts_of(db, reader, [one.id for one in listed.lines])
    ended = step_outcomes(db, [one.id for one in listed.lines])
    sections = [_contact(db, reader, one, parts, ended.get(one.id)) for one in listed.lines]
    empty = _("No contact is recorded that you may read.")
    promised = promises(db, reader, state.iso3, date.min, most=MOST)
    return Document(
        title=_("%(state)s: contact history", state=known.name(state.iso3)),
        handling=handled,
        language=language(),
        direction=locale().text_direction,
        lede=(
            Line(STANDING_NAMES[standings(db, today)[state.iso3]], strong=True),
            Line(
                _counted(len(sections), more=bool(listed.next)), source=capital(known.record(today))
            ),
        ),
        sections=(
            *(sections or [Section(_("Contacts"), empty=empty)]),
            Section(
                _("Commitments, both ways"),
                tuple(promise_line(one) for one in promised),
                _("None is recorded."),
            ),
        ),
    )


def _counted(count: int, *, more: bool) -> str:
    if more:
        return _(
            "The newest %(num)s contacts of those that you may read; the export has them all.",
            num=number(count),
        )
    return ngettext(
        "%(num)s contact that you may read.", "%(num)s contacts that you may read.", count
    )


def _contact(
    db: Session,
    reader: Reader,
    one: Logged,
    parts: Mapping[int, list[Part]],
    ended: StepOutcome | None,
) -> Section:
    """One contact: who knocked and what was answered, what was written, what comes next."""
    own = parts.get(one.id, [])
    level = strictest((one.visibility, *(part.visibility for part in own)))
    answer = RESPONSE_NAMES[one.response] if one.response else _("not recorded")
    retracted = (_("Retracted"),) if one.retracted else ()
    said = _("%(how)s. Answer: %(answer)s", how=capital(how(one.channel, one.level)), answer=answer)
    lines = [
        Line(said, one.senders, marks=(*marks(level, one.origin), *retracted)),
        Line(one.note, source=_logged(one)),
    ]
    if one.place:
        lines.insert(1, Line(one.place, _("Place")))
    if one.next_step:
        lines.append(Line(one.next_step, _("Next step"), _ended(ended)))
    if own:
        lines += _accounts(db, reader, one.id)
    return Section(capital(held(one.held_on, one.precision)), tuple(lines))


def _ended(told: StepOutcome | None) -> str:
    """How a next step ended, with the word on it; "" while it is open."""
    if told is None:
        return ""
    outcome, day = STEP_END_NAMES[told.outcome], spoken(told.on)
    if not told.note:
        return _("%(outcome)s on %(day)s", outcome=outcome, day=day)
    return _("%(outcome)s on %(day)s: %(note)s", outcome=outcome, day=day, note=told.note)


def _accounts(db: Session, reader: Reader, number: int) -> list[Line]:
    """What others wrote of the same meeting, as far as the reader reads it."""
    names, stands = user_names(db), get_contact(db, reader, number)
    return [
        Line(
            one.note,
            _("Also told by %(person)s", person=names.get(one.author_id, _("somebody"))),
            marks=marks(one.visibility, one.origin),
        )
        for one in joined_to(db, reader, stands)
    ]


def _logged(one: Logged) -> str:
    return _("logged by %(person)s, %(moment)s", person=one.author, moment=moment(one.logged_at))
