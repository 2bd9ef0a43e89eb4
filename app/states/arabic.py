"""What States are called in Arabic. Pure.

Source: the names that the United Nations uses where they differ from CLDR's (as Babel ships it).
The facts have English, French and Spanish names only.
"""

from functools import cache

from babel import Locale

OWN = {
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
}
"""By ISO 3166-1 alpha-3 code."""


def name_ar(iso3: str, iso2: str) -> str:
    """The Arabic name of one of the 197 States."""
    return OWN.get(iso3) or _cldr()[iso2]


@cache
def _cldr() -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale("ar").territories.items()}
