"""The facts in a database of their own, which goes when it was read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine
from sqlmodel import Session, select

from app.accounts.policy import THE_GROUP, Reader
from app.advice.first_reasons import Line, carried, lines_of
from app.advice.gathering import gathered
from app.advice.shares import Share
from app.advice.suggest import advise
from app.advice.weights import USUAL
from app.cli.database import upgrade
from app.doors.queries import round_settings
from app.kit.dates import now
from app.kit.db import make_engine
from app.messengers.models import NEVER_SUGGESTED, Messenger
from app.states.queries import book
from app.transfer.demonstration import load
from app.transfer.seeding import load_facts


def lines_carried(folder: Path) -> Share:
    """How many lines of advice fall with the reason stated first: those of the facts of `folder`
    with everybody taking part who may, alone and with the demonstration. Raises SeedError."""
    with _facts(folder) as source, Session(source) as db:
        today = book(db).as_of or now().date()
        alone = _lines(db, THE_GROUP, today)
        people = load(db, now=datetime.combine(today, time(12), UTC))
        return carried([*alone, *_lines(db, people[0].reader, today)], today)


def _lines(db: Session, reader: Reader, today: date) -> list[Line]:
    situations, candidates = gathered(db, reader, today)
    listed = advise(situations, list(candidates), round_settings(db), today, {}, USUAL)
    return lines_of(listed.lines, situations, candidates)


@contextmanager
def _facts(folder: Path) -> Iterator[Engine]:
    with TemporaryDirectory() as place:
        source = make_engine(f"sqlite:///{Path(place) / 'facts.db'}").execution_options(writes=True)
        try:
            with source.begin() as connection:
                upgrade(connection)
            with Session(source) as db:
                load_facts(db, folder, now=now(), progress=lambda _: None)
                for one in db.exec(select(Messenger)):
                    one.takes_part = one.kind not in NEVER_SUGGESTED
                    db.add(one)
                db.commit()
            yield source
        finally:
            source.dispose()
