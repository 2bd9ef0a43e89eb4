"""The values that the style sheets are made of, and whether one can read what they colour."""

import re
from functools import cache

from app.web.assets import STATIC

SHEET = STATIC / "css" / "00-tokens.css"
LIGHT, DARK, CHOSEN_DARK, PAPER = (
    ":root {",
    ':root:not([data-theme="light"]) {',
    ':root[data-theme="dark"] {',
    "@media print {",
)
"""Where each set of values begins; the first holds everything that another leaves out."""
VALUE = re.compile(r"--([\w-]+): ([^;]+);")


@cache
def values(begins: str = LIGHT) -> dict[str, str]:
    """Every token by its name, as one set has it."""
    return values() | _values(begins) if begins != LIGHT else _values(LIGHT)


def contrast(one: str, other: str) -> float:
    """Of two colours such as #0b5351, from 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def colours(begins: str = LIGHT) -> dict[str, str]:
    """The tokens that are colours."""
    return {name: value for name, value in values(begins).items() if value.startswith("#")}


def _values(begins: str) -> dict[str, str]:
    rest = SHEET.read_text(encoding="utf-8").partition(begins)[2]
    if begins == PAPER:
        rest = rest.partition("{")[2]
    return dict(VALUE.findall(rest.partition("}")[0]))


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
