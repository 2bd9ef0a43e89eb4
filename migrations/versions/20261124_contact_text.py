"""Full text of contacts: FTS5 on SQLite, a GIN index on PostgreSQL."""

from alembic import op

revision = "20261124_contact_text"
down_revision = "20261124_main_job"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE VIRTUAL TABLE contacts_fts USING fts5(search_text, content='contacts',"
    " content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3', detail='column')",
    "CREATE TRIGGER contacts_fts_insert AFTER INSERT ON contacts BEGIN"
    " INSERT INTO contacts_fts(rowid, search_text) VALUES (new.id, new.search_text); END",
    "CREATE TRIGGER contacts_fts_delete AFTER DELETE ON contacts BEGIN"
    " INSERT INTO contacts_fts(contacts_fts, rowid, search_text)"
    " VALUES ('delete', old.id, old.search_text); END",
    "CREATE TRIGGER contacts_fts_update AFTER UPDATE OF search_text ON contacts BEGIN"
    " INSERT INTO contacts_fts(contacts_fts, rowid, search_text)"
    " VALUES ('delete', old.id, old.search_text);"
    " INSERT INTO contacts_fts(rowid, search_text) VALUES (new.id, new.search_text); END",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE:
            op.execute(statement)
    else:
        op.execute(
            "CREATE INDEX ft_contacts ON contacts"
            " USING gin (to_tsvector('simple'::regconfig, search_text))"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER contacts_fts_{name}")
        op.execute("DROP TABLE contacts_fts")
    else:
        op.execute("DROP INDEX ft_contacts")
