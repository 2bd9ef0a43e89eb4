"""Colours and sizes: each is said once, and what they colour can be read."""

import re

import pytest

from app.web.assets import ROOT, STATIC
from app.web.tokens import CHOSEN_DARK, DARK, LIGHT, PAPER, SHEET, colours, contrast, values

SHEETS = [path for path in sorted((STATIC / "css").glob("*.css")) if path != SHEET]
TEXT = 4.5
SIGN = 3.0
"""Least contrast of text and of what is told from its ground. Source: WCAG 2.2, 1.4.3, 1.4.11."""
GROUNDS = ("paper", "surface", "sunken")
READ = {
    "ink": (*GROUNDS, "accent-soft", "brass-soft", "good-soft", "bad-soft", "quiet-soft"),
    "ink-soft": (*GROUNDS, "accent-soft", "brass-soft", "quiet-soft"),
    "accent": (*GROUNDS, "accent-soft"),
    "accent-strong": ("surface", "accent-soft"),
    "on-accent": ("accent", "accent-strong", "party"),
    "brass": ("paper", "surface", "brass-soft"),
    "good": ("paper", "surface", "good-soft"),
    "bad": ("paper", "surface", "bad-soft"),
    "party": ("paper", "surface"),
    "signatory": ("paper", "surface"),
    "not_party": ("paper", "surface"),
}
SEEN = {"line-strong": ("paper", "surface"), "focus": GROUNDS}


@pytest.mark.parametrize("theme", [LIGHT, DARK, PAPER])
def test_whatever_is_read_can_be_read(theme):
    known = colours(theme)
    for asked, least in ((READ, TEXT), (SEEN, SIGN)):
        for name, grounds in asked.items():
            for ground in grounds:
                found = contrast(known[name], known[ground])
                assert found >= least, (theme, name, ground, round(found, 2))


def test_dark_is_the_same_by_the_system_and_by_choice():
    assert values(DARK) == values(CHOSEN_DARK)
    assert set(colours(DARK)) == set(colours(LIGHT))


def test_contrast_is_as_the_guidelines_have_it():
    assert round(contrast("#fff", "#000000"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_a_colour_or_a_size_of_letters_is_written_in_one_sheet_alone(sheet):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    said = re.findall(r":([^;{}]+);", text)
    assert not [value for value in said if re.search(r"#[0-9a-f]{3}|(rgb|hsl|oklch)a?\(", value)]
    letters = re.findall(r"font(?:-size)?: ([^;}]+)", text)
    assert not [value for value in letters if re.search(r"\d(px|rem)", value.partition("/")[0])]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_every_token_that_a_sheet_uses_is_there(sheet):
    text = sheet.read_text(encoding="utf-8")
    everywhere = "".join(path.read_text(encoding="utf-8") for path in [SHEET, *SHEETS])
    said = set(re.findall(r"--([\w-]+):", everywhere))
    assert set(re.findall(r"var\(--([\w-]+)\)", text)) <= said


def test_no_template_styles_by_itself():
    for path in (ROOT / "templates").rglob("*.html"):
        assert not re.search(r"\sstyle=|<style", path.read_text(encoding="utf-8")), path
