"""The history of the group's settings: who changed what, when, from what to what."""

from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from sqlmodel import Session

from app.accounts.queries import user_names
from app.doors.queries import settings_history
from app.doors.rules import DEFAULTS, SETTING_NAMES, RoundSettings
from app.kit.translation import gettext as _


class Changed(NamedTuple):
    """One setting that one saving changed."""

    name: str
    before: int
    after: int


class Change(NamedTuple):
    """One saving of the settings."""

    at: datetime
    by: str
    changed: tuple[Changed, ...]


def changes(db: Session) -> list[Change]:
    """Newest first; the first one is told from the defaults."""
    names, kept = user_names(db), settings_history(db)
    steps = [*(RoundSettings.model_validate(one) for one in kept), DEFAULTS]
    return [
        Change(one.changed_at, names.get(one.author_id, _("not known")), differences(before, after))
        for one, (after, before) in zip(kept, pairwise(steps), strict=True)
    ]


def differences(before: RoundSettings, after: RoundSettings) -> tuple[Changed, ...]:
    """What differs, in the order of the settings."""
    return tuple(
        Changed(name, getattr(before, field), getattr(after, field))
        for field, name in SETTING_NAMES.items()
        if getattr(before, field) != getattr(after, field)
    )
