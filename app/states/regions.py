"""What the regions of the facts are called. Pure. Their codes are the facts' own English words."""

from collections.abc import Iterable

from app.kit.translation import Said, marked, pmarked

NO_GROUP = "No regional group"

REGION_NAMES = Said(
    {
        # regional groups of the United Nations
        "African": pmarked("regional group", "African"),
        "Asia-Pacific": pmarked("regional group", "Asia-Pacific"),
        "Eastern European": pmarked("regional group", "Eastern European"),
        "GRULAC": pmarked("regional group", "GRULAC"),
        "WEOG": pmarked("regional group", "WEOG"),
        NO_GROUP: marked("No regional group"),
        "no regional group": marked("no regional group"),
        # sub-regions and intermediate regions of its geoscheme (M49)
        "Australia and New Zealand": pmarked("sub-region", "Australia and New Zealand"),
        "Caribbean": pmarked("sub-region", "Caribbean"),
        "Central America": pmarked("sub-region", "Central America"),
        "Central Asia": pmarked("sub-region", "Central Asia"),
        "Eastern Africa": pmarked("sub-region", "Eastern Africa"),
        "Eastern Asia": pmarked("sub-region", "Eastern Asia"),
        "Eastern Europe": pmarked("sub-region", "Eastern Europe"),
        "Latin America and the Caribbean": pmarked("sub-region", "Latin America and the Caribbean"),
        "Melanesia": pmarked("sub-region", "Melanesia"),
        "Micronesia": pmarked("sub-region", "Micronesia"),
        "Middle Africa": pmarked("sub-region", "Middle Africa"),
        "Northern Africa": pmarked("sub-region", "Northern Africa"),
        "Northern America": pmarked("sub-region", "Northern America"),
        "Northern Europe": pmarked("sub-region", "Northern Europe"),
        "Polynesia": pmarked("sub-region", "Polynesia"),
        "South America": pmarked("sub-region", "South America"),
        "South-eastern Asia": pmarked("sub-region", "South-eastern Asia"),
        "Southern Africa": pmarked("sub-region", "Southern Africa"),
        "Southern Asia": pmarked("sub-region", "Southern Asia"),
        "Southern Europe": pmarked("sub-region", "Southern Europe"),
        "Sub-Saharan Africa": pmarked("sub-region", "Sub-Saharan Africa"),
        "Western Africa": pmarked("sub-region", "Western Africa"),
        "Western Asia": pmarked("sub-region", "Western Asia"),
        "Western Europe": pmarked("sub-region", "Western Europe"),
    }
)


def in_order(codes: Iterable[str]) -> list[str]:
    """Each once, by code; that for States in no regional group stands last."""
    return sorted(set(codes), key=lambda code: (code == NO_GROUP, code))


def region_name(code: str) -> str:
    """In the reader's language; a region that is not known here is called by its code."""
    return REGION_NAMES.get(code, code)
