"""Where an entry comes from. Pure."""

from enum import StrEnum

from app.kit.translation import Said, marked


class Origin(StrEnum):
    """`demonstration` and `synthetic` entries are marked wherever they show (domain rule 6)."""

    REAL = "real"
    DEMONSTRATION = "demonstration"
    SYNTHETIC = "synthetic"


class FromSomewhere:
    """What has an origin."""

    origin: Origin

    @property
    def demonstration(self) -> bool:
        """Whether nobody meant it: a demonstration, or synthetic."""
        return self.origin is not Origin.REAL


NOTICES = Said(
    {
        Origin.DEMONSTRATION: marked(
            "Contains demonstration entries: nothing here was said by any government"
        ),
        Origin.SYNTHETIC: marked(
            "Contains synthetic entries, made by the program to measure its speed"
        ),
    }
)
