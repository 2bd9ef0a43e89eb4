"""Putting a stuck door to rest until something happens, and ending a rest by hand."""

from datetime import date, datetime

from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import Act, require, require_change
from app.audit.service import record
from app.doors.door import Door
from app.doors.forms import EndRest, RestDoor
from app.doors.models import Rest, RestEnd, RestTrigger
from app.doors.queries import readable_rests
from app.doors.rests import neighbours, parties_beside, rests
from app.doors.service import opened_since
from app.doors.waking import RestRead, Trigger
from app.kit.dates import spoken
from app.kit.errors import Missing, Refused
from app.kit.translation import gettext as _
from app.norms.queries import last_ccm_votes
from app.states.queries import book


def put_to_rest(
    db: Session, wish: RestDoor, *, door: Door, by: User, now: datetime, today: date
) -> Rest:
    """Nobody is suggested for an open door until a trigger happens; the same twice is once.

    Raises Refused without a trigger, for one that cannot happen, and where a rest that the person
    may read lasts. One that they may not read changes nothing of the answer.
    """
    require(by.reader, Act.MOVE_STAGE)
    since = opened_since(db, door, today)
    known, vote = book(db), last_ccm_votes(db).get(door.iso3)
    _check(db, wish, door, today)
    lasting = _lasting(db, by, door, since, today)
    if lasting:
        return _the_same(db, wish, lasting, by)
    rest = Rest(
        state_iso3=door.iso3,
        ask=door.ask,
        rested_on=today,
        until=wish.until,
        reason=wish.reason,
        resolution=vote.resolution if vote else "",
        vote=vote.vote if vote else "",
        parties=";".join(parties_beside(known, door.iso3, today)),
        visibility=wish.visibility,
        warn_others=wish.warns,
        messenger=by.messenger,
        author_id=by.id or 0,
        recorded_at=now,
        origin=by.origin,
    )
    db.add(rest)
    db.flush()
    db.add_all(RestTrigger(rest_id=rest.id or 0, trigger=one) for one in set(wish.triggers))
    db.flush()
    record(db, by.id, "rest.begun", f"rest:{rest.id}", at=now)
    return rest


def end_rest(
    db: Session, wish: EndRest, *, number: int, by: User, now: datetime, today: date
) -> Rest:
    """Wake a door by hand, with a reason; the same once more changes nothing.

    Raises Missing for a rest that is not open to the person, and Refused for one that is over.
    """
    require(by.reader, Act.MOVE_STAGE)
    rest = get_rest(db, number, by=by)
    require_change(by.reader, rest.origin)
    db.refresh(rest, with_for_update=True)  # whoever is before us ends first
    told = db.get(RestEnd, number)
    if told is not None:
        if (told.author_id, told.reason) == (by.id, wish.reason):
            return rest
        said = _("This rest was ended already, on %(day)s.", day=spoken(told.ended_on))
        raise Refused("", said)
    woken = as_read(db, rest, by=by, today=today).waking
    if woken:
        raise Refused("", _("This door is awake already, since %(day)s.", day=spoken(woken.on)))
    db.add(
        RestEnd(
            rest_id=number,
            reason=wish.reason,
            author_id=by.id or 0,
            ended_on=today,
            recorded_at=now,
        )
    )
    db.flush()
    record(db, by.id, "rest.ended", f"rest:{number}", at=now)
    return rest


def get_rest(db: Session, number: int, *, by: User) -> Rest:
    """A rest that the person may read; raises Missing."""
    found = db.exec(select(Rest).where(Rest.id == number, readable_rests(by.reader))).first()
    if found is None:
        raise Missing(_("There is no such rest."))
    return found


def as_read(db: Session, rest: Rest, *, by: User, today: date) -> RestRead:
    """The same with what woke it, as the person may know it."""
    found = rests(db, by.reader, today)[Door(rest.state_iso3, rest.ask)]
    return next(one for one in found if one.id == rest.id)


def _check(db: Session, wish: RestDoor, door: Door, today: date) -> None:
    known = book(db)
    name = known.name(door.iso3)
    if not wish.triggers:
        said = _("Nothing rests without a trigger: please choose what will wake this door.")
        raise Refused("triggers", said)
    if wish.until and wish.until <= today:
        raise Refused("until", _("Please give a day to come, or none."))
    if Trigger.VOTE in wish.triggers and door.iso3 not in last_ccm_votes(db):
        said = _("No vote of %(state)s is recorded that could change.", state=name)
        raise Refused("triggers", said)
    beside = neighbours(known, door.iso3)
    if Trigger.NEIGHBOUR in wish.triggers and len(parties_beside(known, door.iso3, today)) == len(
        beside
    ):
        said = _("No other State of the sub-region of %(state)s is left to join.", state=name)
        raise Refused("triggers", said)


def _lasting(db: Session, by: User, door: Door, since: date | None, today: date) -> RestRead | None:
    """The rest at this door that lasts, of those that the person may read."""
    return next(
        (
            one
            for one in rests(db, by.reader, today).get(door, ())
            if one.asleep and (since is None or one.sleep.since >= since)
        ),
        None,
    )


def _the_same(db: Session, wish: RestDoor, lasting: RestRead, by: User) -> Rest:
    """The rest that lasts, if it was put in these very words: Save was pressed twice."""
    rest = db.get(Rest, lasting.id)
    made = (by.id, wish.reason, wish.until, wish.visibility, wish.warns, frozenset(wish.triggers))
    if rest is not None and made == (
        rest.author_id,
        rest.reason,
        rest.until,
        rest.visibility,
        rest.warn_others,
        lasting.sleep.triggers,
    ):
        return rest
    said = _(
        "This door is at rest already, since %(day)s. To change it, end that rest first.",
        day=spoken(lasting.sleep.since),
    )
    raise Refused("", said)
