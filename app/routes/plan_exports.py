"""A plan of the round as a sheet and as a calendar; each export is itself in the audit."""

import io
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from sqlmodel import Session

from app.advice.plan_models import PlanRun
from app.transfer.plan_export import (
    MEDIA_ICS,
    plan_calendar,
    plan_file_name,
    plan_to_export,
    record_plan_export,
    write_plan_sheet,
)
from app.transfer.spreadsheet import MEDIA, Format
from app.web.deps import Db, Me, Now, Number, Today, WriteDb

router = APIRouter(prefix="/plans/{number}")


def wanted(db: Db, me: Me, number: Number) -> PlanRun:
    """Looked for before the turn to write is asked for. Raises Forbidden or Missing."""
    return plan_to_export(db, me.reader, number)


Wanted = Annotated[PlanRun, Depends(wanted)]


@router.get("/plan.xlsx", name="plan_exports.xlsx")
def sheet(db: Db, me: Me, now: Now, today: Today, run: Wanted, writing: WriteDb) -> Response:
    file = io.BytesIO()
    write_plan_sheet(db, me.reader, run, today, file)
    record_plan_export(writing, me.id, run, "xlsx", now=now)
    return _file(db, run, "xlsx", file.getvalue(), MEDIA[Format.XLSX])


@router.get("/plan.ics", name="plan_exports.ics")
def calendar(db: Db, me: Me, now: Now, today: Today, run: Wanted, writing: WriteDb) -> Response:
    content = plan_calendar(db, me.reader, run, today)
    record_plan_export(writing, me.id, run, "ics", now=now)
    return _file(db, run, "ics", content, MEDIA_ICS)


def _file(db: Session, run: PlanRun, form: str, content: bytes, media: str) -> Response:
    name = plan_file_name(db, run, form)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=media, headers=headers)
