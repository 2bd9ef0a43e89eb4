"""The library of messages: every version, what is carried today, and earlier texts of drafts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from app.audit.derived import FACTS, derived
from app.kit.errors import Missing
from app.kit.languages import language_name
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.kit.translation import language as spoken
from app.messages.models import (
    Argument,
    Message,
    MessageRevision,
    MessageStep,
    MessageVersion,
)
from app.messages.status import Taken, Version, at_doors, carried_in, source_of
from app.messages.wording import TEXTS, Raised


def message_versions(db: Session) -> Mapping[int, Version]:
    """Every version by its id, newest number first within a message; drafts and retired ones are
    among them. Read once until one changes."""
    return derived(db, ("message versions",), lambda: _read(db), touched_by=(*FACTS, "message."))


def versions_of(db: Session, message_id: int) -> tuple[Version, ...]:
    """The versions of one message."""
    return tuple(one for one in message_versions(db).values() if one.message_id == message_id)


def library(db: Session) -> Mapping[str, tuple[tuple[Version, ...], ...]]:
    """By ask, the versions of each message that serves it."""
    found: dict[str, dict[int, list[Version]]] = defaultdict(lambda: defaultdict(list))
    for one in message_versions(db).values():
        found[one.ask][one.message_id].append(one)
    return {ask: tuple(map(tuple, of.values())) for ask, of in found.items()}


def current_message(db: Session, ask: str, language: str = "") -> Version | None:
    """What a door of this ask is to be told, in a language, the reader's own if none is named: the
    current number in that language, else in the one that it was written in; None if there is
    none."""
    return carried_in(at_doors(library(db).get(ask, ())), language or spoken())


def get_message(db: Session, number: int) -> Version:
    """Raises Missing."""
    found = message_versions(db).get(number)
    if found is None:
        raise Missing(_("There is no such message."))
    return found


def answered_barriers(db: Session, version_id: int | None) -> frozenset[str]:
    """The barriers to which a version has an answer."""
    found = message_versions(db).get(version_id or 0)
    answers = found.arguments if found else ()
    return frozenset(one.barrier for one in answers if one.barrier)


def versions_for(db: Session, ask: str) -> dict[int, bool]:
    """Every version of the message that doors of an ask carry, and whether it is of the current
    number, in whatever language."""
    versions = at_doors(library(db).get(ask, ()))
    source = source_of(versions)
    return {one.id: bool(source) and one.number == source.number for one in versions if source}


def carriable(db: Session, origin: Origin) -> list[Version]:
    """Versions that a contact of that origin can have carried: those that the group adopted, also
    once; what is of the demonstration only for its own contacts. Those of today come first."""
    today = {one.id for ask in library(db) for one in _of_today(db, ask)}
    found = [
        one
        for one in message_versions(db).values()
        if one.was_adopted and (one.origin == Origin.REAL or one.origin == origin)
    ]
    return sorted(found, key=lambda one: one.id not in today)


def label(version: Version) -> str:
    """Its title with what tells it from others."""
    return _(
        "%(title)s (version %(number)s, %(language)s)",
        title=version.title,
        number=version.number,
        language=language_name(version.language),
    )


def revisions_of(db: Session, version_id: int) -> Sequence[MessageRevision]:
    """Earlier texts of a draft, newest first."""
    return db.exec(
        select(MessageRevision)
        .where(MessageRevision.version_id == version_id)
        .order_by(col(MessageRevision.number).desc())
    ).all()


def _of_today(db: Session, ask: str) -> Sequence[Version]:
    versions = at_doors(library(db)[ask])
    source = source_of(versions)
    return [one for one in versions if source and one.number == source.number]


def _read(db: Session) -> dict[int, Version]:
    rows = db.exec(
        select(MessageVersion, Message)
        .join(Message, col(Message.id) == MessageVersion.message_id)
        .order_by(
            col(Message.id),
            col(MessageVersion.number).desc(),
            col(MessageVersion.language) != col(MessageVersion.source_language),
            col(MessageVersion.language),
            col(MessageVersion.edition).desc(),
        )
    ).all()
    raised, steps, writers = _arguments(db), _steps(db), _writers(db)
    return {
        one.id or 0: version(
            one,
            message.ask,
            arguments=raised.get(one.id or 0, []),
            steps=steps.get(one.id or 0, []),
            writers=writers.get(one.id or 0, set()),
        )
        for one, message in rows
    }


def version(
    row: MessageVersion,
    ask: str,
    *,
    arguments: Sequence[Raised],
    steps: Sequence[Taken],
    writers: set[int],
) -> Version:
    """A row with what belongs to it; `writers` saved it after it was drafted."""
    texts: dict[str, Any] = {name: getattr(row, name) for name in TEXTS}
    return Version(
        **texts,
        arguments=tuple(arguments),
        id=row.id or 0,
        message_id=row.message_id,
        ask=ask,
        number=row.number,
        edition=row.edition,
        language=row.language,
        source_language=row.source_language,
        revision=row.revision,
        origin=row.origin,
        authors=frozenset(writers | ({row.recorded_by} if row.recorded_by else set())),
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
        steps=tuple(steps),
    )


def _arguments(db: Session) -> dict[int, list[Raised]]:
    found: dict[int, list[Raised]] = defaultdict(list)
    for one in db.exec(
        select(Argument).order_by(col(Argument.message_version_id), col(Argument.place))
    ):
        found[one.message_version_id].append(Raised(one.barrier, one.may_raise, one.answer))
    return found


def _steps(db: Session) -> dict[int, list[Taken]]:
    found: dict[int, list[Taken]] = defaultdict(list)
    for one in db.exec(select(MessageStep).order_by(col(MessageStep.id))):
        taken = Taken(one.step, one.revision, one.author_id, one.at, one.reason)
        found[one.version_id].append(taken)
    return found


def _writers(db: Session) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for version_id, person in db.execute(
        select(MessageRevision.version_id, MessageRevision.replaced_by)
    ):
        if person:
            found[version_id].add(person)
    return found
