"""Meetings that people record, and who attends a meeting."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_attendances"
down_revision = "20261124_approach_versions"
branch_labels = None
depends_on = None

ORIGINS = ("real", "demonstration", "synthetic")
COLUMNS = {
    "recorded_by": ("INTEGER CONSTRAINT fk_meetings_recorded_by_users REFERENCES users (id)"),
    "recorded_at": "{instant}",
    "origin": (
        "VARCHAR(40) DEFAULT 'real' NOT NULL"
        " CONSTRAINT ck_meetings_origin CHECK (origin IN ('real', 'demonstration', 'synthetic'))"
    ),
}
"""Added in SQL, which both databases understand: contacts point to meetings, and on SQLite a table
that is pointed to cannot be built anew."""


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    instant = "DATETIME" if sqlite else "TIMESTAMP WITH TIME ZONE"
    for name, kind in COLUMNS.items():
        op.execute(f"ALTER TABLE meetings ADD COLUMN {name} {kind.format(instant=instant)}")
    op.create_table(
        "attendances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("messenger", sa.String(length=12), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(*ORIGINS, name="origin", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_attendances_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["messenger"], ["messengers.code"], name=op.f("fk_attendances_messenger_messengers")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_attendances_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["taken_back_by"], ["users.id"], name=op.f("fk_attendances_taken_back_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
    )
    op.create_index(op.f("ix_attendances_messenger"), "attendances", ["messenger"])
    op.create_index(
        op.f("ix_attendances_meeting_id_messenger"),
        "attendances",
        ["meeting_id", "messenger"],
        unique=True,
        sqlite_where=sa.text("taken_back_at IS NULL"),
        postgresql_where=sa.text("taken_back_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("attendances")
    for name in reversed(COLUMNS):
        op.execute(f"ALTER TABLE meetings DROP COLUMN {name}")
