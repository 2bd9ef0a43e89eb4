"""Whether the process answers, and whether it can do its work. Neither needs a sign-in."""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError

from app.web.assets import ROOT
from app.web.deps import Db

router = APIRouter()


@router.get("/healthz", name="health.process")
async def process() -> JSONResponse:
    return JSONResponse({"status": "ok"})


@router.get("/readyz", name="health.ready")
def ready(db: Db) -> JSONResponse:
    try:
        current = MigrationContext.configure(db.connection()).get_current_revision()
    except SQLAlchemyError:
        return JSONResponse({"status": "the database cannot be reached"}, 503)
    if current != _head(ROOT / "alembic.ini"):
        return JSONResponse({"status": "the database waits for a migration"}, 503)
    return JSONResponse({"status": "ok"})


def _head(config: Path) -> str | None:
    return ScriptDirectory.from_config(Config(str(config))).get_current_head()
