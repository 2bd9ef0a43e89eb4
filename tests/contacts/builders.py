"""Builders of what people write."""

from typing import Any

from app.contacts.forms import LogContact

LEAST = {"state": "AGO", "held_on": "2026-11-20", "channel": "letter", "note": "A note"}


def wish(**more: Any) -> LogContact:
    """The least that a contact needs, and more."""
    return LogContact.model_validate(LEAST | more)
