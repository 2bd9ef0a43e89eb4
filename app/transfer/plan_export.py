"""A plan of the round as a sheet and as a calendar, for Coordinators.

In English whoever reads it, as all files are: they go into reports, and are read by programs.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import IO, Any

from sqlmodel import Session

from app.accounts.policy import Reader, Visibility
from app.advice.adoption import Adopted, adopted
from app.advice.drawn_up import Drawn, drawn_up
from app.advice.line_words import DrawnLine
from app.advice.plan_models import PlanRun
from app.advice.runs import get_run
from app.audit.service import record
from app.kit.errors import Missing
from app.kit.origin import NOTICES
from app.kit.translation import SOURCE, speaking
from app.kit.translation import gettext as _
from app.states.queries import book
from app.transfer.origins import notices, origins_present
from app.transfer.spreadsheet import write_xlsx

COLUMNS = (
    "week", "until", "state_iso3", "state", "regional_group", "ask", "messenger",
    "messenger_name", "channel", "level", "expected_movement", "kind", "approach", "reasons",
    "visibility", "origin", "handling", "notice",
)  # fmt: skip
MEDIA_ICS = "text/calendar; charset=utf-8"
SHEET = "Plan"
HANDLING = "Coordinators only"
PART = "; "
LEVELS = {
    Visibility.GROUP: "",
    Visibility.DELEGATIONS: " [delegations only]",
    Visibility.MESSENGER: " [messenger only]",
    Visibility.COORDINATORS: " [Coordinators only]",
}


def plan_to_export(db: Session, reader: Reader, number: int) -> PlanRun:
    """Raises Forbidden for all but Coordinators, and Missing where there is no plan."""
    run = get_run(db, reader, number)
    if run.plan is None:
        raise Missing(_("There is no plan to export yet."))
    return run


def record_plan_export(
    db: Session, by: int | None, run: PlanRun, form: str, *, now: datetime
) -> None:
    """An export is itself in the audit: which plan, and as what."""
    record(db, by, "plan.exported", f"plan:{run.id}", at=now, detail=form)


def plan_file_name(db: Session, run: PlanRun, form: str) -> str:
    """Such as plan-12-2026-11-24.ics, of the day on which it was asked for; says so while there are
    demonstration entries."""
    present = origins_present(db)
    marked = "".join(f"-contains-{one}-entries" for one in NOTICES if one in present)
    return f"plan-{run.id}-{run.asked_at.date().isoformat()}{marked}.{form}"


def write_plan_sheet(
    db: Session, reader: Reader, run: PlanRun, today: date, file: IO[bytes]
) -> None:
    """One row a knock, by week, in the order of COLUMNS; needs a file that can be sought."""
    with speaking(SOURCE):
        drawn = _drawn(db, reader, run, today)
        write_xlsx(COLUMNS, _rows(db, run, drawn), file, sheet=SHEET)


def plan_calendar(db: Session, reader: Reader, run: PlanRun, today: date) -> bytes:
    """One event a knock, through its week, Monday to Sunday; private, and free time. The same plan
    gives the same events: who fetches it again renews them."""
    from icalendar import Calendar  # slow to import, and seldom needed

    with speaking(SOURCE):
        drawn = _drawn(db, reader, run, today)
        told = [HANDLING, *notices(db)]
        calendar = Calendar()
        calendar.add("prodid", "-//Same Door//Plan of the round//EN")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", f"Plan of the round ({HANDLING})")
        calendar.add("x-wr-caldesc", ". ".join(told))
        for one in _lines(drawn):
            calendar.add_component(_event(run, one, told))
        content: bytes = calendar.to_ical()
    return content


def _event(run: PlanRun, one: DrawnLine, told: list[str]) -> Any:
    from icalendar import Event

    event = Event()
    event.add("uid", f"plan-{run.id}-{one.code}@same-door")
    event.add("dtstamp", run.ended_at or run.asked_at)
    event.add("dtstart", one.first)
    event.add("dtend", one.last + timedelta(days=1))
    event.add("summary", f"{one.state}: {one.messenger}{LEVELS[one.visibility]}")
    said = [f"{one.messenger}, {one.how}, {one.level} level.", *one.reasons, *told]
    event.add("description", "\n".join(said))
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    return event


def _rows(db: Session, run: PlanRun, drawn: Drawn) -> Iterator[list[str]]:
    states, notice, done = book(db).states, PART.join(notices(db)), adopted(db, run)
    for one in _lines(drawn):
        line = one.line
        kind, approach = _kind(one, done)
        yield [
            one.first.isoformat(),
            one.last.isoformat(),
            line.door.iso3,
            one.state,
            states[line.door.iso3].group,
            line.door.ask.value,
            line.messenger,
            one.messenger,
            line.channel.value,
            line.level.value,
            f"{line.movement * 100:.1f}",
            kind,
            str(approach or ""),
            PART.join(one.reasons),
            one.visibility.value,
            "demonstration" if one.demonstration else "",
            HANDLING,
            notice,
        ]


def _kind(one: DrawnLine, done: Adopted | None) -> tuple[str, int | None]:
    """What a line is by now, and the number of its approach: "approach" for what was one before the
    plan; of an adopted plan "adopted", "refused" for what a rule kept out, and "not adopted"; else
    "pin" for what a Coordinator wants to stay, and "new"."""
    if one.taken_on or done is None:
        return one.line.kind.value, one.line.number
    if one.code in done.approaches:
        return "adopted", done.approaches[one.code]
    return "refused" if one.code in done.refused else "not adopted", None


def _lines(drawn: Drawn) -> Iterator[DrawnLine]:
    return (one for _monday, lines in drawn.weeks for one in lines)


def _drawn(db: Session, reader: Reader, run: PlanRun, today: date) -> Drawn:
    found = drawn_up(db, reader, run, today)
    if found is None:
        raise Missing(_("There is no plan to export yet."))
    return found
