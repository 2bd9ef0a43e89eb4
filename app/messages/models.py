"""The group's agreed talking points, versioned."""

from sqlmodel import Field, SQLModel, UniqueConstraint


class Message(SQLModel, table=True):
    """One theme; `ask` is the ask that it serves (an Ask's value; that floor is above)."""

    __tablename__ = "messages"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=40, unique=True)
    ask: str = Field(max_length=40, index=True)


class MessageVersion(SQLModel, table=True):
    """`points` has one talking point a line; the newest `number` of a language is current."""

    __tablename__ = "message_versions"
    __table_args__ = (UniqueConstraint("message_id", "language", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="messages.id", index=True)
    language: str = Field(max_length=8)
    number: int
    title: str = Field(max_length=120)
    objective: str = Field(max_length=400)
    the_ask: str = Field(max_length=400)
    fallback_ask: str = Field(max_length=400)
    points: str
    source: str


class Argument(SQLModel, table=True):
    """What they may raise, by barrier, and the group's answer."""

    __tablename__ = "message_arguments"
    __table_args__ = (UniqueConstraint("message_version_id", "barrier"),)

    id: int | None = Field(default=None, primary_key=True)
    message_version_id: int = Field(foreign_key="message_versions.id", index=True)
    barrier: str = Field(max_length=40)
    may_raise: str = Field(max_length=400)
    answer: str = Field(max_length=1000)
