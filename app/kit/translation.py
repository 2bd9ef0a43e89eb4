"""What the product says, in the language of who reads it: gettext, with Babel's catalogues.

The source is English. `app/locale/<language>/LC_MESSAGES/messages.po` holds the others; entries
that a machine wrote carry gettext's `fuzzy` flag, "to be reviewed", and are used all the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from math import copysign
from pathlib import Path
from typing import Any, TypeVar

from babel import Locale
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

Key = TypeVar("Key")

LOCALE = Path(__file__).resolve().parents[1] / "locale"
SCRIPTS = "static/js/"
SOURCE = "en"
IN_CONTEXT = "\x04"
"""What stands between context and text, as in gettext's own files."""
LANGUAGES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}
"""By code (ISO 639-1): what each calls itself."""
_REGIONAL = {"en": "en_GB"}
"""Whose dates are meant: 14 September 2026."""

LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
ISOLATES = "\u2066\u2067\u2068"

_spoken: ContextVar[str] = ContextVar("language", default=SOURCE)


def language() -> str:
    """The code of the language that is spoken to whoever reads now."""
    return _spoken.get()


def locale() -> Locale:
    """How that language writes dates, numbers and names."""
    return _locale(language())


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Everything said inside is said in this language, a key of `LANGUAGES`."""
    before = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(before)


def gettext(text: str, /, **named: Any) -> str:
    """The text as the reader reads it, `named` put in the place of %(name)s; %% is a per cent."""
    return translations(language()).gettext(text) % _apart(named)


def ngettext(one: str, many: str, num: int, /, **named: Any) -> str:
    """The same for a number, %(num)s unless it is named: "%(num)s door", "%(num)s doors"."""
    return translations(language()).ngettext(one, many, num) % {"num": number(num), **_apart(named)}


def pgettext(context: str, text: str, /, **named: Any) -> str:
    """The same for a text that means another thing elsewhere: `context` says which is meant."""
    return translations(language()).pgettext(context, text) % _apart(named)


def marked(text: str) -> str:
    """A text that is written here and said later: this only puts it into the catalogue."""
    return text


def pmarked(context: str, text: str) -> str:
    """The same for a text that means another thing elsewhere; only `Said` can say it."""
    return f"{context}{IN_CONTEXT}{text}"


class Said(Mapping[Key, str]):
    """Texts by a code, each `marked` where it is written and said as the reader reads it."""

    def __init__(self, texts: Mapping[Key, str]) -> None:
        self._texts = dict(texts)

    def __getitem__(self, key: Key) -> str:
        context, there, text = self._texts[key].rpartition(IN_CONTEXT)
        return pgettext(context, text) if there else gettext(text)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class Phrase:
    """One text, `marked` where it is written and said as the reader reads it once it is shown."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return gettext(self._text)


def number(value: int) -> str:
    """12,500; 12 500 in French. The digits are the ones that tables line up: 0 to 9."""
    if 0 <= value < 1000:  # the same in every language, and by far the most
        return str(value)
    return format_decimal(value, locale=locale(), numbering_system="latn")


def percent(estimate: float) -> str:
    """14%, 0.4%; 14 % in French. Two digits that count are enough for what is estimated: whole from
    ten in a hundred on; and what is not nothing is a tenth at least."""
    if not estimate:
        return share(0)
    size = max(abs(estimate), 0.001)
    return share(copysign(size, estimate), "0" if round(size, 3) >= 0.1 else "0.0")


def share(value: float, decimals: str = "0.#") -> str:
    """A share that is known: 5%, 12.5%. `decimals` is a pattern of CLDR."""
    pattern = locale().percent_formats[None].pattern.replace("#,##0", decimals)
    return format_percent(value, pattern, locale(), numbering_system="latn")


def joined(words: Iterable[str]) -> str:
    """One, two and three."""
    return format_list(list(words), locale=locale())


def either(words: Iterable[str]) -> str:
    """One, two or three."""
    return format_list(list(words), style="or", locale=locale())


def listed(words: Iterable[str]) -> str:
    """One, two, three."""
    return gettext(", ").join(map(_kept_apart, words))


def clauses(parts: Iterable[str]) -> str:
    """One thing; another."""
    return gettext("; ").join(map(_kept_apart, parts))


def capital(text: str) -> str:
    """With a capital at the beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def isolated(text: str) -> str:
    """A code or an ISO date that keeps its order inside a sentence that runs from the right."""
    return f"\u2066{text}\u2069" if locale().text_direction == "rtl" else text


def _apart(named: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is put into a sentence, so that neither loses its order where it runs from the right."""
    if locale().text_direction != "rtl":
        return named
    return {name: _kept_apart(value) for name, value in named.items()}


def _kept_apart(value: Any) -> Any:
    """A text with Latin letters between Unicode's first strong isolate and its end: a day or a full
    stop after a name in Latin letters belongs to the sentence, not to the name."""
    if type(value) is not str or locale().text_direction != "rtl" or not LATIN.search(value):
        return value
    return value if value[0] in ISOLATES else f"\u2068{value}\u2069"


@cache
def translations(code: str) -> NullTranslations:
    """What gettext says in a language; English says what stands in the source."""
    if code == SOURCE:
        return NullTranslations()
    made = BytesIO()
    write_mo(made, catalogue(code), use_fuzzy=True)
    made.seek(0)
    return GNUTranslations(made)


@cache
def said_by_scripts(code: str) -> dict[str, str]:
    """What the scripts of a page say, by what their source says."""
    spoken = catalogue(code)
    return {
        str(message.id): str(message.string)
        for message in spoken
        if message.string and any(path.startswith(SCRIPTS) for path, _ in message.locations)
    }


def catalogue(code: str) -> Catalog:
    """All that is said, with where it is said and its translation."""
    with (LOCALE / code / "LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale=code)


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(_REGIONAL.get(code, code))
