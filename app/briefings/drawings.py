"""The map and the progress chart as drawings without words, for figures of documents. Pure.

Colour is never alone: a signatory is striped, a State not party plain, and what is outside the 197
or disputed is hatched the other way. Colours are those of paper, as documents are printed.
"""

from collections.abc import Mapping
from html import escape

from app.briefings.document import Sign
from app.kit.translation import gettext as _
from app.states.geometry import HEIGHT, WIDTH, Point
from app.states.progress_chart import Chart
from app.states.standing import STANDING_NAMES, Standing
from app.states.world import Drawing

SEA, EDGE, INK, RULE = "#f3f6f8", "#ffffff", "#1c2321", "#c9ced2"
FILL = {
    Standing.PARTY: "#0b5351",
    Standing.SIGNATORY: "url(#stripes)",
    Standing.NOT_PARTY: "#d9d4c5",
}
SOLID = {Standing.PARTY: "#0b5351", Standing.SIGNATORY: "#8a5a00", Standing.NOT_PARTY: "#d9d4c5"}
PATTERNS = (
    '<pattern id="stripes" width="7" height="7" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="7" height="7" fill="#f6dca4"/>'
    '<rect width="3" height="7" fill="#8a5a00"/></pattern>'
    '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(-45)"><rect width="5" height="5" fill="#ffffff"/>'
    '<rect width="1.2" height="5" fill="#6b7280"/></pattern>'
)


def element(name: str, inside: str = "", **attributes: object) -> str:
    """One element of SVG; `_` in an attribute's name stands for its hyphen."""
    told = "".join(
        f' {key.replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>"


def _svg(width: float, height: float, inside: str) -> str:
    return element(
        "svg",
        element("defs", PATTERNS) + _ground(width, height) + inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=f"{width:g}",
        height=f"{height:g}",
    )


def _ground(width: float, height: float) -> str:
    """White, also where the page is dark."""
    return element("rect", width=f"{width:g}", height=f"{height:g}", fill="#ffffff")


def world_map(of: Drawing, standing: Mapping[str, Standing], outline: str) -> str:
    """Every State as it stands; a State too small to be seen has a mark."""
    lands = (
        element("path", d=place.path, fill=FILL[standing[place.state.iso3]])
        for place in of.places
        if place.path
    )
    hatched = (_hatched(path) for _name, path in of.others if path)
    disputed = (_hatched(path) for _name, path in of.disputed)
    marks = (_mark(place.mark, standing[place.state.iso3]) for place in of.places if place.mark)
    clip = element("clipPath", element("path", d=outline), id="edge")
    sea = element("path", d=outline, fill=SEA, stroke=RULE)
    land = "".join((*hatched, *lands, *disputed))
    drawn = element("g", land, stroke=EDGE, stroke_width="0.5", clip_path="url(#edge)")
    return _svg(round(WIDTH), round(HEIGHT), clip + sea + drawn + "".join(marks))


def _hatched(path: str) -> str:
    return element("path", d=path, fill="url(#hatch)", stroke="#6b7280")


def _mark(at: Point, standing: Standing) -> str:
    dashed = {"stroke_dasharray": "1.4 1"} if standing is Standing.SIGNATORY else {}
    place = {"cx": f"{at[0]:.1f}", "cy": f"{at[1]:.1f}", "r": "4"}
    return element(
        "circle", **place, fill=SOLID[standing], stroke=INK, stroke_width="0.6", **dashed
    )


def map_signs() -> tuple[Sign, ...]:
    """What the fills of the map mean."""
    kinds = [(FILL[one], STANDING_NAMES[one]) for one in Standing]
    kinds.append(("url(#hatch)", _("outside the 197, or disputed")))
    return tuple(Sign(_swatch(fill), name) for fill, name in kinds)


def _swatch(fill: str) -> str:
    return _svg(36, 24, element("rect", x=1, y=1, width=34, height=22, rx=2, fill=fill, stroke=INK))


def progress(of: Chart) -> str:
    """States Parties over time, its years and numbers the only writing; targets are crosses, the
    entry into force a dashed line."""
    left, right, bottom = of.edges
    parts = [
        element("line", x1=left, x2=right, y1=y, y2=y, stroke=RULE)
        + _number(number, left - 8, y + 4, "end")
        for number, y in of.heights
    ]
    parts += [_number(year, x, bottom + 20, "middle") for year, x in of.years]
    parts.append(_upright(of.in_force, bottom))
    parts.append(element("path", d=of.area, fill="#dcebe8"))
    parts.append(element("path", d=of.line, fill="none", stroke="#0b5351", stroke_width="2.5"))
    parts += [_cross(*mark.place) for mark in of.marks]
    parts.append(element("circle", cx=of.end[0], cy=of.end[1], r="4.5", fill="#0b5351"))
    parts.append(_number(of.now.parties, of.end[0], of.end[1] - 12, "end", 16))
    return _svg(*of.size, "".join(parts))


def chart_signs() -> tuple[Sign, ...]:
    """What the lines and crosses of the chart mean."""
    line = element("path", d="M2 12H34", stroke="#0b5351", stroke_width="4")
    return (
        Sign(_svg(36, 24, line), _("States Parties")),
        Sign(_svg(36, 24, _upright(18, 23, 1)), _("entry into force")),
        Sign(_svg(36, 24, _cross(18, 12)), _("a target")),
    )


def _number(value: int, x: float, y: float, anchor: str, size: int = 12) -> str:
    return element(
        "text", str(value), x=f"{x:g}", y=f"{y:g}", font_family="Noto Sans, sans-serif",
        font_size=size, text_anchor=anchor, fill=INK,
    )  # fmt: skip


def _upright(x: float, bottom: float, top: float = 24) -> str:
    return element(
        "line", x1=x, x2=x, y1=bottom, y2=top, stroke=INK, stroke_width="1.2",
        stroke_dasharray="5 4",
    )  # fmt: skip


def _cross(x: float, y: float) -> str:
    return element(
        "path", d=f"M{x - 7:g} {y:g}h14M{x:g} {y - 7:g}v14", stroke="#a3261c", stroke_width="2.5"
    )
