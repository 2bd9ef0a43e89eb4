"""Languages: their English names, and the codes (ISO 639-1) that are kept of them. Pure."""

from functools import cache

from babel import Locale


@cache
def language_name(code: str) -> str:
    """The English name of a code; the code itself if it is none."""
    return str(Locale("en").languages.get(code, code))


def language_code(said: str) -> str | None:
    """The code of a language that is called by its English name or by its code; None if unknown."""
    called = said.strip().casefold()
    return called if called in _names() else _codes().get(called)


@cache
def _names() -> dict[str, str]:
    """By code: those of two letters."""
    return {code: name for code, name in Locale("en").languages.items() if len(code) == 2}


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for code, name in _names().items()}
