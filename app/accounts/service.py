"""Making accounts, links and sessions, and ending them."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from app.accounts.forms import AddUser
from app.accounts.models import FailedSignIn, SignIn, SignInLink, User
from app.accounts.queries import open_link
from app.accounts.tokens import digest, new_token
from app.audit.service import record
from app.kit.errors import Missing, Refused
from app.kit.origin import Origin
from app.kit.translation import gettext as _
from app.kit.translation import marked

LINK_LASTS = timedelta(hours=24)
SESSION_LASTS = timedelta(days=60)
VISIT_ENDS = timedelta(minutes=30)
"""A visit is over once nothing was asked for this long."""
WINDOW = timedelta(minutes=15)
TRIES_PER_ADDRESS, TRIES_PER_PEER = 5, 30
OVER = marked("This sign-in link has been used already, or its 24 hours are over.")


def add_user(
    db: Session,
    wish: AddUser,
    *,
    by: int | None,
    now: datetime,
    origin: Origin = Origin.REAL,
) -> User:
    """Make an account; `by` is the administrator's id, None for the command line."""
    if db.exec(select(User.id).where(User.email == wish.email)).first():
        said = _("There is already an account for %(email)s.", email=wish.email)
        raise Refused("email", said)
    user = User(
        email=wish.email,
        name=wish.name,
        role=wish.role,
        messenger=wish.messenger,
        ngo=wish.ngo,
        origin=origin,
        created_at=now,
    )
    db.add(user)
    db.flush()
    record(db, by, "user.added", f"user:{user.id}", at=now, detail=f"role {user.role}")
    return user


def check_disabling(user: User, by: int | None) -> None:
    """Raise Refused for an account that is disabled already, and for one's own."""
    if user.disabled_at:
        said = _("The account of %(email)s is already disabled.", email=user.email)
        raise Refused("email", said)
    if user.id == by:
        said = _("You cannot disable your own account: somebody must stay.")
        raise Refused("email", said)


def disable_user(db: Session, user: User, *, by: int | None, now: datetime) -> None:
    """The person is signed out everywhere and cannot come back; what they wrote stays.

    `handovers.service.close_account` and `hand_over` call this, once nothing open is theirs.
    """
    check_disabling(user, by)
    user.disabled_at = now
    db.add(user)
    _end_sessions(db, user, now)
    db.execute(
        update(SignInLink)
        .where(col(SignInLink.user_id) == user.id, col(SignInLink.used_at).is_(None))
        .values(used_at=now)
    )
    record(db, by, "user.disabled", f"user:{user.id}", at=now)


def make_link(db: Session, user: User, *, by: int | None, now: datetime) -> str:
    """A token for /sign-in/TOKEN: it works once, within 24 hours."""
    if user.disabled_at:
        said = _("The account of %(email)s is disabled.", email=user.email)
        raise Refused("email", said)
    token = new_token()
    db.add(
        SignInLink(
            user_id=_id(user),
            token_hash=digest(token),
            created_at=now,
            expires_at=now + LINK_LASTS,
        )
    )
    record(db, by, "link.made", f"user:{user.id}", at=now)
    return token


def use_link(db: Session, token: str, *, device: str, now: datetime) -> str:
    """Spend a one-time link; the new session's token. Raises Missing if the link is over."""
    found = open_link(db, token, now)
    if found is None:
        raise Missing(_(OVER))
    link, user = found
    spent = db.execute(
        update(SignInLink)
        .where(col(SignInLink.id) == link.id, col(SignInLink.used_at).is_(None))
        .values(used_at=now)
        .returning(col(SignInLink.id))
    ).first()
    if spent is None:  # somebody else used it at the same moment
        raise Missing(_(OVER))
    return start_session(db, user, device, now)


def start_session(db: Session, user: User, device: str, now: datetime) -> str:
    """Sign somebody in whose right to it was checked; the token for the cookie."""
    token = new_token()
    _begin_visit(db, _id(user), now)
    session = SignIn(
        user_id=_id(user),
        token_hash=digest(token),
        device=device[:200],
        created_at=now,
        last_seen_at=now,
        expires_at=now + SESSION_LASTS,
    )
    db.add(session)
    db.flush()
    record(db, user.id, "session.started", f"session:{session.id}", at=now)
    return token


def touch_session(db: Session, user_id: int, sign_in_id: int, now: datetime) -> datetime | None:
    """Note that a session is in use; when the previous visit ended. No act: what follows from it
    only that person reads."""
    _begin_visit(db, user_id, now)
    db.execute(update(SignIn).where(col(SignIn.id) == sign_in_id).values(last_seen_at=now))
    return db.exec(select(User.previous_visit).where(User.id == user_id)).one()


def end_session(db: Session, user: User, sign_in_id: int, *, now: datetime) -> None:
    """End one of the person's own sessions; raises Missing for anybody else's."""
    session = db.get(SignIn, sign_in_id)
    if session is None or session.user_id != user.id or session.revoked_at:
        raise Missing(_("There is no such session."))
    session.revoked_at = now
    db.add(session)
    record(db, user.id, "session.ended", f"session:{sign_in_id}", at=now)


def end_other_sessions(db: Session, user: User, sign_in_id: int, *, now: datetime) -> None:
    """End all of the person's sessions but this one."""
    _end_sessions(db, user, now, but=sign_in_id)
    record(db, user.id, "session.others_ended", f"user:{user.id}", at=now)


def set_password(db: Session, user: User, hashed: str, *, by: int | None, now: datetime) -> None:
    """Keep a new password's hash (see `passwords`)."""
    user.password_hash = hashed
    db.add(user)
    record(db, by, "password.set", f"user:{user.id}", at=now)


def renew_password(db: Session, user: User, before: str, hashed: str, *, now: datetime) -> None:
    """Keep a hash with newer parameters instead of `before`, unless the person has set another
    password since that one was looked at."""
    renewed = db.execute(
        update(User)
        .where(col(User.id) == user.id, col(User.password_hash) == before)
        .values(password_hash=hashed)
        .returning(col(User.id))
    ).first()
    if renewed:
        record(db, user.id, "password.renewed", f"user:{user.id}", at=now)


def barred_until(db: Session, email: str, peer: str, *, now: datetime) -> datetime | None:
    """The moment from which this address and this peer may try again; None: at once.

    They wait while either has failed too often in the 15 minutes before: until the failure that
    was one too many is that old. What is sent while they wait does not count.
    """
    limits = {_key("address", email): TRIES_PER_ADDRESS, _key("peer", peer): TRIES_PER_PEER}
    return max(
        (
            at + WINDOW
            for key, most in limits.items()
            for at in db.exec(
                select(FailedSignIn.at)
                .where(FailedSignIn.key == key, FailedSignIn.at > now - WINDOW)
                .order_by(col(FailedSignIn.at).desc())
                .offset(most - 1)
                .limit(1)
            )
        ),
        default=None,
    )


def note_failure(db: Session, email: str, peer: str, *, now: datetime) -> None:
    """Count a failed attempt against the address written and the peer; forget old ones."""
    db.execute(delete(FailedSignIn).where(col(FailedSignIn.at) < now - WINDOW))
    for key in (_key("address", email), _key("peer", peer)):
        db.add(FailedSignIn(key=key, at=now))
    record(db, None, "session.refused", "sign-in", at=now)


def _begin_visit(db: Session, user_id: int, now: datetime) -> None:
    """If this is another visit, keep when the one before ended."""
    last = select(func.max(SignIn.last_seen_at)).where(SignIn.user_id == user_id)
    seen: datetime | None = db.exec(last).one()
    if seen and now - seen > VISIT_ENDS:
        db.execute(update(User).where(col(User.id) == user_id).values(previous_visit=seen))


def _end_sessions(db: Session, user: User, now: datetime, *, but: int = 0) -> None:
    db.execute(
        update(SignIn)
        .where(
            col(SignIn.user_id) == user.id,
            col(SignIn.revoked_at).is_(None),
            col(SignIn.id) != but,
        )
        .values(revoked_at=now)
    )


def _key(kind: str, text: str) -> str:
    return digest(f"{kind} {text.strip().lower()}")


def _id(user: User) -> int:
    if user.id is None:
        raise Missing(_("This account is not saved yet."))
    return user.id
