"""The steps short of joining that fit what is recorded of a State. Pure.

Source: "Interim steps are asks too" of the issue on the next approach: a vote, observer status, a
statement, a moratorium, a pledge, a bill, an instrument; `vote_yes` and `moratorium` as in the
domain's catalogue of asks.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from app.advice import reasons
from app.advice.rules import last_answer
from app.advice.situation import Situation
from app.contacts.terms import Response
from app.doors.ladder import Stage
from app.kit.translation import Said, marked
from app.kit.translation import gettext as _

MOST = 2


class Step(StrEnum):
    INSTRUMENT = "instrument"
    BILL = "bill"
    PLEDGE = "pledge"
    VOTE_YES = "vote_yes"
    MORATORIUM = "moratorium"
    OBSERVER = "observer"
    STATEMENT = "statement"


STEP_WORDS = Said(
    {
        Step.INSTRUMENT: marked("deposit the instrument that has been approved"),
        Step.BILL: marked("bring the bill before parliament, or through it"),
        Step.PLEDGE: marked("say by when it will decide"),
        Step.VOTE_YES: marked("vote yes on the next resolution on the Convention"),
        Step.MORATORIUM: marked("declare a moratorium"),
        Step.OBSERVER: marked("attend the next meeting of the Convention as an observer"),
        Step.STATEMENT: marked("state publicly that it shares the aims of the Convention"),
    }
)
"""After "is asked to", or as an interim step by itself."""
IN_APPROVAL = (Stage.DECIDED, Stage.IN_DOMESTIC_APPROVAL)


class Interim(NamedTuple):
    """A step to ask for beside the main ask, and what it follows from."""

    step: Step
    why: str

    @property
    def words(self) -> str:
        return STEP_WORDS[self.step]


def interim_steps(at: Situation) -> tuple[Interim, ...]:
    """The nearest to joining first, `MOST` at most; a public statement where nothing else fits."""
    found = [*_on_the_ladder(at), *_of_the_record(at)][:MOST]
    return tuple(found) or (Interim(Step.STATEMENT, _("No other step follows from what is known")),)


def _on_the_ladder(at: Situation) -> Iterator[Interim]:
    if at.stage and at.stage.stage is Stage.APPROVED:
        yield Interim(Step.INSTRUMENT, reasons.stage(at.stage))
    elif at.stage and at.stage.stage in IN_APPROVAL:
        yield Interim(Step.BILL, reasons.stage(at.stage))
    elif at.stage and at.stage.stage is Stage.UNDER_REVIEW:
        yield Interim(Step.PLEDGE, reasons.stage(at.stage))
    else:
        answer = last_answer(at)
        if answer and answer.response in (Response.COMMITTED, Response.ACTED):
            yield Interim(Step.PLEDGE, reasons.response(answer))


def _of_the_record(at: Situation) -> Iterator[Interim]:
    if at.vote and at.vote.vote in ("abstain", "no"):
        yield Interim(Step.VOTE_YES, reasons.vote(at.vote))
    stance = at.stance
    if stance is None:
        return
    if (stance.producer or stance.stockpiler or stance.exporter) and not stance.measure:
        yield Interim(Step.MORATORIUM, reasons.holdings(stance))
    if stance.attended is False:
        yield Interim(Step.OBSERVER, reasons.never_attended(stance))
