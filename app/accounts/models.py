"""People who sign in, their sessions and their one-time links."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.accounts.policy import Reader, Role
from app.kit.db import UtcDateTime, choice
from app.kit.origin import Origin


class User(SQLModel, table=True):
    """An account. `messenger` is a messenger's code and has no foreign key: that floor is above.

    Whoever makes an account passes the code together with whether it is an NGO's; a messenger's
    kind never changes, so the two cannot drift apart. `previous_visit` is when the person was last
    seen before the visit that goes on, on whatever device; None in a first one.
    """

    __tablename__ = "users"

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(max_length=200, unique=True)
    name: str = Field(max_length=120)
    role: Role = Field(sa_type=choice(Role))
    messenger: str | None = Field(default=None, max_length=12)
    ngo: bool = False
    password_hash: str | None = Field(default=None, max_length=200)
    origin: Origin = Field(default=Origin.REAL, sa_type=choice(Origin))
    created_at: datetime = Field(sa_type=UtcDateTime)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    previous_visit: datetime | None = Field(default=None, sa_type=UtcDateTime)

    @property
    def reader(self) -> Reader:
        return Reader(
            id=self.id,
            role=self.role,
            messenger=self.messenger,
            ngo=self.ngo,
            origin=self.origin,
        )


class SignInLink(SQLModel, table=True):
    """A one-time link: only the SHA-256 of its token is kept."""

    __tablename__ = "sign_in_links"

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="users.id", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SignIn(SQLModel, table=True):
    """A session of one browser: only the SHA-256 of its cookie is kept."""

    __tablename__ = "sign_ins"

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="users.id", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    device: str = Field(default="", max_length=200)
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FailedSignIn(SQLModel, table=True):
    """One failed attempt; `key` is the SHA-256 of the address written or of the peer."""

    __tablename__ = "failed_sign_ins"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=64, index=True)
    at: datetime = Field(sa_type=UtcDateTime)
