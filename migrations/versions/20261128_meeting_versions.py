"""Earlier versions of meetings"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_meeting_versions"
down_revision = "20261128_plan_runs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "meeting_versions",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_versions_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["users.id"], name=op.f("fk_meeting_versions_replaced_by_users")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "number", name=op.f("pk_meeting_versions")),
    )
    version = sa.Column("version", sa.Integer(), server_default="1", nullable=False)
    op.add_column("meetings", version)


def downgrade() -> None:
    op.drop_column("meetings", "version")
    op.drop_table("meeting_versions")
