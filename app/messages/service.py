"""Agreeing on a version of a message: it is reviewed, adopted, and retired one day."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Act, require, require_change
from app.audit.service import record, wait_for_turn
from app.kit.errors import Missing, Refused
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.messages.forms import (
    PassMessage,
    RetireMessage,
)
from app.messages.models import (
    MessageStep,
)
from app.messages.queries import message_versions
from app.messages.status import State, Step, Version

OPEN = (State.DRAFT, State.REVIEWED)


def review_message(db: Session, wish: PassMessage, *, number: int, by: User, now: datetime) -> None:
    """A second person has read the draft and finds it right; once is enough."""
    require(by.reader, Act.DRAFT)
    one = changing(db, number, by)
    _refuse_unlike(one, wish.revision)
    if one.state not in OPEN:
        raise Refused("", _("Only a draft is reviewed; this version is no draft any more."))
    if by.id in one.authors:
        said = _("A second person reviews it: you wrote this draft, or part of it, yourself.")
        raise Refused("", said)
    if one.state is State.DRAFT:
        _step(db, one, Step.REVIEWED, by, now)


def adopt_message(db: Session, wish: PassMessage, *, number: int, by: User, now: datetime) -> None:
    """A reviewed version becomes what the group says; once is enough. A translation is adopted
    after the text that it was made from."""
    require(by.reader, Act.COORDINATE)
    one = changing(db, number, by)
    _refuse_unlike(one, wish.revision)
    if one.state is State.ADOPTED:
        return
    if one.state is State.RETIRED:
        raise Refused("", _("This version is retired; draft a new one."))
    if one.state is State.DRAFT:
        raise Refused("", _("A second person has to review it first."))
    source = its_source(message_versions(db).values(), one)
    if not one.is_source and (source is None or source.state is not State.ADOPTED):
        said = _(
            "Adopt version %(number)s itself first: this is its translation.", number=one.number
        )
        raise Refused("", said)
    _step(db, one, Step.ADOPTED, by, now)


def retire_message(
    db: Session, wish: RetireMessage, *, number: int, by: User, now: datetime
) -> None:
    """It is carried no more, and stays readable where it was."""
    require(by.reader, Act.COORDINATE)
    one = changing(db, number, by)
    if one.state is State.RETIRED:
        raise Refused("", _("This version is retired already."))
    _step(db, one, Step.RETIRED, by, now, wish.reason)


def changing(db: Session, number: int, by: User) -> Version:
    """The version as it is now, while nobody else acts; raises Missing and Forbidden."""
    wait_for_turn(db)
    found = message_versions(db).get(number)
    if found is None:
        raise Missing(_("There is no such message."))
    require_change(by.reader, Origin(found.origin))
    return found


def _refuse_unlike(one: Version, revision: int) -> None:
    if one.revision != revision:
        raise Refused("", _("The draft was changed since you read it. Please read it again."))


def its_source(versions: Collection[Version], of: Version) -> Version | None:
    return next(
        (
            one
            for one in versions
            if one.is_source and (one.message_id, one.number) == (of.message_id, of.number)
        ),
        None,
    )


def _step(db: Session, one: Version, step: Step, by: User, now: datetime, reason: str = "") -> None:
    taken = MessageStep(
        version_id=one.id,
        step=step,
        revision=one.revision,
        author_id=by.id or 0,
        at=now,
        reason=reason,
    )
    db.add(taken)
    db.flush()
    record(db, by.id, f"message.{step}", f"message:{one.id}", at=now)
