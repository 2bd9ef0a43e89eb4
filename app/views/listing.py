"""The lists that can be filtered, kept as a view, and laid out by columns. Pure."""

from enum import StrEnum

from app.accounts.policy import Act
from app.kit.translation import Said, marked


class Listing(StrEnum):
    """A list by the name of its page."""

    DOORS = "doors"
    BOARD = "board"
    CONTACTS = "contacts"
    APPROACHES = "approaches"
    COMMITMENTS = "commitments"
    STATES = "states"

    @property
    def route(self) -> str:
        return f"{self}.index"


NAMES = Said(
    {
        Listing.DOORS: marked("Doors"),
        Listing.BOARD: marked("The board"),
        Listing.CONTACTS: marked("Contact log"),
        Listing.APPROACHES: marked("Next approaches"),
        Listing.COMMITMENTS: marked("Open commitments"),
        Listing.STATES: marked("States"),
    }
)

OF_FACTS = {Listing.DOORS, Listing.STATES}
"""Lists that those see too who read no entries."""


def needed(listing: Listing) -> Act:
    """What one must be allowed to read to see this list."""
    return Act.READ_FACTS if listing in OF_FACTS else Act.READ_ENTRIES
