"""The library of messages: sources and translations, revisions of drafts, and the steps of each.

On SQLite a table that is pointed to cannot be built anew: what points to a version stands aside
meanwhile, and points to it again afterwards.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

# ruff: noqa: S608  # the names in the statements are our own

revision = "20261128_message_library"
down_revision = "20261128_plan_wishes"
branch_labels = None
depends_on = None

ORIGIN = (
    "VARCHAR(40) DEFAULT 'real' NOT NULL"
    " CONSTRAINT ck_messages_origin CHECK (origin IN ('real', 'demonstration', 'synthetic'))"
)
RECORDED = "INTEGER CONSTRAINT fk_messages_recorded_by_users REFERENCES users (id)"
TEXTS = ("for_foreign_ministry", "for_defence_ministry", "for_parliament")
POINTING = ("contacts", "approaches")
FORMER = "uq_message_versions_message_id_language_number"
PRESENT = "uq_message_versions_message_id_language_number_edition"
SOURCES = "ix_message_versions_message_id_number"
LANGUAGE = (
    "UPDATE message_versions SET source_language = COALESCE((SELECT"
    " CASE WHEN SUM(CASE WHEN o.language = 'en' THEN 1 ELSE 0 END) > 0 THEN 'en'"
    " ELSE MIN(o.language) END FROM message_versions o WHERE"
    " o.message_id = message_versions.message_id AND o.number = message_versions.number), language)"
)
PLACE = (
    "UPDATE message_arguments SET place = (SELECT COUNT(*) FROM message_arguments o WHERE"
    " o.message_version_id = message_arguments.message_version_id AND o.id <= message_arguments.id)"
)


def _origin() -> sa.Enum:
    values = ("real", "demonstration", "synthetic")
    return sa.Enum(*values, name="origin", native_enum=False, create_constraint=True, length=40)


@contextmanager
def _standing_aside() -> Iterator[None]:
    """What points to a version points to nothing meanwhile."""
    for table in POINTING:
        op.execute(
            f"CREATE TEMPORARY TABLE aside_{table} AS SELECT id, message_version_id FROM {table}"
            " WHERE message_version_id IS NOT NULL"
        )
        op.execute(f"UPDATE {table} SET message_version_id = NULL")
    op.execute("CREATE TEMPORARY TABLE aside_arguments AS SELECT * FROM message_arguments")
    op.execute("DELETE FROM message_arguments")
    yield
    op.execute("INSERT INTO message_arguments SELECT * FROM aside_arguments")
    op.execute("DROP TABLE aside_arguments")
    for table in POINTING:
        op.execute(
            f"UPDATE {table} SET message_version_id = (SELECT a.message_version_id FROM"
            f" aside_{table} a JOIN message_versions v ON v.id = a.message_version_id"
            f" WHERE a.id = {table}.id) WHERE id IN (SELECT id FROM aside_{table})"
        )
        op.execute(f"DROP TABLE aside_{table}")


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    instant = "DATETIME" if sqlite else "TIMESTAMP WITH TIME ZONE"
    for name, kind in (("recorded_by", RECORDED), ("recorded_at", instant), ("origin", ORIGIN)):
        op.execute(f"ALTER TABLE messages ADD COLUMN {name} {kind}")
    with _standing_aside():
        _widen_versions()
    _place_arguments()
    _add_tables()


def _widen_versions() -> None:
    with op.batch_alter_table("message_versions", schema=None) as batch_op:
        number, text = sa.Integer(), sa.String()
        said = {"server_default": "", "nullable": False}
        batch_op.add_column(sa.Column("source_language", sa.String(length=8), **said))
        batch_op.add_column(sa.Column("edition", number, server_default="1", nullable=False))
        for name in TEXTS:
            batch_op.add_column(sa.Column(name, text, **said))
        batch_op.add_column(sa.Column("press_line", sa.String(length=600), **said))
        batch_op.add_column(sa.Column("revision", number, server_default="1", nullable=False))
        batch_op.add_column(sa.Column("recorded_by", number, nullable=True))
        batch_op.add_column(sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("origin", _origin(), server_default="real", nullable=False))
        batch_op.create_foreign_key(
            op.f("fk_message_versions_recorded_by_users"), "users", ["recorded_by"], ["id"]
        )
        batch_op.drop_constraint(op.f(FORMER), type_="unique")
        unique = ["message_id", "language", "number", "edition"]
        batch_op.create_unique_constraint(op.f(PRESENT), unique)
    op.execute(LANGUAGE)
    op.create_index(
        op.f(SOURCES),
        "message_versions",
        ["message_id", "number"],
        unique=True,
        sqlite_where=sa.text("language = source_language"),
        postgresql_where=sa.text("language = source_language"),
    )


def _place_arguments() -> None:
    with op.batch_alter_table("message_arguments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", sa.Integer(), server_default="0", nullable=False))
        batch_op.drop_constraint(
            op.f("uq_message_arguments_message_version_id_barrier"), type_="unique"
        )
    op.execute(PLACE)
    with op.batch_alter_table("message_arguments", schema=None) as batch_op:
        batch_op.create_unique_constraint(
            op.f("uq_message_arguments_message_version_id_place"), ["message_version_id", "place"]
        )


def _add_tables() -> None:
    op.create_table(
        "message_revisions",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["message_versions.id"],
            name=op.f("fk_message_revisions_version_id_message_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["users.id"], name=op.f("fk_message_revisions_replaced_by_users")
        ),
        sa.PrimaryKeyConstraint("version_id", "number", name=op.f("pk_message_revisions")),
    )
    steps = ("reviewed", "adopted", "retired")
    op.create_table(
        "message_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(*steps, name="step", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["message_versions.id"],
            name=op.f("fk_message_steps_version_id_message_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_message_steps_author_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_steps")),
    )
    op.create_index(op.f("ix_message_steps_version_id"), "message_steps", ["version_id"])


def downgrade() -> None:
    """Drafts and second translations go: the former schema has no place for them."""
    later = "recorded_at IS NOT NULL OR edition > 1"
    op.drop_table("message_steps")
    op.drop_table("message_revisions")
    for table in POINTING:
        op.execute(
            f"UPDATE {table} SET message_version_id = NULL WHERE message_version_id IN"
            f" (SELECT id FROM message_versions WHERE {later})"
        )
    op.execute(
        "DELETE FROM message_arguments WHERE barrier = '' OR message_version_id IN"
        f" (SELECT id FROM message_versions WHERE {later})"
    )
    op.execute(f"DELETE FROM message_versions WHERE {later}")
    op.execute("DELETE FROM messages WHERE recorded_at IS NOT NULL")
    with op.batch_alter_table("message_arguments", schema=None) as batch_op:
        batch_op.drop_constraint(
            op.f("uq_message_arguments_message_version_id_place"), type_="unique"
        )
        batch_op.drop_column("place")
        batch_op.create_unique_constraint(
            op.f("uq_message_arguments_message_version_id_barrier"),
            ["message_version_id", "barrier"],
        )
    op.drop_index(op.f(SOURCES), "message_versions")
    with _standing_aside(), op.batch_alter_table("message_versions", schema=None) as batch_op:
        batch_op.drop_constraint(op.f(PRESENT), type_="unique")
        batch_op.create_unique_constraint(op.f(FORMER), ["message_id", "language", "number"])
        batch_op.drop_constraint(op.f("fk_message_versions_recorded_by_users"), type_="foreignkey")
        batch_op.drop_constraint(op.f("ck_message_versions_origin"), type_="check")
        for name in ("origin", "recorded_at", "recorded_by", "revision", "press_line"):
            batch_op.drop_column(name)
        for name in (*reversed(TEXTS), "edition", "source_language"):
            batch_op.drop_column(name)
    for name in ("origin", "recorded_at", "recorded_by"):
        op.execute(f"ALTER TABLE messages DROP COLUMN {name}")
