"""Who signs in, and from where."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from app.accounts.models import SignIn, SignInLink, User
from app.accounts.tokens import digest
from app.kit.db import columns
from app.kit.errors import Missing
from app.kit.origin import Origin
from app.kit.translation import gettext as _

IDLE = timedelta(days=14)
TOUCH = timedelta(minutes=10)

RUNS = (
    columns(User, SignIn.id, SignIn.last_seen_at)
    .join(SignIn, col(SignIn.user_id) == col(User.id))
    .where(
        col(SignIn.revoked_at).is_(None),
        col(User.disabled_at).is_(None),
        col(SignIn.expires_at) > bindparam("now"),
        col(SignIn.last_seen_at) > bindparam("idle_since"),
    )
)
RUNNING = RUNS.where(col(SignIn.token_hash) == bindparam("token"))
"""Made once, as every request asks it."""
STILL_RUNNING = RUNS.where(col(SignIn.id).in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True)
class SignedIn:
    """Somebody's running session."""

    user: User
    sign_in_id: int
    last_seen_at: datetime

    def needs_touch(self, now: datetime) -> bool:
        """Whether "last seen" is old enough to be worth a write."""
        return now - self.last_seen_at > TOUCH


def signed_in(db: Session, token: str, now: datetime) -> SignedIn | None:
    """The session of this cookie; None if it is unknown, revoked, idle, over, or its account
    is disabled."""
    asked = {"token": digest(token), "now": now, "idle_since": now - IDLE}
    found = db.execute(RUNNING, asked).first()
    if found is None or found[1] is None:
        return None
    return SignedIn(user=found[0], sign_in_id=found[1], last_seen_at=found[2])


def still_running(db: Session, sign_in_ids: Collection[int], now: datetime) -> dict[int, User]:
    """Whose these sessions are, by the session's id, without those that have ended."""
    asked = {"ids": sorted(sign_in_ids), "now": now, "idle_since": now - IDLE}
    return {number: user for user, number, _ in db.execute(STILL_RUNNING, asked)}


def find_user(db: Session, email: str) -> User | None:
    """The account of this e-mail address, however it is written."""
    return db.exec(select(User).where(User.email == email.strip().lower())).first()


def get_user(db: Session, email: str) -> User:
    """The account of this e-mail address; raises Missing."""
    user = find_user(db, email)
    if user is None:
        raise Missing(_("There is no account for %(email)s.", email=email))
    return user


def users(db: Session) -> Sequence[User]:
    """Every account, by name."""
    return db.exec(select(User).order_by(User.name)).all()


def is_open(db: Session, user_id: int | None) -> bool:
    """Whether an account is there and not disabled, as the database has it now."""
    found = columns(User.id).where(col(User.id) == user_id, col(User.disabled_at).is_(None))
    return db.execute(found).first() is not None


def user_names(db: Session) -> dict[int, str]:
    """Names by id: for whoever shows who wrote something."""
    return {number: name for number, name in db.exec(select(User.id, User.name)) if number}


def origin_of(db: Session, user_id: int | None) -> Origin:
    """Where what an account wrote comes from, if the entry does not say so itself."""
    author = db.get(User, user_id) if user_id else None
    return author.origin if author else Origin.REAL


def sessions_of(db: Session, user: User, now: datetime) -> Sequence[SignIn]:
    """The person's running sessions, newest first."""
    return db.exec(
        select(SignIn)
        .where(
            SignIn.user_id == user.id,
            col(SignIn.revoked_at).is_(None),
            SignIn.expires_at > now,
            SignIn.last_seen_at > now - IDLE,
        )
        .order_by(col(SignIn.last_seen_at).desc())
    ).all()


def open_link(db: Session, token: str, now: datetime) -> tuple[SignInLink, User] | None:
    """The unused link of this token and its account; None if used, over or unknown."""
    return db.exec(
        select(SignInLink, User)
        .join(User, col(User.id) == SignInLink.user_id)
        .where(
            SignInLink.token_hash == digest(token),
            col(SignInLink.used_at).is_(None),
            SignInLink.expires_at > now,
            col(User.disabled_at).is_(None),
        )
    ).first()
