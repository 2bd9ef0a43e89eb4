"""When each person's previous visit ended: what is new on Home is counted from there."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_previous_visit"
down_revision = "20261124_targets"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("previous_visit", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("users", "previous_visit")
