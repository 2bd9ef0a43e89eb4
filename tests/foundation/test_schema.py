"""The migrated schema is the models' schema, on both databases."""

from enum import StrEnum

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Enum, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from app import tables
from tests.world import ROOT

CHOICES = [
    (table.name, column.name, column.type)
    for table in tables.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, Enum)
]


def config() -> Config:
    return Config(str(ROOT / "alembic.ini"))


def test_migrations_lead_to_the_models(engine):
    made = config()
    with engine.connect() as connection:
        made.attributes["connection"] = connection
        command.check(made)


def test_every_table_of_the_models_exists(engine):
    assert set(SQLModel.metadata.tables) <= set(inspect(engine).get_table_names())


@pytest.mark.parametrize(("table", "column", "kind"), CHOICES, ids=lambda value: str(value)[:30])
def test_the_database_knows_every_choice_that_the_program_knows(engine, table, column, kind):
    checks = " ".join(check["sqltext"] for check in inspect(engine).get_check_constraints(table))
    enum: type[StrEnum] = kind.enum_class
    assert all(f"'{member.value}'" in checks for member in enum), (table, column)


def test_a_choice_that_nobody_knows_is_refused_by_the_database(db):
    with pytest.raises(IntegrityError), db.begin_nested():
        db.connection().exec_driver_sql(
            "INSERT INTO messengers (code, name, kind, takes_part, languages, version)"
            " VALUES ('X', 'X', 'friend', true, '', 1)"
        )


def test_migrations_can_be_taken_back(empty_database):
    from app.kit.db import engine as own

    made = config()
    for step in (command.upgrade, command.downgrade, command.upgrade):
        with own().execution_options(writes=True).begin() as connection:
            made.attributes["connection"] = connection
            step(made, "base" if step is command.downgrade else "head")
    assert "contacts" in inspect(own()).get_table_names()
