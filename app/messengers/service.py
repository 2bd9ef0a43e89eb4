"""What Coordinators decide about messengers."""

from datetime import date, datetime

from sqlmodel import Session, select

from app.accounts.models import User
from app.accounts.policy import Act, require, require_change
from app.accounts.queries import origin_of
from app.audit.models import Entry
from app.audit.service import record
from app.kit.errors import Conflict, Missing, Refused
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.messengers.forms import ChangeMessenger, ExcludePair
from app.messengers.models import ExcludedPair, Messenger
from app.messengers.queries import excluded_pairs, get_messenger, may_take_part, messengers
from app.states.names import resolve
from app.states.queries import book


def change_messenger(
    db: Session, wish: ChangeMessenger, *, code: str, by: User, now: datetime, today: date
) -> Messenger:
    """Mark a messenger as taking part, with its languages and its capacity a quarter."""
    require(by.reader, Act.COORDINATE)
    messenger = get_messenger(db, code)
    require_change(by.reader, _origin(db, messenger))
    if messenger.version != wish.version:
        name = messengers(db)[messenger.code].name
        said = _("Somebody else changed %(messenger)s in the meantime.", messenger=name)
        raise Conflict(said, messenger)
    if wish.takes_part and not may_take_part(db, messenger, today):
        raise Refused(
            "takes_part",
            _(
                "Only States Parties and the group’s institutions take part; the ICRC and UN "
                "bodies are never suggested."
            ),
        )
    messenger.takes_part = wish.takes_part
    messenger.languages = wish.languages
    messenger.capacity = wish.capacity
    messenger.version += 1
    db.add(messenger)
    record(db, by.id, "messenger.changed", f"messenger:{messenger.code}", at=now)
    return messenger


def _origin(db: Session, messenger: Messenger) -> Origin:
    """Of what is set for a messenger: real as soon as a real Coordinator has set anything."""
    changes = select(Entry.actor_id).where(
        Entry.verb == "messenger.changed", Entry.subject == f"messenger:{messenger.code}"
    )
    origins = {origin_of(db, actor_id) for actor_id in db.exec(changes.distinct())}
    return Origin.REAL if Origin.REAL in origins else Origin.DEMONSTRATION


def exclude_pair(
    db: Session, wish: ExcludePair, *, code: str, by: User, now: datetime
) -> ExcludedPair:
    """Never suggest this messenger for this State; only Coordinators see the cause."""
    require(by.reader, Act.COORDINATE)
    messenger = get_messenger(db, code)
    iso3 = resolve(book(db).states.values(), wish.state)
    if iso3 is None:
        said = _("“%(text)s” is not clearly one State. Type more of its name.", text=wish.state)
        raise Refused("state", said)
    if (messenger.code, iso3) in excluded_pairs(db):
        raise Refused("state", _("This pair is already excluded."))
    pair = ExcludedPair(
        messenger=messenger.code,
        state_iso3=iso3,
        cause=wish.cause,
        author_id=by.id or 0,
        created_at=now,
    )
    db.add(pair)
    db.flush()
    record(db, by.id, "pair.excluded", f"pair:{pair.id}", at=now)
    return pair


def lift_exclusion(db: Session, number: int, *, by: User, now: datetime) -> None:
    """The pair may be suggested again; of one that may be already, nothing changes."""
    require(by.reader, Act.COORDINATE)
    pair = db.get(ExcludedPair, number)
    if pair is None:
        raise Missing(_("There is no such excluded pair."))
    require_change(by.reader, origin_of(db, pair.author_id))
    if pair.lifted_at is None:
        pair.lifted_at, pair.lifted_by = now, by.id
        db.add(pair)
        record(db, by.id, "pair.allowed", f"pair:{number}", at=now)
