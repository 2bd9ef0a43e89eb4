"""Trips that are called off as a whole, and taken up again."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_trip_callings_off"
down_revision = "20261128_step_outcomes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trip_callings_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("called_off_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_trip_callings_off_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["trip_id"], ["trips.id"], name=op.f("fk_trip_callings_off_trip_id_trips")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["users.id"], name=op.f("fk_trip_callings_off_undone_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trip_callings_off")),
    )
    op.create_index(op.f("ix_trip_callings_off_trip_id"), "trip_callings_off", ["trip_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_trip_callings_off_trip_id"), table_name="trip_callings_off")
    op.drop_table("trip_callings_off")
