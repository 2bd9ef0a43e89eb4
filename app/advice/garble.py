"""A past whose future is nonsense: to show that nothing computed for a day knows what came later.
Pure."""

from datetime import date, timedelta
from random import Random

from app.advice.features import VOTES
from app.advice.history import POOLED, Cast, History, Kind, Step, history

DROPPED, ALTERED = 0.3, 0.6
"""Of what came later: how much is left out, and how much more is turned into something else."""
INVENTED = 200


def garbled(record: History, day: date, chance: Random) -> History:
    """Facts up to the day as they are; later ones dropped, altered, and others invented."""
    states = list(record.places)

    def later() -> date:
        return day + timedelta(days=chance.randint(1, 6000))

    def step(treaty: str) -> Step:
        return Step(later(), chance.choice(states), treaty, chance.choice(list(Kind)))

    def vote() -> Cast:
        return Cast(later(), chance.choice(states), chance.choice(list(VOTES)))

    steps = [one for one in record.steps if one.on <= day]
    votes = [one for one in record.votes if one.on <= day]
    for known in record.steps:
        if known.on > day and (fate := chance.random()) > DROPPED:
            steps.append(step(known.treaty) if fate < DROPPED + ALTERED else known)
    for cast in record.votes:
        if cast.on > day and (fate := chance.random()) > DROPPED:
            votes.append(vote() if fate < DROPPED + ALTERED else cast)
    steps += [step(chance.choice(POOLED)) for _ in range(INVENTED)]
    votes += [vote() for _ in range(INVENTED)]
    return history(record.places, steps, votes, record.known_until)
