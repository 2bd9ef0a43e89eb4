"""How next steps of contacts ended."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_step_outcomes"
down_revision = "20261128_trips"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "step_outcomes",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "taken", "not_needed", name="stepend", native_enum=False, create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_step_outcomes_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_step_outcomes_contact_id_contacts")
        ),
        sa.PrimaryKeyConstraint("contact_id", "number", name=op.f("pk_step_outcomes")),
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("step_outcomes")
