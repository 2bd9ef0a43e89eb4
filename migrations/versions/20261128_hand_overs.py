"""Hand-overs; and whoever promised something in a contact follows it up."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_hand_overs"
down_revision = "20261128_message_library"
branch_labels = None
depends_on = None

FOLLOWED_UP = (
    "UPDATE contacts SET next_step_owner = author_id WHERE next_step_owner IS NULL AND"
    " (next_step <> '' OR next_step_due IS NOT NULL OR EXISTS (SELECT 1 FROM commitments"
    " WHERE commitments.contact_id = contacts.id AND commitments.removed_in IS NULL))"
)
"""Where nobody is named, its author follows a contact up."""


def upgrade() -> None:
    op.execute(FOLLOWED_UP)
    op.create_table(
        "hand_overs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("leaving_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("submission", sa.String(length=64), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], ["users.id"], name=op.f(f"fk_hand_overs_{column}_users")
            )
            for column in ("leaving_id", "successor_id", "author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_overs")),
        sa.UniqueConstraint(
            "leaving_id", "submission", name=op.f("uq_hand_overs_leaving_id_submission")
        ),
    )
    op.create_table(
        "handed_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hand_over_id", sa.Integer(), nullable=False),
        sa.Column("approach_id", sa.Integer(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("to_id", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_handed_over_{column}_{table}")
            )
            for column, table in (
                ("hand_over_id", "hand_overs"),
                ("approach_id", "approaches"),
                ("contact_id", "contacts"),
                ("to_id", "users"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handed_over")),
    )
    op.create_index(op.f("ix_handed_over_hand_over_id"), "handed_over", ["hand_over_id"])
    op.create_index(op.f("ix_handed_over_to_id"), "handed_over", ["to_id"])


def downgrade() -> None:
    op.drop_table("handed_over")
    op.drop_table("hand_overs")
