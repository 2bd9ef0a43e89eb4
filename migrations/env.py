"""Alembic's entry: the program passes its engine or connection; by hand, the settings decide."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel.sql.sqltypes import AutoString

from app.kit.db import UtcDateTime, engine
from app.tables import metadata

OURS_IN_SQL = ("contacts_fts", "ft_")
"""Full-text tables and indexes are written by hand, differently for each database."""


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    return kind not in ("table", "index") or not (name or "").startswith(OURS_IN_SQL)


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """Migrations stand by themselves: they name SQLAlchemy's types, none of ours."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        include_name=include_name,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with engine().execution_options(writes=True).connect() as own:
        run(own)
        own.commit()
