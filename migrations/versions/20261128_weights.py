"""The weights of the score that Coordinators saved."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_weights"
down_revision = "20261128_forecasts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "weights_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_weights_changes_author_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weights_changes")),
    )


def downgrade() -> None:
    op.drop_table("weights_changes")
