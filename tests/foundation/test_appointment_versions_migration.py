"""Appointments that were changed before their trips were stay as hidden as they were then."""

import json
from datetime import UTC, datetime

from alembic import command
from sqlalchemy import text

from tests.foundation.test_message_library_migration import row, steps

BEFORE, AFTER = "20261128_report_discards", "20261128_appointment_versions"
KEPT = "SELECT number, content, visibility FROM appointment_versions ORDER BY number"
REAL = {"author_id": 1, "origin": "real"}


def kept(connection):
    """Of each version, the messenger that it names, if any, and its level."""
    found = connection.execute(text(KEPT)).all()
    contents = [one[1] if isinstance(one[1], dict) else json.loads(one[1]) for one in found]
    return [
        (one[0], content.get("messenger"), one[2])
        for one, content in zip(found, contents, strict=True)
    ]


def test_each_earlier_version_is_given_the_messenger_and_the_level_of_its_time(empty_database):
    from app.kit.db import engine

    with engine().execution_options(writes=True).begin() as connection:
        steps(connection, (command.upgrade, BEFORE))
        row(connection, "states", iso3="XXX")
        row(connection, "users", id=1, email="a@example.org", role="member", origin="real")
        for code in ("ONE", "TWO"):
            row(connection, "messengers", code=code, kind="delegation")
        row(connection, "trips", id=3, messenger="TWO", visibility="group", **REAL)
        told = {"messenger": "ONE"}
        row(
            connection, "trip_versions", trip_id=3, number=1, content=told,
            visibility="messenger", replaced_at=datetime(2026, 2, 2, tzinfo=UTC),
        )  # fmt: skip
        row(
            connection, "appointments", id=5, trip_id=3, state_iso3="XXX", channel="letter",
            asks=[], visibility="group", **REAL,
        )  # fmt: skip
        for number, month, level in ((1, 1, "group"), (2, 1, "coordinators"), (3, 3, "group")):
            row(
                connection, "appointment_versions", appointment_id=5, number=number,
                content={"visibility": level}, visibility=level,
                replaced_at=datetime(2026, month, number, tzinfo=UTC),
            )  # fmt: skip
        steps(connection, (command.upgrade, AFTER))
        assert kept(connection) == [
            (1, "ONE", "messenger"), (2, "ONE", "coordinators"), (3, "TWO", "group"),
        ]  # fmt: skip
        steps(connection, (command.downgrade, BEFORE))
        assert kept(connection) == [
            (1, None, "group"), (2, None, "coordinators"), (3, None, "group"),
        ]  # fmt: skip
        steps(connection, (command.upgrade, AFTER))
        assert kept(connection)[0] == (1, "ONE", "messenger")
