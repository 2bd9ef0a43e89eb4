"""Handing over: everything open of an account goes to somebody else in one act."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import Reader, require_change
from app.accounts.queries import is_open
from app.accounts.service import check_disabling, disable_user
from app.advice.giving import give_approach
from app.audit.service import record, wait_for_turn
from app.contacts.following_up import give_follow_up
from app.handovers.forms import MakeHandOver
from app.handovers.models import HandedOver, HandOver
from app.handovers.owning import (
    Able,
    Kind,
    Thing,
    coordinators_first,
    may_close,
    may_hand_over,
    may_succeed,
    owns,
    receivers,
)
from app.handovers.queries import (
    last_hand_over,
    open_accounts,
    ownerless,
    seen,
    things_of,
)
from app.kit.errors import Forbidden, Refused, chosen
from app.kit.translation import gettext as _

ADOPTED = "ownership.mended"


def hand_over(db: Session, wish: MakeHandOver, *, by: User, now: datetime) -> HandOver:
    """All that is open of an account goes to a successor, and what the successor may not have to a
    Coordinator; what was handed over by this very form before is handed over once.

    Raises Forbidden, and Refused on the answer to change, or on "" where something has changed
    since the form was shown.
    """
    wait_for_turn(db)
    leaving = chosen(db.get(User, wish.account), "account")
    if not may_hand_over(by.reader, leaving.reader):
        raise Forbidden(_("Only who has something, Coordinators and administrators hand it over."))
    require_change(by.reader, leaving.origin)
    before = _submitted(db, wish)
    if before:
        return before
    _check(db, wish, leaving, by)
    successor = chosen(db.get(User, wish.successor), "successor")
    return _made(db, leaving, successor, wish, by=by, now=now)


def close_account(
    db: Session, user: User, *, by: User | None, now: datetime, successor: User | None = None
) -> User | None:
    """Disable an account; what is open of it goes to a successor, else to a Coordinator, who is
    named whether or not there is anything: who closes it learns nothing. None for an account that
    can have nothing.

    `by` is None for the command line. Raises Refused where no other Coordinator is there.
    """
    wait_for_turn(db)
    check_disabling(user, by.id if by else None)
    if not owns(user.reader) or _first_and_idle(db, user):
        disable_user(db, user, by=by.id if by else None, now=now)
        return None
    to = successor or db.get_one(User, _coordinator(db, user, by))
    _check_successor(db, to, user)
    wish = MakeHandOver(account=user.id or 0, successor=to.id or 0, close=True)
    _made(db, user, to, wish, by=by, now=now)
    return to


def mend_ownerless(db: Session, *, now: datetime) -> int:
    """Give what is open and nobody's to whoever wrote it down, or else to a Coordinator; how many.

    Raises Refused where there is nobody who may have it.
    """
    wait_for_turn(db)
    things = ownerless(db)
    if not things:
        return 0
    known = {one.id or 0: one.reader for one in open_accounts(db)}
    authors = {one.author_id for one in things} & known.keys()
    own = [
        Able(known[number], frozenset(one for one in things if one.author_id == number))
        for number in sorted(number for number in authors if number is not None)
    ]
    order = [*own, *_reading_all(coordinators_first(known.values(), None), things)]
    for thing, to in receivers(things, order).items():
        if to is None:
            raise Refused(
                "", _("Something open would be nobody’s. Please add a Coordinator first.")
            )
        _give(db, thing, to, by=None, now=now)
    record(db, None, ADOPTED, "ownership", at=now, detail=f"{len(things)} things")
    return len(things)


def takes_the_rest(db: Session, leaving: User, by: User) -> User | None:
    """The Coordinator to whom goes what a successor may not read."""
    readers = (one.reader for one in open_accounts(db))
    found = coordinators_first(readers, leaving.reader, by.id)
    return db.get(User, found[0].id) if found else None


def _submitted(db: Session, wish: MakeHandOver) -> HandOver | None:
    """What the button's first press has made."""
    if not wish.submission:
        return None
    query = select(HandOver).where(
        HandOver.leaving_id == wish.account, HandOver.submission == wish.submission
    )
    return db.exec(query).first()


def _check(db: Session, wish: MakeHandOver, leaving: User, by: User) -> None:
    if not is_open(db, leaving.id):
        said = _("%(person)s’s account is closed already: nothing is theirs.", person=leaving.name)
        raise Refused("", said)
    if wish.close and not may_close(by.reader, leaving.reader):
        said = _("Nobody closes their own account: the person who runs Same Door does.")
        raise Refused("close", said)
    _check_successor(db, db.get(User, wish.successor), leaving)
    if wish.seen and wish.seen != seen(db, by.reader, wish.account):
        said = _("What is open has changed since you looked. Please look again, then confirm.")
        raise Refused("", said)


def _check_successor(db: Session, successor: User | None, leaving: User) -> None:
    fits = successor and may_succeed(successor.reader, leaving.reader)
    if successor is None or not fits or not is_open(db, successor.id):
        raise Refused("successor", _("Please choose somebody who can take it over."))


def _first_and_idle(db: Session, user: User) -> bool:
    """Whether it is the only account that can have something, and has nothing: such as one that was
    added by mistake before all others."""
    return [one.id for one in open_accounts(db)] == [user.id] and not things_of(db, user.id or 0)


def _coordinator(db: Session, leaving: User, by: User | None = None) -> int:
    """Who takes what nobody else may have. Refused where there is none, also if nothing is open: or
    the refusal would tell that something is."""
    readers = (one.reader for one in open_accounts(db))
    found = coordinators_first(readers, leaving.reader, by.id if by else None)
    if not found or found[0].id is None:
        said = _(
            "There is no other Coordinator who could take over what %(person)s has. Please add "
            "one first.",
            person=leaving.name,
        )
        raise Refused("successor", said)
    return found[0].id


def _made(
    db: Session,
    leaving: User,
    successor: User,
    wish: MakeHandOver,
    *,
    by: User | None,
    now: datetime,
) -> HandOver:
    """Write the hand-over, move each thing, and close the account if that is wished."""
    number, actor = leaving.id or 0, by.id if by else None
    things = things_of(db, number)
    gets = _receivers(db, leaving, successor, things, by)
    made = HandOver(
        leaving_id=number,
        successor_id=successor.id or 0,
        author_id=actor,
        made_at=now,
        closed=wish.close,
        submission=wish.submission or f"after {last_hand_over(db, number)}",
    )
    db.add(made)
    db.flush()
    for thing, to in gets.items():
        _give(db, thing, to, by=actor, now=now)
        db.add(_line(made, thing, to))
    db.flush()
    detail = f"{len(things)} things, from user:{number} to user:{successor.id}"
    record(db, actor, "hand_over.made", f"hand_over:{made.id}", at=now, detail=detail)
    if wish.close:
        disable_user(db, leaving, by=actor, now=now)
    return made


def _receivers(
    db: Session, leaving: User, successor: User, things: list[Thing], by: User | None
) -> dict[Thing, int]:
    """To whom each thing goes; Refused where the Coordinators may not have something either."""
    _coordinator(db, leaving, by)
    readers = [one.reader for one in open_accounts(db)]
    rest = coordinators_first(readers, leaving.reader, by.id if by else None)
    reads = frozenset(things_of(db, leaving.id or 0, successor.reader))
    order = [Able(successor.reader, reads), *_reading_all(rest, things)]
    found = receivers(things, order)
    gets = {thing: to for thing, to in found.items() if to is not None}
    if len(gets) < len(found):
        said = _("Something cannot go to any Coordinator who is there. Please add one first.")
        raise Refused("successor", said)
    return gets


def _reading_all(coordinators: Iterable[Reader], things: Iterable[Thing]) -> list[Able]:
    """Coordinators read every level."""
    everything = frozenset(things)
    return [Able(one, everything) for one in coordinators]


def _give(db: Session, thing: Thing, to: int, *, by: int | None, now: datetime) -> None:
    give = give_approach if thing.kind is Kind.APPROACH else give_follow_up
    give(db, thing.number, to, by=by, now=now)


def _line(made: HandOver, thing: Thing, to: int) -> HandedOver:
    approach = thing.number if thing.kind is Kind.APPROACH else None
    contact = thing.number if thing.kind is Kind.FOLLOW_UP else None
    return HandedOver(hand_over_id=made.id or 0, approach_id=approach, contact_id=contact, to_id=to)
