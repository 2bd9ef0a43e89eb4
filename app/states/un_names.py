"""What the United Nations calls States in the languages other than English. Pure.

The facts have CLDR's names in French and Spanish, and none in Arabic, which come from CLDR as
Babel ships it. Here stand those in which the United Nations differs: "République de Corée".
"""

from functools import cache

from babel import Locale

DIFFERENT: dict[str, dict[str, str]] = {
    "fr": {
        "BOL": "Bolivie (État plurinational de)",
        "BRN": "Brunéi Darussalam",
        "FSM": "Micronésie (États fédérés de)",
        "GBR": "Royaume-Uni de Grande-Bretagne et d’Irlande du Nord",
        "IRN": "Iran (République islamique d’)",
        "KOR": "République de Corée",
        "LAO": "République démocratique populaire lao",
        "MDA": "République de Moldova",
        "NLD": "Pays-Bas (Royaume des)",
        "PRK": "République populaire démocratique de Corée",
        "RUS": "Fédération de Russie",
        "SYR": "République arabe syrienne",
        "TZA": "République-Unie de Tanzanie",
        "USA": "États-Unis d’Amérique",
        "VEN": "Venezuela (République bolivarienne du)",
        "VNM": "Viet Nam",
    },
    "es": {
        "BOL": "Bolivia (Estado Plurinacional de)",
        "BRN": "Brunei Darussalam",
        "FSM": "Micronesia (Estados Federados de)",
        "GBR": "Reino Unido de Gran Bretaña e Irlanda del Norte",
        "IRN": "Irán (República Islámica del)",
        "KOR": "República de Corea",
        "LAO": "República Democrática Popular Lao",
        "MDA": "República de Moldova",
        "NLD": "Países Bajos (Reino de los)",
        "PRK": "República Popular Democrática de Corea",
        "RUS": "Federación de Rusia",
        "SYR": "República Árabe Siria",
        "TZA": "República Unida de Tanzanía",
        "USA": "Estados Unidos de América",
        "VEN": "Venezuela (República Bolivariana de)",
        "VNM": "Viet Nam",
    },
    "ar": {
        "BHS": "جزر البهاما",
        "BOL": "بوليفيا (دولة - المتعددة القوميات)",
        "BRN": "بروني دار السلام",
        "CIV": "كوت ديفوار",
        "COD": "جمهورية الكونغو الديمقراطية",
        "COG": "الكونغو",
        "CPV": "كابو فيردي",
        "CZE": "تشيكيا",
        "DOM": "الجمهورية الدومينيكية",
        "FSM": "ميكرونيزيا (ولايات - الموحدة)",
        "GBR": "المملكة المتحدة لبريطانيا العظمى وأيرلندا الشمالية",
        "IRN": "إيران (جمهورية - الإسلامية)",
        "KOR": "جمهورية كوريا",
        "LAO": "جمهورية لاو الديمقراطية الشعبية",
        "MDA": "جمهورية مولدوفا",
        "MDV": "ملديف",
        "MMR": "ميانمار",
        "NLD": "هولندا (مملكة -)",
        "PRK": "جمهورية كوريا الشعبية الديمقراطية",
        "PSE": "دولة فلسطين",
        "RUS": "الاتحاد الروسي",
        "SYR": "الجمهورية العربية السورية",
        "TLS": "تيمور - ليشتي",
        "TZA": "جمهورية تنزانيا المتحدة",
        "USA": "الولايات المتحدة الأمريكية",
        "VAT": "الكرسي الرسولي",
        "VCT": "سانت فنسنت وجزر غرينادين",
        "VEN": "فنزويلا (جمهورية - البوليفارية)",
        "VNM": "فييت نام",
    },
}
"""By language and ISO 3166-1 alpha-3 code."""


def un_name(language: str, iso3: str, iso2: str, short: str = "") -> str:
    """What a State is called in a language of ours but English; `short` is the name of the facts,
    "" where they have none."""
    return DIFFERENT[language].get(iso3) or short or _cldr(language)[iso2]


@cache
def _cldr(language: str) -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale(language).territories.items()}
