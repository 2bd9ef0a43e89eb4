"""What may happen in a State that moves its door. Pure."""

from enum import StrEnum

from app.kit.translation import Said, marked


class HappeningKind(StrEnum):
    ELECTION = "election"
    NEW_MINISTER = "new_minister"
    HOSTED_EVENT = "hosted_event"


KIND_NAMES = Said(
    {
        HappeningKind.ELECTION: marked("election"),
        HappeningKind.NEW_MINISTER: marked("new minister"),
        HappeningKind.HOSTED_EVENT: marked("hosted event"),
    }
)
