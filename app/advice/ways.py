"""How and when a messenger knocks: the channel and the days. Pure."""

from datetime import date, timedelta

from app.advice.scoring import shared_meeting
from app.advice.situation import Candidate, Situation
from app.contacts.terms import Channel, Level, Response

WRITTEN = {Channel.LETTER, Channel.NOTE_VERBALE, Channel.EMAIL}


def channel_for(at: Situation, who: Candidate, level: Level) -> Channel:
    """A visit for the envoy at a high level; the margins of a meeting that both attend; a meeting
    first and after an unanswered letter; a démarche after a meeting."""
    if who.senior and level in (Level.MINISTER, Level.HEAD):
        return Channel.HIGH_LEVEL_VISIT
    if shared_meeting(at, who):
        return Channel.MARGINS
    last = at.record.last
    if last is None or last.response is Response.NO_REPLY or last.channel in WRITTEN:
        return Channel.BILATERAL_MEETING
    if who.home and last.channel is Channel.BILATERAL_MEETING:
        return Channel.DEMARCHE
    return Channel.BILATERAL_MEETING


def window(
    at: Situation, who: Candidate, channel: Channel, days: int, today: date
) -> tuple[date, date]:
    """The days of a meeting in whose margins one meets; else from today for `days`, the spacing
    between two knocks."""
    meeting = shared_meeting(at, who)
    if meeting and channel is Channel.MARGINS:
        return max(today, meeting.first), meeting.last
    return today, today + timedelta(days=max(days, 1))
