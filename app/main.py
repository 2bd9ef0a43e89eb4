"""The web application: every route, in one place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import ModuleType

from anyio import to_thread
from fastapi import Depends, FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware

from app.advice import signs
from app.audit.later import token
from app.audit.service import last_version
from app.kit.logs import configure_logs
from app.kit.settings import settings
from app.kit.translation import LANGUAGES, translations
from app.routes import (
    accounts,
    appointments,
    approaches,
    assignments,
    barriers,
    board,
    briefings,
    changes,
    claims,
    columns,
    commitments,
    comparisons,
    contacts,
    copies,
    doors,
    edited_briefs,
    expected_joins,
    exports,
    forecasts,
    gallery,
    glossary,
    hand_overs,
    happenings,
    health,
    hindcasts,
    histories,
    holds,
    home,
    installation,
    joinings,
    language,
    leads,
    learning,
    meetings,
    message_comparisons,
    messages,
    messengers,
    moves,
    plan_adoptions,
    plan_exports,
    plans,
    presences,
    queue,
    readiness,
    report_texts,
    reports,
    rests,
    retractions,
    search,
    sessions,
    shortcuts,
    sign_in,
    states,
    step_outcomes,
    suggestions,
    targets,
    theme,
    tour,
    treaty_acts,
    trips,
    versions,
    views,
    weights,
    withdrawal_signals,
    world,
)
from app.routes import settings as settings_pages
from app.states.regions import region_name
from app.transfer.origins import notices
from app.web import assets, errors, introduction, security, signed_out
from app.web import language as speech
from app.web.deps import Db, Now
from app.web.live import Live
from app.web.pages import env

LARGEST_BODY = 1_000_000
"""Bytes; the longest form is a contact with its note."""

ROUTES: tuple[ModuleType, ...] = (
    home, doors, moves, barriers, holds, states, treaty_acts, contacts, retractions, versions,
    joinings, queue, commitments, step_outcomes, approaches, suggestions, leads, briefings,
    edited_briefs, histories, exports,
    messengers, messages, message_comparisons,
    meetings, settings_pages, weights, sign_in, sessions, accounts, health, gallery, world,
    targets, glossary, theme, comparisons, tour,
    search, shortcuts, language, board, claims, assignments, columns, views, changes, presences,
    happenings, hand_overs,
    withdrawal_signals, rests, readiness, hindcasts, expected_joins, learning, forecasts,
    plans, plan_adoptions, plan_exports, reports, report_texts, trips, appointments, copies,
)  # fmt: skip


def create_app() -> FastAPI:
    """The application, ready to serve; it opens the database when the first request needs it."""
    app = FastAPI(
        title="Same Door", openapi_url=None, lifespan=_lifespan, max_body_size=LARGEST_BODY
    )
    for module in ROUTES:
        shown = [] if module is health else [Depends(_shown)]
        app.include_router(module.router, dependencies=shown)
    app.include_router(assets.router)
    app.include_router(installation.router)
    errors.install(app)
    introduction.install(app, notices)
    env.filters["region"] = region_name
    app.state.live = Live(signs)
    signed_out.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=3)
    security.install(app)
    speech.install(app)
    return app


async def _shown(request: Request, db: Db, now: Now) -> None:
    """What every page must say while demonstration or synthetic entries exist, and for which
    version of the database it speaks."""
    request.state.seen = token(last_version(db), now)
    request.state.notices = notices(db)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    configure_logs()
    to_thread.current_default_thread_limiter().total_tokens = settings().answering
    assets.assets()
    for code in LANGUAGES:
        translations(code)
    app.state.live.open()
    yield
    app.state.live.close()
