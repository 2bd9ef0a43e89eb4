"""Whether two entries may tell of one meeting. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.contacts.silence import latest_day
from app.contacts.terms import Channel, Precision, Response
from app.states.names import fold

NEAR = timedelta(days=1)
"""Two people may write down neighbouring days: a late evening, another time zone."""


@dataclass(frozen=True)
class Account:
    """One person's entry, as far as likeness goes; `offices` are those of the counterparts."""

    iso3: str
    held_on: date
    precision: Precision
    channel: Channel
    response: Response | None
    author_id: int
    offices: tuple[str, ...] = ()

    @property
    def met(self) -> frozenset[str]:
        return frozenset(filter(None, map(fold, self.offices)))


def alike(one: Account, other: Account) -> bool:
    """By two people, of the same State, on days that may be the same or neighbours, by the same
    channel or with a counterpart in common, and of one mind on whether there was a reply."""
    return (
        one.author_id != other.author_id
        and one.iso3 == other.iso3
        and _near(one, other)
        and (one.channel is other.channel or bool(one.met & other.met))
        and (one.response is Response.NO_REPLY) == (other.response is Response.NO_REPLY)
    )


def _near(one: Account, other: Account) -> bool:
    first, second = sorted((one, other), key=lambda account: account.held_on)
    return second.held_on - latest_day(first.held_on, first.precision) <= NEAR
