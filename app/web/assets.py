"""Style sheets and scripts: each kind one file, made once at start, named by its content."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import brotli
from fastapi import APIRouter, Request, Response

from app.kit.errors import Missing
from app.kit.translation import gettext

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
HTMX = ROOT / "build/assets/django_htmx/static/django_htmx/htmx-2.min.js"

OF_COPIES = (
    "00-tokens", "10-base", "30-components", "60-briefing", "90-print", "95-copies",
)  # fmt: skip
"""The style sheets of a page that a device keeps a copy of: such a page is small."""

IMAGES = {".svg": "image/svg+xml", ".png": "image/png"}
"""Media types of the pictures in static/img."""

router = APIRouter()


@dataclass(frozen=True)
class Asset:
    """One file to serve: `name` holds the first characters of its SHA-256."""

    name: str
    media_type: str
    plain: bytes
    encoded: dict[str, bytes]


@cache
def assets() -> dict[str, Asset]:
    """By short name: app.css, app.js, the two of copies, and every picture in static/img."""
    styles = b"\n".join(path.read_bytes() for path in sorted((STATIC / "css").glob("*.css")))
    scripts = [HTMX, *sorted((STATIC / "js").glob("*.js"))]
    script = b"\n;".join(path.read_bytes() for path in scripts)
    made = {
        "app.css": _asset("app.css", "text/css; charset=utf-8", styles),
        "app.js": _asset("app.js", "text/javascript; charset=utf-8", script),
    }
    of_copies = [STATIC / f"css/{name}.css" for name in OF_COPIES]
    acting = [STATIC / f"js/{name}.js" for name in ("00-words", "01-kept", "copies")]
    style = b"\n".join(path.read_bytes() for path in of_copies)
    acts = b"\n;".join(path.read_bytes() for path in acting)
    made["copy.css"] = _asset("copy.css", "text/css; charset=utf-8", style)
    made["copy.js"] = _asset("copy.js", "text/javascript; charset=utf-8", acts)
    for suffix, kind in IMAGES.items():
        for path in sorted((STATIC / "img").glob(f"*{suffix}")):
            made[path.name] = _asset(path.name, kind, path.read_bytes())
    return made


def worker(known: dict[str, Any]) -> bytes:
    """The service worker's script: what it shares with pages, and `known`, the addresses that it
    keeps, with a version that changes when any of it does."""
    files = [asset_path(name) for name in ("app.css", "app.js", "door.svg")]
    shared = [STATIC / "js/01-kept.js", STATIC / "js/02-sending.js"]
    code = b"\n;".join(path.read_bytes() for path in (*shared, STATIC / "worker/worker.js"))
    version = hashlib.sha256(code + "".join(files).encode()).hexdigest()[:12]
    told = json.dumps(known | {"files": files, "version": version})
    return f"const KEPT = {told};\n".encode() + code


def asset_path(name: str) -> str:
    """The address of an asset, which changes when its content does."""
    return f"/static/{assets()[name].name}"


@router.get("/static/{name}", name="static", include_in_schema=False)
async def show(request: Request, name: str) -> Response:
    asset = next((one for one in assets().values() if one.name == name), None)
    if asset is None:
        raise Missing(gettext("There is no such file."))
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    accepted = request.headers.get("accept-encoding", "")
    for encoding, content in asset.encoded.items():
        if encoding in accepted:
            headers["Content-Encoding"] = encoding
            return Response(content, media_type=asset.media_type, headers=headers)
    return Response(asset.plain, media_type=asset.media_type, headers=headers)


@router.get("/favicon.ico", name="favicon", include_in_schema=False)
async def favicon() -> Response:
    return Response(assets()["door.svg"].plain, media_type="image/svg+xml")


def _asset(name: str, media_type: str, content: bytes) -> Asset:
    stem, _, suffix = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:12]
    encoded = {
        "br": brotli.compress(content, quality=9),
        "gzip": gzip.compress(content, 9, mtime=0),
    }
    return Asset(f"{stem}.{digest}.{suffix}", media_type, content, encoded)
