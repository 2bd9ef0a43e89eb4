"""What the product says can be said in every language: the catalogues are whole."""

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from app.kit.translation import LANGUAGES, LOCALE, SOURCE, catalogue
from app.web.assets import ROOT

OTHERS = [code for code in LANGUAGES if code != SOURCE]


@pytest.fixture(scope="session")
def said() -> Catalog:
    """Everything that the source says, as `make catalogues` reads it."""
    with (LOCALE / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file, "babel.cfg")
    found = Catalog()
    keywords = {
        "_": None, "gettext": None, "marked": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2),
        "pmarked": ((1, "c"), 2),
    }  # fmt: skip
    for _, _, message, _, context in extract_from_dir(ROOT, methods, options, keywords):
        found.add(message, context=context)
    return found


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_has_a_translation(said, code):
    known = catalogue(code)
    lacking = [
        message.id
        for message in said
        if message.id and not _whole(known.get(message.id, message.context), known.num_plurals)
    ]
    assert lacking == [], "run `make catalogues` and translate"


@pytest.mark.parametrize("code", OTHERS)
def test_no_translation_is_of_a_text_that_nothing_says(said, code):
    gone = [one.id for one in catalogue(code) if one.id and not said.get(one.id, one.context)]
    assert gone == [], "run `make catalogues`"


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_keeps_every_placeholder(code):
    wrong = [
        (message.id, [str(error) for error in errors])
        for message, errors in catalogue(code).check()
    ]
    assert wrong == []


def _whole(message, plurals):
    if message is None:
        return False
    if message.pluralizable:
        return (
            isinstance(message.string, tuple)
            and len(message.string) == plurals
            and all(message.string)
        )
    return bool(message.string)
