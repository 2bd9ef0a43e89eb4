"""Views of lists that people keep."""

import sqlalchemy as sa
from alembic import op

revision = "20261124_views"
down_revision = "20261124_previous_visit"
branch_labels = None
depends_on = None

LISTINGS = ("doors", "board", "contacts", "approaches", "commitments", "states")
ORIGINS = ("real", "demonstration", "synthetic")


def upgrade() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing", _choice("listing", LISTINGS), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("query", sa.String(length=2000), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("origin", _choice("origin", ORIGINS), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_saved_views_author_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint(
            "author_id", "listing", "name", name=op.f("uq_saved_views_author_id_listing_name")
        ),
    )


def downgrade() -> None:
    op.drop_table("saved_views")


def _choice(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
