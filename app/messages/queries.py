"""Current messages and their arguments."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from app.kit.errors import Missing
from app.kit.translation import gettext as _
from app.messages.models import Argument, Message, MessageVersion


def current_message(db: Session, ask: str, language: str = "en") -> MessageVersion | None:
    """The newest version of the message that serves an ask, in a language; None if none does."""
    return db.exec(
        select(MessageVersion)
        .join(Message, col(Message.id) == MessageVersion.message_id)
        .where(Message.ask == ask, MessageVersion.language == language)
        .order_by(col(MessageVersion.number).desc())
        .limit(1)
    ).first()


def message_versions(db: Session) -> dict[int, MessageVersion]:
    """Every version by its id."""
    return {one.id: one for one in db.exec(select(MessageVersion)) if one.id}


def get_message(db: Session, number: int) -> MessageVersion:
    """Raises Missing."""
    found = db.get(MessageVersion, number)
    if found is None:
        raise Missing(_("There is no such message."))
    return found


def message_of(db: Session, version: MessageVersion) -> Message:
    """The message of which this is a version."""
    return db.exec(select(Message).where(Message.id == version.message_id)).one()


def arguments(db: Session, version_id: int) -> Sequence[Argument]:
    return db.exec(
        select(Argument).where(Argument.message_version_id == version_id).order_by(Argument.barrier)
    ).all()


def answered_barriers(db: Session, version_id: int | None) -> frozenset[str]:
    """The barriers to which a version has an answer."""
    found = select(Argument.barrier).where(Argument.message_version_id == version_id)
    return frozenset(db.exec(found)) if version_id else frozenset()


def versions_for(db: Session, ask: str) -> dict[int, bool]:
    """Every version of the messages that serve an ask, and whether it is the newest of its
    language."""
    found = db.exec(
        select(MessageVersion)
        .join(Message, col(Message.id) == MessageVersion.message_id)
        .where(Message.ask == ask)
        .order_by(col(MessageVersion.number))
    ).all()
    newest = {(one.message_id, one.language): one.id for one in found}
    return {one.id: newest[one.message_id, one.language] == one.id for one in found if one.id}
