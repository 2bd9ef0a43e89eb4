"""Drafts of reports that were discarded."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_report_discards"
down_revision = "20261128_trip_callings_off"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report_discards",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_report_discards_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_discards_report_id_reports")
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report_discards")),
    )


def downgrade() -> None:
    op.drop_table("report_discards")
