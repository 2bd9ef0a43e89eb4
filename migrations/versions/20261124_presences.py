"""Forms about a door that are open just now."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_presences"
down_revision = "20261124_views"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "presences",
        sa.Column("sign_in_id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["sign_in_id"],
            ["sign_ins.id"],
            name=op.f("fk_presences_sign_in_id_sign_ins"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_presences_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("sign_in_id", "state_iso3", name=op.f("pk_presences")),
    )


def downgrade() -> None:
    op.drop_table("presences")
