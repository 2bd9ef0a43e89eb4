"""A database of before the library of messages keeps what its contacts carried."""

from datetime import UTC, date, datetime

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, Table, text

from tests.world import ROOT

BEFORE, AFTER = "20261128_plan_wishes", "20261128_message_library"


def steps(connection, *to):
    config = Config(str(ROOT / "alembic.ini"))
    config.attributes["connection"] = connection
    for step, revision in to:
        step(config, revision)


def row(connection, table, **given):
    """A row with something in each column that has to have something."""
    known = Table(table, MetaData(), autoload_with=connection)
    values = {}
    for column in known.columns:
        if column.name in given:
            values[column.name] = given[column.name]
        elif not column.nullable and column.server_default is None:
            values[column.name] = _something(column)
    connection.execute(known.insert().values(values))


def _something(column):
    kind = column.type.python_type
    usual = {
        int: 1,
        bool: False,
        date: date(2026, 1, 1),
        datetime: datetime(2026, 1, 1, tzinfo=UTC),
    }
    return usual.get(kind, "")


def test_contacts_carry_what_they_carried_and_a_message_is_of_its_language(empty_database):
    from app.kit.db import engine

    with engine().execution_options(writes=True).begin() as connection:
        steps(connection, (command.upgrade, BEFORE))
        row(connection, "states", iso3="XXX")
        row(connection, "users", id=1, email="a@example.org", role="member", origin="real")
        row(connection, "messages", id=3, code="ratify", ask="ratify")
        for number, language in ((5, "en"), (7, "fr")):
            row(connection, "message_versions", id=number, message_id=3, language=language)
            for barrier in ("capacity", "low_priority"):
                ids = number * 10 + len(barrier)
                told = {"message_version_id": number, "barrier": barrier}
                row(connection, "message_arguments", id=ids, **told)
        choices = {
            "precision": "day", "channel": "letter", "visibility": "group", "origin": "real",
        }  # fmt: skip
        for number, carried in ((1, 7), (2, None), (3, 5)):
            told = {"message_version_id": carried, "state_iso3": "XXX", "author_id": 1}
            row(connection, "contacts", id=number, submission=str(number), **told, **choices)
        steps(connection, (command.upgrade, AFTER))
        carried = "SELECT id, message_version_id FROM contacts ORDER BY id"
        assert [tuple(row) for row in connection.execute(text(carried))] == [
            (1, 7), (2, None), (3, 5),
        ]  # fmt: skip
        languages = (
            "SELECT id, language, source_language, edition FROM message_versions ORDER BY id"
        )
        assert [tuple(row) for row in connection.execute(text(languages))] == [
            (5, "en", "en", 1), (7, "fr", "en", 1),
        ]  # fmt: skip
        places = "SELECT message_version_id, place FROM message_arguments ORDER BY 1, 2"
        assert [tuple(row) for row in connection.execute(text(places))] == [
            (5, 1), (5, 2), (7, 1), (7, 2),
        ]  # fmt: skip
        steps(connection, (command.downgrade, BEFORE))
        assert [row[1] for row in connection.execute(text(carried))] == [7, None, 5]
        steps(connection, (command.upgrade, AFTER))
