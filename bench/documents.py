"""`python -m bench.documents`: how long documents take, how large they are, on how many pages.

Each is made as a route makes it: gathered for a Coordinator, then written. The database is made in
a temporary folder and taken away again.
"""

import argparse
import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any, TypeVar

from sqlmodel import Session

from app.accounts.models import User
from app.accounts.policy import Role
from app.accounts.queries import users
from app.audit.derived import forget
from app.briefings.document import Document, Handling, handling
from app.briefings.files import Kind, file_of
from app.briefings.history import history
from app.briefings.queries import brief
from app.briefings.report import report
from app.briefings.report_tables import names
from app.briefings.trip import trip_pack
from app.doors.queries import open_doors
from app.kit.db import engine
from app.kit.translation import LANGUAGES, speaking
from app.reports.gathering import figures, real_book
from app.reports.sections import Section
from app.reports.wording import proposed
from app.states.outlines import outlines
from app.trips.forms import MakeAppointment, PlanTrip
from app.trips.models import Trip
from app.trips.service import make_appointment, plan_trip
from bench.__main__ import prepare

BRIEF, PACK = 300, 3000
"""Milliseconds that a brief and a pack of twenty may take; a report has no goal of its own."""
NOW = datetime.now(UTC)
Made = TypeVar("Made")
PAGE = re.compile(rb"/Type\s*/Page\b")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.documents", description=__doc__)
    parser.add_argument("--contacts", type=int, default=10_000)
    size = parser.parse_args().contacts
    with tempfile.TemporaryDirectory(prefix="samedoor-bench-") as folder:
        prepare(Path(folder) / "bench.db", size)
        with Session(engine().execution_options(writes=True)) as db:
            who = next(one for one in users(db) if one.role is Role.COORDINATOR)
            print(f"{size:,} contacts; goals: a brief {BRIEF} ms, a pack of twenty {PACK} ms")
            first(db, who)
            for language in LANGUAGES:
                with speaking(language):
                    briefs(db, who, language)
            packed(db, who)
            reported(db)


def first(db: Session, who: User) -> None:
    """What is read once in a process: fonts, libraries, what pages derive."""
    for kind in Kind:
        took, content = timed(lambda kind=kind: file_of(made(db, who, "AGO"), kind, NOW))
        print(f"first {kind} of a process: {took:.0f} ms, {len(content) / 1024:.0f} KiB")
    forget(db)
    took, _content = timed(lambda: file_of(made(db, who, "AGO"), Kind.PDF, NOW))
    print(f"a PDF with nothing remembered, as after each change of the facts: {took:.0f} ms")


def briefs(db: Session, who: User, language: str) -> None:
    doors = open_doors(db, NOW.date())
    for kind in Kind:
        found = [
            timed(lambda iso3=one.iso3, kind=kind: file_of(made(db, who, iso3), kind, NOW))
            for one in doors
        ]
        times, sizes = [took for took, _ in found], [len(content) for _, content in found]
        pages = max(len(PAGE.findall(content)) for _, content in found)
        told = f", {pages} pages at most" if kind is Kind.PDF else ""
        print(
            f"{language} {kind}: {len(found)} briefs, median {median(times):.0f} ms, 95th"
            f" percentile {quantiles(times, n=20)[-1]:.0f} ms, most {max(times):.0f} ms,"
            f" {max(sizes) / 1024:.0f} KiB{told}"
        )


def packed(db: Session, who: User) -> None:
    """Twenty briefs behind one page of contents, and the longest history."""
    doors = open_doors(db, NOW.date())[:20]
    trip = travelled(db, who, [one.iso3 for one in doors])
    handled = handling(who.name, NOW)
    for kind in Kind:
        forget(db)
        took, content = timed(
            lambda kind=kind: file_of(
                trip_pack(db, who.reader, trip, NOW.date(), handled), kind, NOW
            )
        )
        print(
            f"the pack of a trip with {len(doors)} appointments as {kind}: {took:.0f} ms,"
            f" {len(content) / 1024:.0f} KiB"
        )
        took, content = timed(
            lambda kind=kind: file_of(
                history(db, who.reader, "AGO", NOW.date(), handled), kind, NOW
            )
        )
        print(f"a contact history as {kind}: {took:.0f} ms, {len(content) / 1024:.0f} KiB")


def reported(db: Session) -> None:
    """A report on a year: its figures, and with map and chart as a file. The contacts of the bench
    are synthetic and count nothing, but are asked whether they do."""
    today = NOW.date()
    first = today.replace(year=today.year - 1)
    took, found = timed(lambda: figures(db, first, today, today))
    print(f"figures of a report: {took:.0f} ms")
    known = real_book(db)
    called = names(found, known)
    texts = {one: proposed(one, found, called) for one in Section}
    for kind in Kind:
        took, content = timed(
            lambda kind=kind: file_of(
                report(found, texts, known, outlines(), Handling("Draft")), kind, NOW
            )
        )
        print(f"a report as {kind}: {took:.0f} ms, {len(content) / 1024:.0f} KiB")


def travelled(db: Session, who: User, states: list[str]) -> Trip:
    """A trip with an appointment at each of these States; the database goes afterwards."""
    acting: dict[str, Any] = {"by": who, "now": NOW, "today": NOW.date()}
    wish = PlanTrip(
        title="Twenty", messenger="ENVOY", starts_on=NOW.date(), ends_on=NOW.date(),
    )  # fmt: skip
    trip = plan_trip(db, wish, **acting)
    for iso3 in states:
        one = MakeAppointment(state=iso3, held_on=NOW.date(), override_reason="A measurement")
        make_appointment(db, one, number=trip.id or 0, **acting)
    db.commit()
    return trip


def made(db: Session, who: User, iso3: str) -> Document:
    return brief(db, who.reader, iso3, NOW.date()).document(handling(who.name, NOW))


def timed(make: Callable[[], Made]) -> tuple[float, Made]:
    """Milliseconds, and what was made."""
    began = perf_counter()
    content = make()
    return (perf_counter() - began) * 1000, content


if __name__ == "__main__":
    main()
