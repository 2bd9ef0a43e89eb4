"""Elections, new ministers and hosted events that people record."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_happenings"
down_revision = "20261124_joinings"
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


def upgrade() -> None:
    op.create_table(
        "happenings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "election",
                "new_minister",
                "hosted_event",
                name="happening_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.String(length=10), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=1000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", ORIGIN, nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_happenings_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_happenings_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_happenings")),
    )
    op.create_index(op.f("ix_happenings_state_iso3"), "happenings", ["state_iso3"])

    op.create_table(
        "happening_retractions",
        sa.Column("happening_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_happening_retractions_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["happening_id"],
            ["happenings.id"],
            name=op.f("fk_happening_retractions_happening_id_happenings"),
        ),
        sa.PrimaryKeyConstraint("happening_id", name=op.f("pk_happening_retractions")),
    )


def downgrade() -> None:
    op.drop_table("happening_retractions")
    op.drop_table("happenings")
