"""Suggestions that stood while somebody did something else at their door."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_passed_over"
down_revision = "20261128_rests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "passed_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column(
            "ask",
            sa.Enum(
                "ratify", "accede", name="ask", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("suggestion", sa.JSON(), nullable=False),
        sa.Column("stood_on", sa.Date(), nullable=False),
        sa.Column("approach_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "real",
                "demonstration",
                "synthetic",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["approach_id"], ["approaches.id"], name=op.f("fk_passed_over_approach_id_approaches")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_passed_over_contact_id_contacts")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_passed_over_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_passed_over_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passed_over")),
    )
    op.create_index(op.f("ix_passed_over_state_iso3_ask"), "passed_over", ["state_iso3", "ask"])
    op.create_index(op.f("ix_passed_over_author_id"), "passed_over", ["author_id"])


def downgrade() -> None:
    op.drop_table("passed_over")
