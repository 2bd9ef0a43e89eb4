"""Doors that people put to rest, and what wakes them."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_rests"
down_revision = "20261128_withdrawal_signals"
branch_labels = None
depends_on = None

ORIGIN = sa.Enum(
    "real",
    "demonstration",
    "synthetic",
    name="origin",
    native_enum=False,
    create_constraint=True,
    length=40,
)
VISIBILITY = sa.Enum(
    "group",
    "delegations",
    "messenger",
    "coordinators",
    name="visibility",
    native_enum=False,
    create_constraint=True,
    length=40,
)


def upgrade() -> None:
    op.create_table(
        "rests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column(
            "ask",
            sa.Enum(
                "ratify", "accede", name="ask", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("rested_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("resolution", sa.String(length=20), nullable=False),
        sa.Column("vote", sa.String(length=10), nullable=False),
        sa.Column("parties", sa.String(length=400), nullable=False),
        sa.Column("visibility", VISIBILITY, nullable=False),
        sa.Column("warn_others", sa.Boolean(), nullable=False),
        sa.Column("messenger", sa.String(length=12), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", ORIGIN, nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_rests_author_id_users")),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_rests_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rests")),
    )
    op.create_index(op.f("ix_rests_author_id"), "rests", ["author_id"])
    op.create_index(op.f("ix_rests_state_iso3_ask"), "rests", ["state_iso3", "ask"])

    op.create_table(
        "rest_ends",
        sa.Column("rest_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_rest_ends_author_id_users")
        ),
        sa.ForeignKeyConstraint(["rest_id"], ["rests.id"], name=op.f("fk_rest_ends_rest_id_rests")),
        sa.PrimaryKeyConstraint("rest_id", name=op.f("pk_rest_ends")),
    )
    op.create_table(
        "rest_triggers",
        sa.Column("rest_id", sa.Integer(), nullable=False),
        sa.Column(
            "trigger",
            sa.Enum(
                "vote",
                "neighbour",
                "election",
                "new_minister",
                "hosted_event",
                name="trigger",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["rest_id"], ["rests.id"], name=op.f("fk_rest_triggers_rest_id_rests")
        ),
        sa.PrimaryKeyConstraint("rest_id", "trigger", name=op.f("pk_rest_triggers")),
    )


def downgrade() -> None:
    op.drop_table("rest_triggers")
    op.drop_table("rest_ends")
    op.drop_table("rests")
