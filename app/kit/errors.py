"""What can go wrong, in the domain's own words. No HTTP here."""

from typing import TypeVar

from app.kit.translation import gettext as _

Found = TypeVar("Found")


class DomainError(Exception):
    """Base of every error that the domain raises on purpose."""


class Missing(DomainError):
    """The thing asked for does not exist, or not for this person: both read the same."""


class Forbidden(DomainError):
    """The person may not do this."""


class Refused(DomainError):
    """The act breaks a rule; `field` names the answer to change, "" the act as a whole."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


class Conflict(DomainError):
    """Somebody else changed the same thing in the meantime; `theirs` is what they saved."""

    def __init__(self, message: str, theirs: object = None) -> None:
        super().__init__(message)
        self.theirs = theirs


def chosen(found: Found | None, field: str) -> Found:
    """What an answer that was chosen from a list names.

    Raises Refused on `field` for an answer that names nothing, never Missing: the form comes back
    with what was typed, where a page that says "not found" would lose it.
    """
    if found is None:
        raise Refused(field, _("Please choose one of the answers offered."))
    return found
