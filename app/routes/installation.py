"""What makes the pages an application that can be installed and opened with no network."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from app.kit.translation import gettext as _
from app.web.assets import asset_path, worker
from app.web.pages import page, path_for

router = APIRouter()

PAPER, ACCENT = "#fbfaf6", "#0b5351"
"""As in static/css/00-tokens.css."""


@router.get("/manifest.webmanifest", name="installation.manifest", include_in_schema=False)
async def manifest(request: Request) -> Response:
    """The web app manifest (W3C)."""
    log = {"name": _("Log a contact"), "url": path_for(request, "contacts.new")}
    told = {
        "id": "/",
        "name": "Same Door",
        "short_name": "Same Door",
        "description": _("Who knocked at which door, when, and what comes next."),
        "start_url": path_for(request, "home"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": ACCENT,
        "icons": [
            _icon("door-192.png", "192x192"),
            _icon("door-512.png", "512x512"),
            _icon("door-maskable-512.png", "512x512", "maskable"),
            _icon("door.svg", "any"),
        ],
        "shortcuts": [log, {"name": _("Waiting to be sent"), "url": path_for(request, "queue")}],
    }
    return JSONResponse(told, media_type="application/manifest+json")


@router.get("/service-worker.js", name="installation.worker", include_in_schema=False)
async def service_worker(request: Request) -> Response:
    queue, copies = path_for(request, "queue"), path_for(request, "copies.index")
    known = {
        "offline": path_for(request, "offline"),
        "pages": {
            path_for(request, "contacts.new"): path_for(request, "queue.new"),
            queue: queue,
            copies: copies,
        },
    }
    return Response(worker(known), media_type="text/javascript")


@router.get("/offline", name="offline")
async def offline(request: Request) -> Response:
    """The page that a device shows when it has no network; of nobody in particular."""
    return page(request, "offline/show.html", on_device=True)


def _icon(name: str, sizes: str, purpose: str = "any") -> dict[str, str]:
    kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
    return {"src": asset_path(name), "sizes": sizes, "type": kind, "purpose": purpose}
