"""Doors as a reader may know them: which are open, where they stand, what holds them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, literal, or_
from sqlmodel import Session, col, select

from app.accounts.policy import Act, Reader, may
from app.accounts.queries import user_names
from app.accounts.visibility import readable
from app.audit.derived import FACTS, derived
from app.doors.asks import Barrier, open_ask
from app.doors.door import BarrierRead, Door
from app.doors.ladder import Move, Stage, moves_of_door, opened_on, present_move
from app.doors.models import BarrierOvercome, BarrierReading, Hold, Rest, SettingsChange, StageMove
from app.doors.rules import RoundSettings
from app.kit.db import columns
from app.kit.translation import gettext as _
from app.messengers.queries import Sender, messengers
from app.norms.queries import positions
from app.states.queries import Book, book, standings


def open_doors(db: Session, today: date) -> list[Door]:
    """Every open `ratify` and `accede` door, in the order of the States' names."""
    standing = standings(db, today)
    doors = ((iso3, open_ask(standing[iso3])) for iso3 in book(db).states)
    return [Door(iso3, ask) for iso3, ask in doors if ask]


def door_of(db: Session, iso3: str, today: date) -> Door | None:
    """The State's open door; None for a State Party."""
    return open_door_of(book(db), iso3, today)


def open_door_of(known: Book, iso3: str, today: date) -> Door | None:
    """The same, where the States are at hand."""
    ask = open_ask(known.standing(iso3, today))
    return Door(iso3, ask) if ask else None


def stages(db: Session, reader: Reader, today: date) -> dict[Door, Move]:
    """The last readable move of each open door since it opened; none: "not yet assessed"."""
    return derived(
        db,
        ("stages", reader, today),
        lambda: _read_stages(db, reader, today),
        touched_by=(*FACTS, "stage.", "user."),
    )


def moves_by_door(
    db: Session, reader: Reader, today: date, iso3: str | None = None
) -> dict[Door, list[Move]]:
    """The readable moves of one State's doors, closed ones too, or of all; newest first."""
    known = book(db).acts
    found = _moves(db, reader, today, iso3)
    return {door: moves_of_door(rows, known.get(door.iso3, ())) for door, rows in found.items()}


def barriers(db: Session, reader: Reader, iso3: str | None = None) -> dict[str, list[BarrierRead]]:
    """Readings of barriers by State: recorded ones, and those coded from the Monitor's profiles.

    Nothing for those who read no entries.
    """
    if not may(reader, Act.READ_ENTRIES):
        return {}
    return derived(
        db,
        ("barriers", reader, iso3),
        lambda: _read_barriers(db, reader, iso3),
        touched_by=(*FACTS, "barrier.", "user."),
    )


def held_doors(db: Session, today: date) -> frozenset[Door]:
    """Doors on which a Coordinator put a hold. Others than Coordinators learn only the warning."""

    def read() -> frozenset[Door]:
        rows = db.execute(columns(Hold.state_iso3, Hold.ask).where(_holding(today)))
        return frozenset(Door(iso3, ask) for iso3, ask in rows)

    return derived(
        db, ("holds", today), read, touched_by=(*FACTS, "door.", "hold."), made_of=(Hold,)
    )


def held_until(db: Session, today: date) -> dict[Door, date | None]:
    """Until when each held door is held; None where no end is set. For Coordinators."""
    rows = db.execute(columns(Hold.state_iso3, Hold.ask, Hold.until).where(_holding(today)))
    found: dict[Door, date | None] = {}
    for iso3, ask, until in rows:
        door = Door(iso3, ask)
        known = found.get(door, until)
        found[door] = max(known, until) if known and until else None
    return found


def holds_of(db: Session, iso3: str, today: date) -> Sequence[Hold]:
    """With their reasons: for Coordinators."""
    return db.exec(select(Hold).where(Hold.state_iso3 == iso3, _holding(today))).all()


def round_settings(db: Session) -> RoundSettings:
    """The settings in force."""
    return derived(
        db,
        ("settings",),
        lambda: _read_settings(db),
        touched_by=(*FACTS, "settings."),
        made_of=(SettingsChange,),
    )


def settings_history(db: Session) -> Sequence[SettingsChange]:
    """Newest first."""
    return db.exec(select(SettingsChange).order_by(col(SettingsChange.id).desc())).all()


def readable_moves(reader: Reader) -> ColumnElement[bool]:
    return _readable(reader, StageMove)


def readable_barriers(reader: Reader) -> ColumnElement[bool]:
    return _readable(reader, BarrierReading)


def readable_rests(reader: Reader) -> ColumnElement[bool]:
    return _readable(reader, Rest)


def _readable(reader: Reader, model: Any) -> ColumnElement[bool]:
    return readable(
        reader,
        visibility=col(model.visibility),
        author=col(model.author_id),
        took_part=col(model.messenger) == literal(reader.messenger),
    )


def _holding(today: date) -> ColumnElement[bool]:
    return col(Hold.lifted_at).is_(None) & or_(col(Hold.until).is_(None), col(Hold.until) >= today)


def _read_settings(db: Session) -> RoundSettings:
    newest = settings_history(db)
    return RoundSettings.model_validate(newest[0]) if newest else RoundSettings()


def _read_stages(db: Session, reader: Reader, today: date) -> dict[Door, Move]:
    known = book(db)
    found = {}
    for door, moves in moves_by_door(db, reader, today).items():
        if open_door_of(known, door.iso3, today) == door:
            present = present_move(moves, opened_on(known.acts.get(door.iso3, ()), today))
            if present:
                found[door] = present
    return found


def _moves(db: Session, reader: Reader, today: date, iso3: str | None) -> dict[Door, list[Move]]:
    """Oldest first."""
    query = (
        select(StageMove)
        .where(readable_moves(reader), StageMove.moved_on <= today)
        .order_by(col(StageMove.moved_on), col(StageMove.id))
    )
    if iso3:
        query = query.where(StageMove.state_iso3 == iso3)
    names = user_names(db)
    rows: dict[Door, list[Move]] = defaultdict(list)
    for row in db.exec(query):
        rows[Door(row.state_iso3, row.ask)].append(
            Move(
                id=row.id,
                stage=Stage(row.stage),
                before=None,
                on=row.moved_on,
                by=names.get(row.author_id, _("not known")),
                reason=row.reason,
                visibility=row.visibility,
                messenger=row.messenger,
                origin=row.origin,
            )
        )
    return rows


def _read_barriers(db: Session, reader: Reader, iso3: str | None) -> dict[str, list[BarrierRead]]:
    query = (
        columns(BarrierReading, BarrierOvercome)
        .join(
            BarrierOvercome,
            col(BarrierOvercome.reading_id) == col(BarrierReading.id),
            isouter=True,
        )
        .where(readable_barriers(reader))
        .order_by(col(BarrierReading.read_on).desc(), col(BarrierReading.id).desc())
    )
    if iso3:
        query = query.where(col(BarrierReading.state_iso3) == iso3)
    names, senders = user_names(db), messengers(db)
    found: dict[str, list[BarrierRead]] = defaultdict(list)
    for reading, overcome in db.execute(query):
        found[reading.state_iso3].append(
            BarrierRead(
                id=reading.id,
                barrier=reading.barrier,
                by=names.get(reading.author_id, _("not known")),
                on=reading.read_on,
                source=reading.source,
                overcome_by=overcome.messenger if overcome else None,
                overcomer=_called(senders, overcome),
                overcome_on=overcome.overcome_on if overcome else None,
                visibility=reading.visibility,
                messenger=reading.messenger,
                origin=reading.origin,
            )
        )
    for state, position in positions(db).items():
        if iso3 in (None, state):
            found[state] += [
                BarrierRead(
                    id=None,
                    barrier=Barrier(code),
                    by=_("the Monitor’s profile, coded"),
                    on=None,
                    source=position.source,
                    coded=True,
                    year=position.position_year,
                )
                for code in position.barriers.split(";")
                if code
            ]
    return dict(found)


def _called(senders: dict[str, Sender], overcome: BarrierOvercome | None) -> str:
    return senders[overcome.messenger].name if overcome and overcome.messenger else ""
