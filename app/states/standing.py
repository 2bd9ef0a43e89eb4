"""A State's standing under the Convention, derived from its treaty acts. Pure.

Source: the domain's "standing". Consent to be bound counts from its deposit, a withdrawal only
from the day it takes effect; the later of the two decides; else a signature makes a signatory;
provisional application changes nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from app.kit.dates import latest
from app.kit.translation import Said, marked


class Action(StrEnum):
    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    WITHDRAWAL = "withdrawal"
    PROVISIONAL_APPLICATION = "provisional_application"


ACTION_NAMES = Said(
    {
        Action.SIGNATURE: marked("signature"),
        Action.RATIFICATION: marked("ratification"),
        Action.ACCEPTANCE: marked("acceptance"),
        Action.APPROVAL: marked("approval"),
        Action.ACCESSION: marked("accession"),
        Action.SUCCESSION: marked("succession"),
        Action.WITHDRAWAL: marked("withdrawal"),
        Action.PROVISIONAL_APPLICATION: marked("provisional application"),
    }
)


class Standing(StrEnum):
    PARTY = "party"
    SIGNATORY = "signatory"
    NOT_PARTY = "not_party"


STANDING_NAMES = Said(
    {
        Standing.PARTY: marked("State Party"),
        Standing.SIGNATORY: marked("Signatory"),
        Standing.NOT_PARTY: marked("State not party"),
    }
)


CONSENT = {
    Action.RATIFICATION, Action.ACCEPTANCE, Action.APPROVAL, Action.ACCESSION, Action.SUCCESSION,
}  # fmt: skip


class Dated(Protocol):
    """An act as standing needs it: a database row or a test's own."""

    @property
    def action(self) -> Action: ...
    @property
    def date(self) -> str: ...
    @property
    def effective_date(self) -> str: ...


Act = TypeVar("Act", bound=Dated)


def counts_from(act: Dated) -> date:
    """The first day on which the act certainly counts; a partial date counts once it is over."""
    if act.action is Action.WITHDRAWAL:
        return latest(act.effective_date) if act.effective_date else date.max
    return latest(act.date)


def standing(acts: Iterable[Dated], on: date) -> Standing:
    """Where the State stood at the end of the day `on`; a withdrawal of that day wins."""
    past = [act for act in acts if counts_from(act) <= on]
    return _decided(past)[0]


def deciding(acts: Iterable[Act], on: date) -> Act | None:
    """The act by which the State stands where it stands; None for one that never acted."""
    return _decided([act for act in acts if counts_from(act) <= on])[1]


def _decided(past: Sequence[Act]) -> tuple[Standing, Act | None]:
    """The standing after these acts, and the first act that brought it about."""
    left = [act for act in past if act.action is Action.WITHDRAWAL]
    last_left = max(left, key=counts_from, default=None)
    left_on = counts_from(last_left) if last_left else date.min
    since = sorted((act for act in past if counts_from(act) > left_on), key=counts_from)
    bound = next((act for act in since if act.action in CONSENT), None)
    if bound:
        return Standing.PARTY, bound
    signed = next((act for act in since if act.action is Action.SIGNATURE), None)
    return (Standing.SIGNATORY, signed) if signed else (Standing.NOT_PARTY, last_left)
