"""Drafting a version of a message, and drafting it anew: an earlier text is kept."""

from collections.abc import Collection
from datetime import datetime
from itertools import count
from typing import Any

from sqlmodel import Session, col, delete, select

from app.accounts.models import User
from app.accounts.policy import Act, require
from app.audit.service import record, wait_for_turn
from app.kit.errors import Conflict, Refused, chosen
from app.kit.languages import language_name
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.messages.forms import DraftMessage, RedraftMessage, WriteMessage
from app.messages.models import Argument, Message, MessageRevision, MessageVersion
from app.messages.queries import message_versions
from app.messages.service import OPEN, changing, its_source
from app.messages.status import State, Version
from app.messages.wording import TEXTS, Raised, Wording, as_json


def draft_message(
    db: Session, wish: DraftMessage, *, barriers: Collection[str], by: User, now: datetime
) -> int:
    """Write a draft; the number of its version. The same words from the same person, only once.

    `barriers` are the codes that an objection can have. Raises Refused.
    """
    require(by.reader, Act.DRAFT)
    _refuse_raised(wish.raised, barriers)
    wait_for_turn(db)
    versions = message_versions(db).values()
    made = _translation(wish, versions) if wish.translates else _source(db, wish, versions, by, now)
    same = _same(made, wish.wording, versions, by)
    if same:
        return same.id
    made.recorded_by, made.recorded_at = by.id, now
    if made.origin is Origin.REAL:
        made.origin = by.origin
    db.add(made)
    db.flush()
    number = made.id or 0
    _write_arguments(db, number, wish.raised)
    record(db, by.id, "message.drafted", f"message:{number}", at=now)
    return number


def redraft_message(
    db: Session,
    wish: RedraftMessage,
    *,
    number: int,
    barriers: Collection[str],
    by: User,
    now: datetime,
) -> None:
    """Change a draft; the earlier text is kept, and a review of it counts no more. The same once
    more changes nothing. Raises Conflict if somebody else saved it since."""
    one = _redraftable(db, number, by=by)
    _refuse_raised(wish.raised, barriers)
    before = as_json(one)
    if as_json(wish.wording) == before:
        return
    if one.revision != wish.revision:
        raise Conflict(_("Somebody else saved this draft while you were writing."), before)
    row = db.get_one(MessageVersion, number)
    db.add(
        MessageRevision(
            version_id=number,
            number=row.revision,
            content=before,
            replaced_by=by.id,
            replaced_at=now,
        )
    )
    for name in TEXTS:
        setattr(row, name, getattr(wish, name))
    row.revision += 1
    db.add(row)
    db.flush()
    _write_arguments(db, number, wish.raised)
    record(db, by.id, "message.redrafted", f"message:{number}", at=now)


def _redraftable(db: Session, number: int, *, by: User) -> Version:
    """A draft that the person may change; raises Missing, Forbidden and Refused."""
    require(by.reader, Act.DRAFT)
    one = changing(db, number, by)
    if one.state not in OPEN:
        said = _("This version is no draft any more: its text stays. Draft a new version instead.")
        raise Refused("", said)
    return one


def _refuse_raised(raised: tuple[Raised, ...], barriers: Collection[str]) -> None:
    for one in raised:
        if one.barrier and one.barrier not in barriers:
            raise Refused("barrier", _("Please choose one of the answers offered."))
        if not one.may_raise or not one.answer:
            said = _("Please give both what they may raise and our answer, or neither.")
            raise Refused("may_raise", said)


def _texts(wish: WriteMessage) -> dict[str, Any]:
    return {name: getattr(wish, name) for name in TEXTS}


def _source(
    db: Session, wish: DraftMessage, versions: Collection[Version], by: User, now: datetime
) -> MessageVersion:
    """The next number of a message, or the first of a new one."""
    message = _message(db, wish, by, now)
    numbers = [one.number for one in versions if one.message_id == message.id]
    return MessageVersion(
        message_id=message.id or 0,
        language=wish.language,
        source_language=wish.language,
        number=max(numbers, default=0) + 1,
        origin=message.origin,
        **_texts(wish),
    )


def _message(db: Session, wish: DraftMessage, by: User, now: datetime) -> Message:
    if wish.message:
        return chosen(db.get(Message, wish.message), "message")
    if wish.ask is None:
        raise Refused("ask", _("Please choose what the message asks for."))
    return _draft_of_new(db, wish, by) or _new_message(db, wish, by, now)


def _draft_of_new(db: Session, wish: DraftMessage, by: User) -> Message | None:
    """The new message that the person has just drafted with the same words."""
    for one in message_versions(db).values():
        own = one.recorded_by == by.id and one.state in OPEN and one.ask == wish.ask
        if own and as_json(one) == as_json(wish.wording) and one.language == wish.language:
            return db.get_one(Message, one.message_id)
    return None


def _new_message(db: Session, wish: DraftMessage, by: User, now: datetime) -> Message:
    ask = str(wish.ask)
    made = Message(
        code=_free_code(db, ask), ask=ask, recorded_by=by.id, recorded_at=now, origin=by.origin
    )
    db.add(made)
    db.flush()
    return made


def _free_code(db: Session, ask: str) -> str:
    """The first after `ask-1` that no message has: some were removed with the demonstration."""
    taken = set(db.exec(select(Message.code)))
    return next(code for place in count(2) if (code := f"{ask}-{place}") not in taken)


def _translation(wish: DraftMessage, versions: Collection[Version]) -> MessageVersion:
    """Another language of a number that is there."""
    of = chosen(next((one for one in versions if one.id == wish.translates), None), "translates")
    source = chosen(its_source(versions, of), "translates")
    if source.state is State.RETIRED:
        raise Refused(
            "", _("Version %(number)s is retired; translate a newer one.", number=of.number)
        )
    if wish.language == source.language:
        raise Refused("language", _("The version is in this language itself; choose another one."))
    others = [
        one
        for one in versions
        if (one.message_id, one.number, one.language) == (of.message_id, of.number, wish.language)
    ]
    return MessageVersion(
        message_id=of.message_id,
        language=wish.language,
        source_language=source.language,
        number=of.number,
        edition=max((one.edition for one in others), default=0) + 1,
        origin=Origin(source.origin),
        **_texts(wish),
    )


def _same(
    made: MessageVersion, wording: Wording, versions: Collection[Version], by: User
) -> Version | None:
    """The draft that the button's first press has made; raises Refused where somebody already
    drafts this translation."""
    drafts = [
        one
        for one in versions
        if one.state in OPEN and (one.message_id, one.language) == (made.message_id, made.language)
    ]
    for one in drafts:
        if one.recorded_by == by.id and as_json(one) == as_json(wording):
            return one
    translates = made.language != made.source_language
    if translates and any(one.number == made.number for one in drafts):
        said = _(
            "A translation into %(language)s is drafted already; it can be changed until it is "
            "adopted.",
            language=language_name(made.language),
        )
        raise Refused("language", said)
    return None


def _write_arguments(db: Session, number: int, raised: tuple[Raised, ...]) -> None:
    """The arguments of a draft, in their order; what was there is kept in its revision."""
    db.execute(delete(Argument).where(col(Argument.message_version_id) == number))
    db.add_all(
        Argument(
            message_version_id=number,
            place=place,
            barrier=one.barrier,
            may_raise=one.may_raise,
            answer=one.answer,
        )
        for place, one in enumerate(raised, 1)
    )
    db.flush()
