"""A State's standing under the Convention, derived from its treaty acts. Pure.

Source: the domain's "standing". Consent to be bound counts from its deposit, a withdrawal only
from the day it takes effect; the later of the two decides; else a signature makes a signatory;
provisional application changes nothing.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Protocol

from app.kit.dates import latest


class Action(StrEnum):
    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    WITHDRAWAL = "withdrawal"
    PROVISIONAL_APPLICATION = "provisional_application"


class Standing(StrEnum):
    PARTY = "party"
    SIGNATORY = "signatory"
    NOT_PARTY = "not_party"


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


def counts_from(act: Dated) -> date:
    """The first day on which the act certainly counts; a partial date counts once it is over."""
    if act.action is Action.WITHDRAWAL:
        return latest(act.effective_date) if act.effective_date else date.max
    return latest(act.date)


def standing(acts: Iterable[Dated], on: date) -> Standing:
    """Where the State stood at the end of the day `on`; a withdrawal of that day wins."""
    past = [act for act in acts if counts_from(act) <= on]
    bound = [act for act in past if act.action in CONSENT]
    left = [act for act in past if act.action is Action.WITHDRAWAL]
    joined_on = max((counts_from(act) for act in bound), default=date.min)
    left_on = max((counts_from(act) for act in left), default=date.min)
    if bound and joined_on > left_on:
        return Standing.PARTY
    signed = [act for act in past if act.action is Action.SIGNATURE and counts_from(act) > left_on]
    return Standing.SIGNATORY if signed else Standing.NOT_PARTY
