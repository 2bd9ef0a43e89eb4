"""By which avenue a contact went."""

import pytest

from app.contacts.terms import Channel
from app.reports.avenues import Avenue, avenue


@pytest.mark.parametrize(
    ("channel", "kind", "meeting", "went"),
    [
        (Channel.LETTER, "", "", Avenue.BILATERAL),
        (Channel.BILATERAL_MEETING, "", "", Avenue.BILATERAL),
        (Channel.BILATERAL_MEETING, "MSP", "12MSP", Avenue.GLOBAL),
        (Channel.MARGINS, "Outreach", "UNGA First Committee (annual)", Avenue.GLOBAL),
        (Channel.SIDE_EVENT, "Outreach", "49th ASEAN Summit", Avenue.REGIONAL),
        (Channel.MARGINS, "", "", None),
        (Channel.WORKSHOP, "", "A workshop of Aland", None),
        (Channel.LETTER, "", "A meeting that nobody knows", None),
    ],
)
def test_a_meeting_decides_and_else_whether_one_state_was_met(
    channel: Channel, kind: str, meeting: str, went: Avenue | None
) -> None:
    assert avenue(channel, kind, meeting) is went
