"""What institutions are called in the reader's language. Pure. Proper names stay as they are."""

from app.kit.translation import Said, marked

INSTITUTIONS = Said(
    {
        "High-level envoy": marked("High-level envoy"),
        "Coordinators on Universalization": marked("Coordinators on Universalization"),
        "President of the Meeting of States Parties": marked(
            "President of the Meeting of States Parties"
        ),
        "Implementation Support Unit": marked("Implementation Support Unit"),
        "International Committee of the Red Cross": marked(
            "International Committee of the Red Cross"
        ),
        "United Nations body": marked("United Nations body"),
    }
)
"""By the name that the facts give them."""


def institution_name(name: str) -> str:
    """One that is not known here is called as the facts call it."""
    return INSTITUTIONS.get(name, name)
