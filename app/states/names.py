"""Finding a State by what people type: a name in three languages, an old name, a code. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii

ALIASES: dict[str, tuple[str, ...]] = {
    "AGO": ("Popular Republic of Angola",),
    "ARE": ("UAE", "Emirates"),
    "BIH": ("Bosnia",),
    "BLR": ("Belorussia", "Byelorussia"),
    "BEN": ("Dahomey",),
    "BFA": ("Upper Volta",),
    "BOL": ("Bolivia",),
    "BRN": ("Brunei",),
    "CAF": ("CAR", "Centrafrique"),
    "CHN": ("PRC",),
    "CIV": ("Ivory Coast", "Cote d'Ivoire"),
    "COD": ("Zaire", "DRC", "DR Congo", "RDC", "Congo-Kinshasa", "Democratic Republic of Congo"),
    "COG": ("Congo-Brazzaville", "Republic of the Congo"),
    "CPV": ("Cape Verde", "Cap-Vert"),
    "CZE": ("Czech Republic", "Republique tcheque", "Republica Checa"),
    "DOM": ("DR",),
    "FSM": ("Micronesia",),
    "GBR": ("UK", "United Kingdom", "Great Britain", "Britain", "England", "Royaume-Uni"),
    "GUY": ("British Guiana",),
    "IRN": ("Iran", "Persia"),
    "KGZ": ("Kirghizia", "Kyrgyz Republic"),
    "KHM": ("Kampuchea",),
    "KNA": ("St Kitts", "Saint Kitts"),
    "KOR": ("South Korea", "ROK", "Coree du Sud", "Corea del Sur"),
    "LAO": ("Laos", "Lao PDR"),
    "LCA": ("St Lucia",),
    "LKA": ("Ceylon",),
    "MDA": ("Moldova", "Moldavia"),
    "MKD": ("Macedonia", "FYROM", "Macedoine"),
    "MMR": ("Burma", "Birmanie", "Birmania"),
    "NLD": ("Holland", "Netherlands", "The Netherlands", "Hollande", "Holanda"),
    "PRK": ("North Korea", "DPRK", "Coree du Nord", "Corea del Norte"),
    "PSE": ("Palestine", "Palestina"),
    "RUS": ("Russia", "Russie", "Rusia"),
    "STP": ("Sao Tome",),
    "SUR": ("Dutch Guiana",),
    "SWZ": ("Swaziland", "Swazilandia"),
    "SYR": ("Syria", "Syrie", "Siria"),
    "THA": ("Siam",),
    "TLS": ("East Timor", "Timor Oriental", "Timor Leste"),
    "TUR": ("Turkey", "Turkiye", "Turquie", "Turquia"),
    "TZA": ("Tanzania", "Tanganyika", "Tanzanie"),
    "USA": ("US", "United States", "America", "Etats-Unis", "Estados Unidos", "EE.UU."),
    "VAT": ("Vatican", "Vatican City", "Holy See"),
    "VCT": ("St Vincent", "Saint Vincent"),
    "VEN": ("Venezuela",),
    "VNM": ("Vietnam",),
    "WSM": ("Western Samoa",),
    "ZMB": ("Northern Rhodesia",),
    "ZWE": ("Rhodesia",),
}
"""Old and short names that no list of today's names has."""


@dataclass(frozen=True)
class Named:
    """What a State is called."""

    iso3: str
    iso2: str
    name: str
    name_fr: str
    name_es: str


@dataclass(frozen=True)
class Found:
    """A State that fits, and the name by which it was found."""

    iso3: str
    name: str
    matched: str


@cache
def fold(text: str) -> str:
    """Lower case, no accents, words parted by one space."""
    plain = "".join(c if c.isalnum() else " " for c in anyascii(text).lower().replace("'", ""))
    return " ".join(plain.split())


def names_of(state: Named) -> tuple[str, ...]:
    """Everything that a State may be called, its name first, its codes last."""
    own = (state.name, state.name_fr, state.name_es, *ALIASES.get(state.iso3, ()))
    return (*dict.fromkeys(own), state.iso3, state.iso2)


def find_states(states: Iterable[Named], text: str, *, limit: int = 8) -> list[Found]:
    """The States that fit what was typed, best first: the whole name, its beginning, then a
    word's beginning."""
    wanted = fold(text)
    if not wanted:
        return []
    ranked = []
    for state in states:
        fits = [
            (rank, position, name)
            for position, name in enumerate(names_of(state))
            if (rank := _rank(fold(name), wanted, is_code=position >= len(names_of(state)) - 2))
        ]
        if fits:
            rank, _, matched = min(fits)
            ranked.append((rank, state.name, Found(state.iso3, state.name, matched)))
    return [found for _, _, found in sorted(ranked, key=lambda one: one[:2])[:limit]]


def resolve(states: Iterable[Named], text: str) -> str | None:
    """The one State that was meant; None if none or several fit."""
    found = find_states(states, text, limit=200)
    wanted = fold(text)
    whole = [one for one in found if fold(one.matched) == wanted]
    if len(whole) == 1:
        return whole[0].iso3
    return found[0].iso3 if len(found) == 1 else None


def _rank(name: str, wanted: str, *, is_code: bool) -> int:
    """1 for the best fit, 0 for none."""
    if name == wanted:
        return 1
    if is_code:
        return 0
    if name.startswith(wanted):
        return 2
    if f" {wanted}" in f" {name}":
        return 3
    return 0


def index(states: Mapping[str, Named]) -> dict[str, str]:
    """Folded texts to search in, by State: for the log's full text."""
    return {iso3: " ".join(fold(name) for name in names_of(one)) for iso3, one in states.items()}
