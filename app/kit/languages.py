"""Languages: their names, and the codes (ISO 639-1) that are kept of them. Pure."""

from functools import cache

from babel import Locale

from app.kit.translation import SOURCE, locale


def language_name(code: str) -> str:
    """The name of a code in the reader's language; the code itself if it is none."""
    return str(locale().languages.get(code, code))


def language_code(said: str) -> str | None:
    """The code of a language that is called by its name, in English or as the reader calls it, or
    by its code; None if unknown."""
    called = said.strip().casefold()
    if called in _names(locale()):
        return called
    return _codes(locale()).get(called) or _codes(Locale(SOURCE)).get(called)


@cache
def _names(spoken: Locale) -> dict[str, str]:
    """By code: those of two letters."""
    return {code: name for code, name in spoken.languages.items() if len(code) == 2}


@cache
def _codes(spoken: Locale) -> dict[str, str]:
    return {name.casefold(): code for code, name in _names(spoken).items()}
