"""How a State voted, in words. Pure."""

from app.kit.translation import Said, pmarked

VOTE_NAMES = Said(
    {
        "yes": pmarked("a vote", "yes"),
        "no": pmarked("a vote", "no"),
        "abstain": pmarked("a vote", "abstain"),
        "absent": pmarked("a vote", "absent"),
    }
)


def vote_name(vote: str) -> str:
    """One that is not known here is called as the facts call it."""
    return VOTE_NAMES.get(vote, vote)
