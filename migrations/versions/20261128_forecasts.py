"""Forecasts that people write down, beside the engine's."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_forecasts"
down_revision = "20261128_passed_over"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forecasts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("engine_chance", sa.Float(), nullable=True),
        sa.Column("engine_low", sa.Float(), nullable=True),
        sa.Column("engine_high", sa.Float(), nullable=True),
        sa.Column("engine_taught_until", sa.Date(), nullable=False),
        sa.Column("revises_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "real",
                "demonstration",
                "synthetic",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_forecasts_state_iso3_states")
        ),
        sa.ForeignKeyConstraint(
            ["revises_id"], ["forecasts.id"], name=op.f("fk_forecasts_revises_id_forecasts")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_forecasts_author_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecasts")),
    )
    columns = ["state_iso3", "due_on", "author_id"]
    op.create_index(op.f("ix_forecasts_state_iso3_due_on_author_id"), "forecasts", columns)
    op.create_index(op.f("ix_forecasts_author_id"), "forecasts", ["author_id"])


def downgrade() -> None:
    op.drop_table("forecasts")
