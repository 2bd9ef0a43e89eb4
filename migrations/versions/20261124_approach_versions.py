"""Earlier texts of approaches."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_approach_versions"
down_revision = "20261124_contact_text"
branch_labels = None
depends_on = None

LEVELS = ("group", "delegations", "messenger", "coordinators")


def upgrade() -> None:
    op.create_table(
        "approach_versions",
        sa.Column("approach_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                *LEVELS, name="visibility", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["approach_id"],
            ["approaches.id"],
            name=op.f("fk_approach_versions_approach_id_approaches"),
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["users.id"], name=op.f("fk_approach_versions_replaced_by_users")
        ),
        sa.PrimaryKeyConstraint("approach_id", "number", name=op.f("pk_approach_versions")),
    )


def downgrade() -> None:
    op.drop_table("approach_versions")
