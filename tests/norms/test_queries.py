"""Votes and positions, from the facts."""

from app.accounts.policy import THE_GROUP
from app.norms.queries import ccm_votes, last_ccm_votes, position_of, positions
from app.opportunities.queries import calendar, meetings
from app.states.queries import standings
from app.states.standing import Standing
from tests.world import TODAY


def test_a_states_votes_on_the_conventions_resolutions_are_told_oldest_first(db):
    votes = ccm_votes(db, "AGO")
    assert [vote.year for vote in votes] == list(range(2015, 2025))
    assert (votes[-1].resolution, votes[-1].vote) == ("79/58", "yes")
    assert all(vote.source for vote in votes)


def test_those_without_a_vote_have_none(db):
    assert ccm_votes(db, "VAT") == []


def test_the_newest_resolution_has_the_vote_of_every_member(db):
    votes = last_ccm_votes(db)
    assert len(votes) == 193
    assert {vote.resolution for vote in votes.values()} == {"79/58"}


def test_signatories_and_states_not_party_have_a_position_with_its_year(db):
    standing = standings(db, TODAY)
    known = positions(db)
    assert set(known) == {iso3 for iso3, one in standing.items() if one is not Standing.PARTY}
    assert position_of(db, "AGO").position_year == "2022"
    assert position_of(db, "AUT") is None


def test_meetings_without_a_date_come_last_and_are_not_ahead(db):
    dated = [bool(one.starts_on) for one in meetings(db)]
    assert dated == sorted(dated, reverse=True)
    assert all(one.starts_on for one in calendar(db, THE_GROUP, TODAY).ahead)
