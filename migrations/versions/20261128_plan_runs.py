"""Plans of the round that Coordinators ask for, and how far each had come."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_plan_runs"
down_revision = "20261128_weights"
branch_labels = None
depends_on = None

STATES = ("waiting", "running", "done", "cancelled", "interrupted", "failed")
ORIGINS = ("real", "demonstration", "synthetic")


def upgrade() -> None:
    op.create_table(
        "plan_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("envoy_days", sa.Integer(), nullable=True),
        sa.Column("envoy_trips", sa.Integer(), nullable=True),
        sa.Column("state", _choice("run_state", STATES), nullable=False),
        sa.Column("worker", sa.String(length=80), nullable=True),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plan", sa.JSON(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", _choice("origin", ORIGINS), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_plan_runs_author_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_runs")),
    )
    op.create_index(op.f("ix_plan_runs_author_id"), "plan_runs", ["author_id"])
    op.create_table(
        "plan_points",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("elapsed", sa.Float(), nullable=False),
        sa.Column("objective", sa.Float(), nullable=False),
        sa.Column("bound", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["run_id"], ["plan_runs.id"], name=op.f("fk_plan_points_run_id_plan_runs")
        ),
        sa.PrimaryKeyConstraint("run_id", "number", name=op.f("pk_plan_points")),
    )


def downgrade() -> None:
    op.drop_table("plan_points")
    op.drop_table("plan_runs")


def _choice(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
