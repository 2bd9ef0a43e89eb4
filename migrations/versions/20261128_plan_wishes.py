"""What Coordinators change of a plan, the plan that another begins from, and adoption."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_plan_wishes"
down_revision = "20261128_meeting_versions"
branch_labels = None
depends_on = None

KINDS = ("pin", "not then", "never", "instead")
ASKS = ("ratify", "accede")
LEVELS = (
    "expert", "ambassador", "director", "minister", "head", "parliamentarian", "military",
)  # fmt: skip
CHANNELS = (
    "bilateral_meeting", "demarche", "note_verbale", "letter", "phone_call", "email", "margins",
    "side_event", "workshop", "high_level_visit", "public_statement", "parliamentary_contact",
    "third_party",
)  # fmt: skip
PARENT = "INTEGER CONSTRAINT fk_plan_runs_parent_id_plan_runs REFERENCES plan_runs (id)"
"""Added in SQL, which both databases understand: points of plans point to them, and on SQLite a
table that is pointed to cannot be built anew."""


def upgrade() -> None:
    op.execute(f"ALTER TABLE plan_runs ADD COLUMN parent_id {PARENT}")
    op.create_index(op.f("ix_plan_runs_parent_id"), "plan_runs", ["parent_id"])
    op.create_table(
        "plan_wishes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("kind", _choice("wish_kind", KINDS), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column("ask", _choice("ask", ASKS), nullable=False),
        sa.Column("messenger", sa.String(length=12), nullable=False),
        sa.Column("monday", sa.Date(), nullable=False),
        sa.Column("level", _choice("level", LEVELS), nullable=False),
        sa.Column("channel", _choice("channel", CHANNELS), nullable=False),
        sa.Column("to_messenger", sa.String(length=12), nullable=True),
        sa.Column("to_monday", sa.Date(), nullable=True),
        sa.Column("to_level", _choice("to_level", LEVELS), nullable=True),
        sa.Column("to_channel", _choice("to_channel", CHANNELS), nullable=True),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_back_by", sa.Integer(), nullable=True),
        *_points_to("plan_wishes", run_id="plan_runs.id", state_iso3="states.iso3"),
        *_points_to("plan_wishes", messenger="messengers.code", to_messenger="messengers.code"),
        *_points_to("plan_wishes", author_id="users.id", taken_back_by="users.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_wishes")),
    )
    op.create_index(op.f("ix_plan_wishes_author_id"), "plan_wishes", ["author_id"])
    op.create_index(op.f("ix_plan_wishes_run_id"), "plan_wishes", ["run_id"])
    op.create_table(
        "plan_adoptions",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("refused", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=False),
        *_points_to("plan_adoptions", run_id="plan_runs.id", author_id="users.id"),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_plan_adoptions")),
    )
    op.create_index(op.f("ix_plan_adoptions_author_id"), "plan_adoptions", ["author_id"])
    op.create_table(
        "adopted_lines",
        sa.Column("approach_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.String(length=80), nullable=False),
        *_points_to("adopted_lines", approach_id="approaches.id", run_id="plan_runs.id"),
        sa.PrimaryKeyConstraint("approach_id", name=op.f("pk_adopted_lines")),
    )
    op.create_index(op.f("ix_adopted_lines_run_id"), "adopted_lines", ["run_id"])


def downgrade() -> None:
    op.drop_table("adopted_lines")
    op.drop_table("plan_adoptions")
    op.drop_table("plan_wishes")
    op.drop_index(op.f("ix_plan_runs_parent_id"), "plan_runs")
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("plan_runs") as table:
            table.drop_column("parent_id")
    else:
        op.drop_column("plan_runs", "parent_id")


def _points_to(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [target], name=op.f(f"fk_{table}_{column}_{target.partition('.')[0]}")
        )
        for column, target in columns.items()
    ]


def _choice(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
