"""Two entries that tell of one meeting, joined and parted."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_joinings"
down_revision = "20261124_presences"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "joinings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_joinings_contact_id_contacts")
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["contacts.id"], name=op.f("fk_joinings_into_id_contacts")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_joinings_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["users.id"], name=op.f("fk_joinings_undone_by_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joinings")),
    )
    op.create_index(op.f("ix_joinings_contact_id"), "joinings", ["contact_id"])
    op.create_index(op.f("ix_joinings_into_id"), "joinings", ["into_id"])


def downgrade() -> None:
    op.drop_table("joinings")
