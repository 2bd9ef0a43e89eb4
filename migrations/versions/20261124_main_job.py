"""the main job"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_main_job"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("detail", sa.String(length=400), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
        sa.UniqueConstraint("digest", name=op.f("uq_audit_entries_digest")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entries_at"), ["at"], unique=False)

    op.create_table(
        "failed_sign_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_sign_ins")),
    )
    with op.batch_alter_table("failed_sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_failed_sign_ins_key"), ["key"], unique=False)

    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.String(length=10), nullable=False),
        sa.Column("ends_on", sa.String(length=10), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("president", sa.String(length=3), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("name", "starts_on", name=op.f("uq_meetings_name_starts_on")),
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("ask", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("code", name=op.f("uq_messages_code")),
    )
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_messages_ask"), ["ask"], unique=False)

    op.create_table(
        "resolutions",
        sa.Column("resolution", sa.String(length=20), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=True),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("abstain", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("resolution", name=op.f("pk_resolutions")),
    )
    with op.batch_alter_table("resolutions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resolutions_topic"), ["topic"], unique=False)

    op.create_table(
        "states",
        sa.Column("iso3", sa.String(length=3), nullable=False),
        sa.Column("iso2", sa.String(length=2), nullable=False),
        sa.Column("iso_numeric", sa.String(length=3), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_fr", sa.String(length=120), nullable=False),
        sa.Column("name_es", sa.String(length=120), nullable=False),
        sa.Column("un_regional_group", sa.String(length=40), nullable=False),
        sa.Column("un_subregion", sa.String(length=60), nullable=False),
        sa.Column("un_intermediate_region", sa.String(length=60), nullable=False),
        sa.Column("capital", sa.String(length=120), nullable=False),
        sa.Column("official_languages", sa.String(length=120), nullable=False),
        sa.Column("official_languages_iso639_3", sa.String(length=120), nullable=False),
        sa.Column("working_languages", sa.String(length=120), nullable=False),
        sa.Column("small_island_developing", sa.Boolean(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("population_year", sa.Integer(), nullable=True),
        sa.Column("nato_member", sa.Boolean(), nullable=True),
        sa.Column("un_member", sa.Boolean(), nullable=True),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("iso3", name=op.f("pk_states")),
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "coordinator",
                "member",
                "envoy",
                "observer",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("messenger", sa.String(length=12), nullable=True),
        sa.Column("ngo", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
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
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("email", name=op.f("uq_users_email")),
    )
    op.create_table(
        "barrier_readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column(
            "ask",
            sa.Enum(
                "ratify", "accede", name="ask", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "barrier",
            sa.Enum(
                "stockpile_cost",
                "military_utility",
                "alliance_interoperability",
                "regional_security",
                "awaits_neighbours",
                "domestic_procedure",
                "low_priority",
                "capacity",
                "political_instability",
                "ccw_preference",
                name="barrier",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=1000), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "group",
                "delegations",
                "messenger",
                "coordinators",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("messenger", sa.String(length=12), nullable=True),
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
            ["author_id"], ["users.id"], name=op.f("fk_barrier_readings_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_barrier_readings_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barrier_readings")),
    )
    with op.batch_alter_table("barrier_readings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_barrier_readings_author_id"), ["author_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_barrier_readings_state_iso3_ask"), ["state_iso3", "ask"], unique=False
        )

    op.create_table(
        "holds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column(
            "ask",
            sa.Enum(
                "ratify", "accede", name="ask", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_holds_author_id_users")),
        sa.ForeignKeyConstraint(["lifted_by"], ["users.id"], name=op.f("fk_holds_lifted_by_users")),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_holds_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
    )
    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_holds_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_holds_state_iso3_ask"), ["state_iso3", "ask"], unique=False
        )

    op.create_table(
        "memberships",
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column("organisation", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_memberships_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("state_iso3", "organisation", name=op.f("pk_memberships")),
    )
    op.create_table(
        "message_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("objective", sa.String(length=400), nullable=False),
        sa.Column("the_ask", sa.String(length=400), nullable=False),
        sa.Column("fallback_ask", sa.String(length=400), nullable=False),
        sa.Column("points", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_message_versions_message_id_messages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_versions")),
        sa.UniqueConstraint(
            "message_id",
            "language",
            "number",
            name=op.f("uq_message_versions_message_id_language_number"),
        ),
    )
    with op.batch_alter_table("message_versions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_message_versions_message_id"), ["message_id"], unique=False
        )

    op.create_table(
        "messengers",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "delegation",
                "envoy",
                "coordinators",
                "president",
                "isu",
                "ngo",
                "icrc",
                "un",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("state_iso3", sa.String(length=3), nullable=True),
        sa.Column("takes_part", sa.Boolean(), nullable=False),
        sa.Column("languages", sa.String(length=60), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_messengers_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_messengers")),
    )
    op.create_table(
        "offices_held",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column("role", sa.String(length=60), nullable=False),
        sa.Column("from_date", sa.String(length=10), nullable=False),
        sa.Column("to_date", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_offices_held_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offices_held")),
    )
    with op.batch_alter_table("offices_held", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_offices_held_state_iso3"), ["state_iso3"], unique=False
        )

    op.create_table(
        "positions",
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column("producer", sa.String(), nullable=False),
        sa.Column("stockpiler", sa.String(), nullable=False),
        sa.Column("past_user", sa.String(), nullable=False),
        sa.Column("used_since_2008", sa.String(), nullable=False),
        sa.Column("exporter", sa.String(), nullable=False),
        sa.Column("moratorium", sa.String(), nullable=False),
        sa.Column("attended_ccm_meetings", sa.String(), nullable=False),
        sa.Column("last_position", sa.String(), nullable=False),
        sa.Column("barriers", sa.String(), nullable=False),
        sa.Column("position_year", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_positions_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("state_iso3", name=op.f("pk_positions")),
    )
    op.create_table(
        "related_treaties",
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column("treaty", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=False),
        sa.Column("signature_date", sa.String(length=10), nullable=False),
        sa.Column("withdrawal_notified", sa.String(length=10), nullable=False),
        sa.Column("withdrawal_effective", sa.String(length=10), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_related_treaties_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("state_iso3", "treaty", name=op.f("pk_related_treaties")),
    )
    op.create_table(
        "settings_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("spacing_days", sa.Integer(), nullable=False),
        sa.Column("rest_after_declined_days", sa.Integer(), nullable=False),
        sa.Column("declined_returns_days", sa.Integer(), nullable=False),
        sa.Column("snooze_days", sa.Integer(), nullable=False),
        sa.Column("knocks_per_quarter", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_settings_changes_author_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settings_changes")),
    )
    op.create_table(
        "sign_in_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_sign_in_links_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_links_token_hash")),
    )
    with op.batch_alter_table("sign_in_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_links_user_id"), ["user_id"], unique=False)

    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sign_ins_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
    )
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_ins_user_id"), ["user_id"], unique=False)

    op.create_table(
        "stage_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column(
            "ask",
            sa.Enum(
                "ratify", "accede", name="ask", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "group",
                "delegations",
                "messenger",
                "coordinators",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("messenger", sa.String(length=12), nullable=True),
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
            ["author_id"], ["users.id"], name=op.f("fk_stage_moves_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_stage_moves_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_moves")),
    )
    with op.batch_alter_table("stage_moves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stage_moves_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_stage_moves_state_iso3_ask_moved_on"),
            ["state_iso3", "ask", "moved_on"],
            unique=False,
        )

    op.create_table(
        "treaty_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "signature",
                "ratification",
                "acceptance",
                "approval",
                "accession",
                "succession",
                "withdrawal",
                "provisional_application",
                name="action",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("date", sa.String(length=10), nullable=False),
        sa.Column("effective_date", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["users.id"], name=op.f("fk_treaty_acts_recorded_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_treaty_acts_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_treaty_acts")),
    )
    with op.batch_alter_table("treaty_acts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_treaty_acts_state_iso3"), ["state_iso3"], unique=False)

    op.create_table(
        "treaty_act_retractions",
        sa.Column("treaty_act_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_treaty_act_retractions_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["treaty_act_id"],
            ["treaty_acts.id"],
            name=op.f("fk_treaty_act_retractions_treaty_act_id_treaty_acts"),
        ),
        sa.PrimaryKeyConstraint("treaty_act_id", name=op.f("pk_treaty_act_retractions")),
    )
    op.create_table(
        "votes",
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column("resolution", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=40), nullable=False),
        sa.Column("vote", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resolution"], ["resolutions.resolution"], name=op.f("fk_votes_resolution_resolutions")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_votes_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("state_iso3", "resolution", name=op.f("pk_votes")),
    )
    op.create_table(
        "approaches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column(
            "ask",
            sa.Enum(
                "ratify", "accede", name="ask", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("messenger", sa.String(length=12), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "bilateral_meeting",
                "demarche",
                "note_verbale",
                "letter",
                "phone_call",
                "email",
                "margins",
                "side_event",
                "workshop",
                "high_level_visit",
                "public_statement",
                "parliamentary_contact",
                "third_party",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "expert",
                "ambassador",
                "director",
                "minister",
                "head",
                "parliamentarian",
                "military",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("message_version_id", sa.Integer(), nullable=True),
        sa.Column("window_from", sa.Date(), nullable=False),
        sa.Column("window_to", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("override_reason", sa.String(length=1000), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "group",
                "delegations",
                "messenger",
                "coordinators",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("warn_others", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
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
            ["author_id"], ["users.id"], name=op.f("fk_approaches_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["message_version_id"],
            ["message_versions.id"],
            name=op.f("fk_approaches_message_version_id_message_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["messenger"], ["messengers.code"], name=op.f("fk_approaches_messenger_messengers")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_approaches_owner_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_approaches_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approaches")),
    )
    with op.batch_alter_table("approaches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_approaches_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_approaches_messenger"), ["messenger"], unique=False)
        batch_op.create_index(batch_op.f("ix_approaches_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_approaches_state_iso3_ask"), ["state_iso3", "ask"], unique=False
        )

    op.create_table(
        "barriers_overcome",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("messenger", sa.String(length=12), nullable=True),
        sa.Column("overcome_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_barriers_overcome_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["messenger"],
            ["messengers.code"],
            name=op.f("fk_barriers_overcome_messenger_messengers"),
        ),
        sa.ForeignKeyConstraint(
            ["reading_id"],
            ["barrier_readings.id"],
            name=op.f("fk_barriers_overcome_reading_id_barrier_readings"),
        ),
        sa.PrimaryKeyConstraint("reading_id", name=op.f("pk_barriers_overcome")),
    )
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column(
            "precision",
            sa.Enum(
                "day",
                "week",
                "month",
                name="precision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum(
                "bilateral_meeting",
                "demarche",
                "note_verbale",
                "letter",
                "phone_call",
                "email",
                "margins",
                "side_event",
                "workshop",
                "high_level_visit",
                "public_statement",
                "parliamentary_contact",
                "third_party",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "expert",
                "ambassador",
                "director",
                "minister",
                "head",
                "parliamentarian",
                "military",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("message_version_id", sa.Integer(), nullable=True),
        sa.Column(
            "response",
            sa.Enum(
                "no_reply",
                "declined",
                "noncommittal",
                "interested",
                "committed",
                "acted",
                name="response",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("next_step", sa.String(length=1000), nullable=False),
        sa.Column("next_step_owner", sa.Integer(), nullable=True),
        sa.Column("next_step_due", sa.Date(), nullable=True),
        sa.Column("override_reason", sa.String(length=1000), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "group",
                "delegations",
                "messenger",
                "coordinators",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("warn_others", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submission", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
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
        sa.Column("search_text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_contacts_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_contacts_meeting_id_meetings")
        ),
        sa.ForeignKeyConstraint(
            ["message_version_id"],
            ["message_versions.id"],
            name=op.f("fk_contacts_message_version_id_message_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["next_step_owner"], ["users.id"], name=op.f("fk_contacts_next_step_owner_users")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_contacts_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint(
            "author_id", "submission", name=op.f("uq_contacts_author_id_submission")
        ),
    )
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contacts_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_contacts_held_on_id", ["held_on", "id"], unique=False)
        batch_op.create_index("ix_contacts_next_step_due", ["next_step_due"], unique=False)
        batch_op.create_index(batch_op.f("ix_contacts_origin"), ["origin"], unique=False)
        batch_op.create_index(
            "ix_contacts_state_held_on", ["state_iso3", "held_on", "id"], unique=False
        )

    op.create_table(
        "excluded_pairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("messenger", sa.String(length=12), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column("cause", sa.String(length=1000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_excluded_pairs_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["lifted_by"], ["users.id"], name=op.f("fk_excluded_pairs_lifted_by_users")
        ),
        sa.ForeignKeyConstraint(
            ["messenger"], ["messengers.code"], name=op.f("fk_excluded_pairs_messenger_messengers")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_excluded_pairs_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excluded_pairs")),
    )
    with op.batch_alter_table("excluded_pairs", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_excluded_pairs_messenger"), ["messenger"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_excluded_pairs_state_iso3"), ["state_iso3"], unique=False
        )

    op.create_table(
        "leads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column(
            "ask",
            sa.Enum(
                "ratify", "accede", name="ask", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("messenger", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name=op.f("fk_leads_author_id_users")),
        sa.ForeignKeyConstraint(
            ["messenger"], ["messengers.code"], name=op.f("fk_leads_messenger_messengers")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_leads_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leads")),
    )
    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_leads_state_iso3_ask"), ["state_iso3", "ask"], unique=False
        )

    op.create_table(
        "message_arguments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_version_id", sa.Integer(), nullable=False),
        sa.Column("barrier", sa.String(length=40), nullable=False),
        sa.Column("may_raise", sa.String(length=400), nullable=False),
        sa.Column("answer", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_version_id"],
            ["message_versions.id"],
            name=op.f("fk_message_arguments_message_version_id_message_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_arguments")),
        sa.UniqueConstraint(
            "message_version_id",
            "barrier",
            name=op.f("uq_message_arguments_message_version_id_barrier"),
        ),
    )
    with op.batch_alter_table("message_arguments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_message_arguments_message_version_id"),
            ["message_version_id"],
            unique=False,
        )

    op.create_table(
        "approach_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("approach_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "claimed",
                "confirmed",
                "done",
                "dropped",
                name="step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["approach_id"],
            ["approaches.id"],
            name=op.f("fk_approach_steps_approach_id_approaches"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_approach_steps_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_approach_steps_contact_id_contacts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approach_steps")),
    )
    with op.batch_alter_table("approach_steps", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_approach_steps_approach_id"), ["approach_id"], unique=False
        )

    op.create_table(
        "commitments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column(
            "side",
            sa.Enum(
                "ours", "theirs", name="side", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("removed_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_commitments_contact_id_contacts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
    )
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commitments_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_commitments_due_on"), ["due_on"], unique=False)

    op.create_table(
        "contact_doors",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column(
            "ask",
            sa.Enum(
                "ratify", "accede", name="ask", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_contact_doors_contact_id_contacts")
        ),
        sa.PrimaryKeyConstraint("contact_id", "ask", name=op.f("pk_contact_doors")),
    )
    op.create_table(
        "contact_messengers",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("messenger", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_contact_messengers_contact_id_contacts")
        ),
        sa.ForeignKeyConstraint(
            ["messenger"],
            ["messengers.code"],
            name=op.f("fk_contact_messengers_messenger_messengers"),
        ),
        sa.PrimaryKeyConstraint("contact_id", "messenger", name=op.f("pk_contact_messengers")),
    )
    op.create_table(
        "contact_versions",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "group",
                "delegations",
                "messenger",
                "coordinators",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_contact_versions_contact_id_contacts")
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["users.id"], name=op.f("fk_contact_versions_replaced_by_users")
        ),
        sa.PrimaryKeyConstraint("contact_id", "number", name=op.f("pk_contact_versions")),
    )
    op.create_table(
        "counterparts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_counterparts_contact_id_contacts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counterparts")),
    )
    with op.batch_alter_table("counterparts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_counterparts_contact_id"), ["contact_id"], unique=False
        )

    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state_iso3", sa.String(length=3), nullable=False),
        sa.Column(
            "ask",
            sa.Enum(
                "ratify", "accede", name="ask", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("messenger", sa.String(length=12), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "accepted",
                "adjusted",
                "declined",
                "snoozed",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("returns_on", sa.Date(), nullable=True),
        sa.Column("suggestion", sa.JSON(), nullable=False),
        sa.Column("approach_id", sa.Integer(), nullable=True),
        sa.Column(
            "visibility",
            sa.Enum(
                "group",
                "delegations",
                "messenger",
                "coordinators",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
            ["approach_id"], ["approaches.id"], name=op.f("fk_decisions_approach_id_approaches")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_decisions_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["messenger"], ["messengers.code"], name=op.f("fk_decisions_messenger_messengers")
        ),
        sa.ForeignKeyConstraint(
            ["state_iso3"], ["states.iso3"], name=op.f("fk_decisions_state_iso3_states")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_decisions_state_iso3_ask"), ["state_iso3", "ask"], unique=False
        )

    op.create_table(
        "retractions",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_retractions_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name=op.f("fk_retractions_contact_id_contacts")
        ),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_retractions")),
    )
    op.create_table(
        "commitment_outcomes",
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "kept",
                "not_kept",
                "dropped",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_commitment_outcomes_author_id_users")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitments.id"],
            name=op.f("fk_commitment_outcomes_commitment_id_commitments"),
        ),
        sa.PrimaryKeyConstraint("commitment_id", name=op.f("pk_commitment_outcomes")),
    )


def downgrade() -> None:
    op.drop_table("commitment_outcomes")
    op.drop_table("retractions")
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decisions_state_iso3_ask"))
        batch_op.drop_index(batch_op.f("ix_decisions_author_id"))

    op.drop_table("decisions")
    with op.batch_alter_table("counterparts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_counterparts_contact_id"))

    op.drop_table("counterparts")
    op.drop_table("contact_versions")
    op.drop_table("contact_messengers")
    op.drop_table("contact_doors")
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitments_due_on"))
        batch_op.drop_index(batch_op.f("ix_commitments_contact_id"))

    op.drop_table("commitments")
    with op.batch_alter_table("approach_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_approach_steps_approach_id"))

    op.drop_table("approach_steps")
    with op.batch_alter_table("message_arguments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_arguments_message_version_id"))

    op.drop_table("message_arguments")
    with op.batch_alter_table("leads", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_leads_state_iso3_ask"))

    op.drop_table("leads")
    with op.batch_alter_table("excluded_pairs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_excluded_pairs_state_iso3"))
        batch_op.drop_index(batch_op.f("ix_excluded_pairs_messenger"))

    op.drop_table("excluded_pairs")
    with op.batch_alter_table("contacts", schema=None) as batch_op:
        batch_op.drop_index("ix_contacts_state_held_on")
        batch_op.drop_index(batch_op.f("ix_contacts_origin"))
        batch_op.drop_index("ix_contacts_next_step_due")
        batch_op.drop_index("ix_contacts_held_on_id")
        batch_op.drop_index(batch_op.f("ix_contacts_author_id"))

    op.drop_table("contacts")
    op.drop_table("barriers_overcome")
    with op.batch_alter_table("approaches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_approaches_state_iso3_ask"))
        batch_op.drop_index(batch_op.f("ix_approaches_owner_id"))
        batch_op.drop_index(batch_op.f("ix_approaches_messenger"))
        batch_op.drop_index(batch_op.f("ix_approaches_author_id"))

    op.drop_table("approaches")
    op.drop_table("votes")
    op.drop_table("treaty_act_retractions")
    with op.batch_alter_table("treaty_acts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_treaty_acts_state_iso3"))

    op.drop_table("treaty_acts")
    with op.batch_alter_table("stage_moves", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stage_moves_state_iso3_ask_moved_on"))
        batch_op.drop_index(batch_op.f("ix_stage_moves_author_id"))

    op.drop_table("stage_moves")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_ins_user_id"))

    op.drop_table("sign_ins")
    with op.batch_alter_table("sign_in_links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_links_user_id"))

    op.drop_table("sign_in_links")
    op.drop_table("settings_changes")
    op.drop_table("related_treaties")
    op.drop_table("positions")
    with op.batch_alter_table("offices_held", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_offices_held_state_iso3"))

    op.drop_table("offices_held")
    op.drop_table("messengers")
    with op.batch_alter_table("message_versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_versions_message_id"))

    op.drop_table("message_versions")
    op.drop_table("memberships")
    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_holds_state_iso3_ask"))
        batch_op.drop_index(batch_op.f("ix_holds_author_id"))

    op.drop_table("holds")
    with op.batch_alter_table("barrier_readings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_barrier_readings_state_iso3_ask"))
        batch_op.drop_index(batch_op.f("ix_barrier_readings_author_id"))

    op.drop_table("barrier_readings")
    op.drop_table("users")
    op.drop_table("states")
    with op.batch_alter_table("resolutions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resolutions_topic"))

    op.drop_table("resolutions")
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_messages_ask"))

    op.drop_table("messages")
    op.drop_table("meetings")
    with op.batch_alter_table("failed_sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_failed_sign_ins_key"))

    op.drop_table("failed_sign_ins")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entries_at"))

    op.drop_table("audit_entries")
