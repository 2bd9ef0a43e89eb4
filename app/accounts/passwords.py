"""Passwords: argon2id with the parameters that RFC 9106 recommends for little memory."""

from argon2 import PasswordHasher, profiles
from argon2.exceptions import InvalidHashError, VerificationError

from app.kit.errors import Refused
from app.kit.translation import gettext as _

SHORTEST, LONGEST = 12, 200

_hasher = PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)
_NOBODYS = _hasher.hash("the password of nobody")


def hash_password(password: str) -> str:
    """About 100 ms and 64 MiB; raises Refused for a password too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        said = _(
            "Please choose a password of %(least)s to %(most)s characters.",
            least=SHORTEST,
            most=LONGEST,
        )
        raise Refused("password", said)
    return _hasher.hash(password)


def is_password(hashed: str | None, password: str) -> bool:
    """Whether `password` is the one; takes as long when there is none to compare with."""
    try:
        _hasher.verify(hashed or _NOBODYS, password)
    except (VerificationError, InvalidHashError):
        return False
    return hashed is not None


def renewed_hash(hashed: str | None, password: str) -> str | None:
    """A hash with today's parameters of a password that was found right, to be kept instead of
    `hashed`; None if that has them already."""
    if hashed is None or not _hasher.check_needs_rehash(hashed):
        return None
    return _hasher.hash(password)
