"""Public signals that a State Party may leave."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_withdrawal_signals"
down_revision = "20261128_happenings"
branch_labels = None
depends_on = None

ORIGIN = sa.Enum(
    "real",
    "demonstration",
    "synthetic",
    name="origin",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def upgrade() -> None:
    op.create_table(
        "withdrawal_signals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column("seen_on", sa.String(length=10), nullable=False),
        sa.Column("what", sa.String(length=1000), nullable=False),
        sa.Column("source", sa.String(length=1000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", ORIGIN, nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_withdrawal_signals_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_withdrawal_signals_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawal_signals")),
    )
    op.create_table(
        "withdrawal_signal_retractions",
        sa.Column("signal_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["users.id"],
            name=op.f("fk_withdrawal_signal_retractions_author_id_users"),
        ),
        sa.ForeignKeyConstraint(
            ["signal_id"],
            ["withdrawal_signals.id"],
            name=op.f("fk_withdrawal_signal_retractions_signal_id_withdrawal_signals"),
        ),
        sa.PrimaryKeyConstraint("signal_id", name=op.f("pk_withdrawal_signal_retractions")),
    )


def downgrade() -> None:
    op.drop_table("withdrawal_signal_retractions")
    op.drop_table("withdrawal_signals")
