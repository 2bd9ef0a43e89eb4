"""Briefs that people edit for one meeting."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_edited_briefs"
down_revision = "20261128_reports"
branch_labels = None
depends_on = None

ORIGINS = ("real", "demonstration", "synthetic")
LEVELS = ("group", "delegations", "messenger", "coordinators")


def _one_of(*values: str, name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "edited_briefs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("occasion", sa.String(length=160), nullable=False),
        sa.Column("held_on", sa.String(length=10), nullable=False),
        sa.Column("visibility", _one_of(*LEVELS, name="visibility"), nullable=False),
        sa.Column("messenger", sa.String(length=12), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", _one_of(*ORIGINS, name="origin"), nullable=False),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_edited_briefs_state_iso3_states")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_edited_briefs_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_edited_briefs_author_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edited_briefs")),
    )
    op.create_index(op.f("ix_edited_briefs_state_iso3_id"), "edited_briefs", ["state_iso3", "id"])
    op.create_index(op.f("ix_edited_briefs_author_id"), "edited_briefs", ["author_id"])
    op.create_table(
        "brief_saves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("brief_id", sa.Integer(), nullable=False),
        sa.Column("messenger", sa.String(length=12), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", _one_of(*ORIGINS, name="origin"), nullable=False),
        sa.ForeignKeyConstraint(
            ["brief_id"], ["edited_briefs.id"], name=op.f("fk_brief_saves_brief_id_edited_briefs")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_brief_saves_author_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brief_saves")),
    )
    op.create_index(op.f("ix_brief_saves_brief_id"), "brief_saves", ["brief_id"])
    op.create_index(op.f("ix_brief_saves_author_id"), "brief_saves", ["author_id"])
    op.create_table(
        "brief_edits",
        sa.Column("save_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=120), nullable=False),
        sa.Column("section", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("level", _one_of(*LEVELS, name="level"), nullable=False),
        sa.Column("rests", sa.String(), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["save_id"], ["brief_saves.id"], name=op.f("fk_brief_edits_save_id_brief_saves")
        ),
        sa.PrimaryKeyConstraint("save_id", "line", name=op.f("pk_brief_edits")),
    )


def downgrade() -> None:
    op.drop_table("brief_edits")
    op.drop_table("brief_saves")
    op.drop_table("edited_briefs")
