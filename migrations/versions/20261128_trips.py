"""Trips and their appointments."""

import sqlalchemy as sa
from alembic import op

revision = "20261128_trips"
down_revision = "20261128_edited_briefs"
branch_labels = None
depends_on = None


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


VISIBILITY = _choice("visibility", "group", "delegations", "messenger", "coordinators")
ORIGIN = _choice("origin", "real", "demonstration", "synthetic")
CHANNEL = _choice(
    "channel", "bilateral_meeting", "demarche", "note_verbale", "letter", "phone_call", "email",
    "margins", "side_event", "workshop", "high_level_visit", "public_statement",
    "parliamentary_contact", "third_party",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "trips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("messenger", sa.String(length=12), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("visibility", VISIBILITY, nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", ORIGIN, nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_trips_author_id_users")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_trips_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["messenger"], ["messengers.code"], name=op.f("fk_trips_messenger_messengers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trips")),
    )
    op.create_index(op.f("ix_trips_author_id"), "trips", ["author_id"])
    op.create_index(op.f("ix_trips_messenger"), "trips", ["messenger"])

    op.create_table(
        "trip_versions",
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("visibility", VISIBILITY, nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["users.id"], name=op.f("fk_trip_versions_replaced_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["trip_id"], ["trips.id"], name=op.f("fk_trip_versions_trip_id_trips")
        ),
        sa.PrimaryKeyConstraint("trip_id", "number", name=op.f("pk_trip_versions")),
    )
    op.create_table(
        "appointments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("channel", CHANNEL, nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("counterpart_office", sa.String(length=200), nullable=False),
        sa.Column("counterpart_name", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("approach_id", sa.Integer(), nullable=True),
        sa.Column("override_reason", sa.String(length=1000), nullable=False),
        sa.Column("visibility", VISIBILITY, nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", ORIGIN, nullable=False),
        sa.Column("called_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_off_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approach_id"], ["approaches.id"], name=op.f("fk_appointments_approach_id_approaches")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_appointments_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["called_off_by"], ["users.id"], name=op.f("fk_appointments_called_off_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_appointments_state_iso3_states")
        ),
        sa.ForeignKeyConstraint(
            ["trip_id"], ["trips.id"], name=op.f("fk_appointments_trip_id_trips")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
    )
    op.create_index(op.f("ix_appointments_approach_id"), "appointments", ["approach_id"])
    op.create_index(op.f("ix_appointments_author_id"), "appointments", ["author_id"])
    op.create_index(op.f("ix_appointments_trip_id"), "appointments", ["trip_id"])

    op.create_table(
        "appointment_contacts",
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointments.id"],
            name=op.f("fk_appointment_contacts_appointment_id_appointments"),
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contacts.id"],
            name=op.f("fk_appointment_contacts_contact_id_contacts"),
        ),
        sa.PrimaryKeyConstraint(
            "appointment_id", "contact_id", name=op.f("pk_appointment_contacts")
        ),
    )
    op.create_index(
        op.f("ix_appointment_contacts_contact_id"), "appointment_contacts", ["contact_id"]
    )

    op.create_table(
        "appointment_versions",
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("visibility", VISIBILITY, nullable=False),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointments.id"],
            name=op.f("fk_appointment_versions_appointment_id_appointments"),
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["users.id"], name=op.f("fk_appointment_versions_replaced_by_users")
        ),
        sa.PrimaryKeyConstraint("appointment_id", "number", name=op.f("pk_appointment_versions")),
    )


def downgrade() -> None:
    op.drop_table("appointment_versions")
    op.drop_table("appointment_contacts")
    op.drop_table("appointments")
    op.drop_table("trip_versions")
    op.drop_table("trips")
