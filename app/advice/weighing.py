"""The weights in force, who changed them when and why, and changing them."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import Act, require, require_change
from app.accounts.queries import origin_of, user_names
from app.advice.models import WeightsChange
from app.advice.weights import NAMES, USUAL, ChangeWeights, Weights, called
from app.audit.derived import FACTS, derived
from app.audit.service import record
from app.kit.errors import Missing, Refused
from app.kit.translation import gettext as _
from app.kit.translation import marked

NOT_SHOWN = marked(
    "These weights were not shown yet, or others were saved in the meantime. What they would "
    "change now stands below; save them if you want that."
)


class Changed(NamedTuple):
    """One weight that one saving changed."""

    name: str
    before: float
    after: float


class Change(NamedTuple):
    """One saving of the weights."""

    number: int
    at: datetime
    by: str
    reason: str
    changed: tuple[Changed, ...]


def weights_in_force(db: Session) -> Weights:
    """The newest that were saved; the defaults if none were."""
    return derived(
        db,
        ("weights",),
        lambda: _read_weights(db),
        touched_by=(*FACTS, "weights."),
        made_of=(WeightsChange,),
    )


def weights_after(db: Session, number: int) -> Weights:
    """The weights as one change left them, 0 for the defaults; raises Missing."""
    if number == 0:
        return USUAL
    found = db.get(WeightsChange, number)
    if found is None:
        raise Missing(_("There is no such change of the weights."))
    return Weights.of(found.weights)


def weights_changes(db: Session) -> list[Change]:
    """Newest first; the first one is told from the defaults."""
    names, kept = user_names(db), _history(db)
    steps = [*(Weights.of(one.weights) for one in kept), USUAL]
    return [
        Change(
            number=one.id or 0,
            at=one.changed_at,
            by=names.get(one.author_id, _("not known")),
            reason=one.reason,
            changed=differences(before, after),
        )
        for one, (after, before) in zip(kept, pairwise(steps), strict=True)
    ]


def differences(before: Weights, after: Weights) -> tuple[Changed, ...]:
    """What differs, in the order of the weights."""
    return tuple(
        Changed(name, getattr(before, field), getattr(after, field))
        for field, name in NAMES.items()
        if getattr(before, field) != getattr(after, field)
    )


def last_change(db: Session) -> int:
    """The number of the newest change, 0 if there is none."""
    return next((one.id or 0 for one in _history(db)), 0)


def change_weights(db: Session, wish: ChangeWeights, *, by: User, now: datetime) -> WeightsChange:
    """Save the weights; earlier ones stay in the history. Refused if nothing changes, and unless
    what they change was shown, against the weights that are still in force."""
    require(by.reader, Act.COORDINATE)
    weights, newest = wish.weights, _history(db)[:1]
    if weights == weights_in_force(db):
        raise Refused("", _("Nothing was changed."))
    if wish.shown != called(weights, last_change(db)):
        raise Refused("", _(NOT_SHOWN))
    for present in newest:
        require_change(by.reader, origin_of(db, present.author_id))
    change = WeightsChange(
        weights=weights.model_dump(),
        reason=wish.reason,
        author_id=by.id or 0,
        changed_at=now,
    )
    db.add(change)
    db.flush()
    record(db, by.id, "weights.changed", f"weights:{change.id}", at=now)
    return change


def _history(db: Session) -> Sequence[WeightsChange]:
    """Newest first."""
    return db.exec(select(WeightsChange).order_by(col(WeightsChange.id).desc())).all()


def _read_weights(db: Session) -> Weights:
    newest = _history(db)[:1]
    return Weights.of(newest[0].weights) if newest else USUAL
