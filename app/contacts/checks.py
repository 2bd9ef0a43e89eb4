"""What can be logged: each field against what is known, refused in the words of who typed it."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Act, Role, may, may_change
from app.accounts.queries import is_open
from app.contacts.forms import LogContact
from app.contacts.models import Contact
from app.contacts.queries import ContactDetail
from app.contacts.terms import CHANNEL_NAMES, Precision
from app.contacts.text import search_text
from app.doors.asks import ASK_NAMES, OPENS_FOR, Ask, open_ask
from app.kit.errors import Forbidden, Refused, chosen
from app.kit.translation import SOURCE, speaking
from app.kit.translation import gettext as _
from app.messages.queries import carriable
from app.messengers.queries import able_to_knock, messengers
from app.opportunities.models import Meeting
from app.opportunities.queries import may_be_named
from app.states.names import names_of, resolve
from app.states.queries import book, standings

FIRST_YEAR = 2007
"""The Oslo process, which led to the Convention, began in February 2007."""
FURTHEST = timedelta(days=3660)
"""A date by which something is promised lies within ten years of the day of the contact."""


class Checked(NamedTuple):
    """The columns of a contact by name, and the messengers in order."""

    columns: dict[str, Any]
    senders: list[str]


def checked(
    db: Session, wish: LogContact, by: User, today: date, before: ContactDetail | None = None
) -> Checked:
    """The contact that was asked for; raises Refused. What an amendment does not touch (`before`)
    stays as it was, also where it could not be chosen today."""
    iso3 = _state(db, wish)
    if before and iso3 != before.contact.state_iso3:
        raise Refused("state", _("Met another State? Retract this contact and log it there."))
    held_on = first_day(wish.held_on, wish.precision)
    if held_on > today:
        said = _("A contact cannot lie in the future. Plan an approach instead.")
        raise Refused("held_on", said)
    if held_on.year < FIRST_YEAR:
        said = _("Please check the year: the log begins in %(year)s.", year=FIRST_YEAR)
        raise Refused("held_on", said)
    _refuse_unknown(db, wish, by, before.contact if before else None)
    _refuse_dates(wish, held_on)
    _refuse_doors(db, wish, iso3, {held_on, today}, before.asks if before else ())
    senders = _messengers(db, wish, by, today, before.messengers if before else ())
    follows = wish.next_step or wish.next_step_due or wish.promises
    columns = {
        "state_iso3": iso3,
        "held_on": held_on,
        "precision": wish.precision,
        "channel": wish.channel,
        "level": wish.level,
        "place": wish.place,
        "meeting_id": wish.meeting_id,
        "message_version_id": wish.message_version_id,
        "response": wish.response,
        "note": wish.note,
        "next_step": wish.next_step,
        "next_step_owner": (wish.next_step_owner or by.id) if follows else None,
        "next_step_due": wish.next_step_due,
        "override_reason": before.contact.override_reason if before else wish.override_reason,
        "visibility": wish.visibility,
        "warn_others": wish.warns,
        "search_text": _search_text(db, iso3, wish, senders),
    }
    return Checked(columns, senders)


def first_day(held_on: date, precision: Precision) -> date:
    """The day that stands for a week (its Monday) or a month (its first)."""
    if precision is Precision.WEEK:
        return held_on - timedelta(days=held_on.weekday())
    return held_on.replace(day=1) if precision is Precision.MONTH else held_on


def _state(db: Session, wish: LogContact) -> str:
    iso3 = resolve(book(db).states.values(), wish.state)
    if iso3 is None:
        said = _("“%(text)s” is not clearly one State. Which one do you mean?", text=wish.state)
        raise Refused("state", said)
    return iso3


def _refuse_unknown(db: Session, wish: LogContact, by: User, before: Contact | None) -> None:
    if wish.meeting_id:
        meeting = db.get(Meeting, wish.meeting_id)
        origin = before.origin if before else by.origin
        chosen(meeting if meeting and may_be_named(meeting, origin) else None, "meeting_id")
    if wish.message_version_id and not (
        before and before.message_version_id == wish.message_version_id
    ):
        able = {one.id for one in carriable(db, before.origin if before else by.origin)}
        chosen(wish.message_version_id in able or None, "message_version_id")
    _refuse_owner(db, wish, by, before)


def _refuse_owner(db: Session, wish: LogContact, by: User, before: Contact | None) -> None:
    """Who follows up is somebody whose account is open: the caller has waited for its turn."""
    if not is_open(db, by.id):
        raise Forbidden(_("Your account was closed in the meantime."))
    if not wish.next_step_owner:
        return
    owner = db.get(User, wish.next_step_owner)
    able = owner and is_open(db, owner.id) and may(owner.reader, Act.LOG)
    origin = before.origin if before else by.origin
    if owner is None or not able or not may_change(owner.reader, origin):
        said = _("Please choose somebody who can take the next step.")
        raise Refused("next_step_owner", said)


def _refuse_dates(wish: LogContact, held_on: date) -> None:
    promised = [("commitment_due", promise.due_on) for promise in wish.promises]
    for field, due in [*promised, ("next_step_due", wish.next_step_due)]:
        if due and due < held_on:
            said = _("Please check this date: it lies before the contact itself.")
            raise Refused(field, said)
        if due and due > held_on + FURTHEST:
            said = _("Please check the year: this is more than ten years ahead.")
            raise Refused(field, said)


def _refuse_doors(
    db: Session, wish: LogContact, iso3: str, days: set[date], before: tuple[Ask, ...]
) -> None:
    """`ratify` and `accede` are asked of a State whose standing, then or today, opens them."""
    fitting = {open_ask(standings(db, day)[iso3]) for day in days}
    for ask in wish.asks or ():
        if ask in OPENS_FOR.values() and ask not in {*fitting, *before}:
            said = _(
                "“%(ask)s” is no door of %(state)s. Please choose the door again.",
                ask=ASK_NAMES[ask],
                state=book(db).name(iso3),
            )
            raise Refused("asks", said)


def _messengers(
    db: Session, wish: LogContact, by: User, today: date, before: tuple[str, ...]
) -> list[str]:
    usual = usual_messenger(by)
    chosen = [code for code in dict.fromkeys(wish.messengers) if code] or [usual or ""]
    if chosen == [""]:
        raise Refused("messengers", _("Please say who knocked."))
    able = {one.code for one in able_to_knock(db, today)}
    for code in chosen:
        if code not in able and code not in before:
            raise Refused("messengers", _("“%(code)s” is no messenger.", code=code))
    return chosen


def _search_text(db: Session, iso3: str, wish: LogContact, codes: list[str]) -> str:
    """The same whatever language its author reads."""
    with speaking(SOURCE):
        known = messengers(db)
        return search_text(
            [
                *names_of(book(db).states[iso3]),
                *(known[code].name for code in codes),
                CHANNEL_NAMES[wish.channel],
                wish.place,
                *(part for pair in wish.counterparts for part in pair),
                wish.note,
                *(promise.text for promise in wish.promises),
                wish.next_step,
            ]
        )


def usual_messenger(by: User) -> str | None:
    """Who knocks when nothing else is said."""
    if by.messenger:
        return by.messenger
    return {Role.ENVOY: "ENVOY", Role.COORDINATOR: "COORDINATORS"}.get(by.role)
