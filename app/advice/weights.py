"""The weights of the score: what each part counts, and what Coordinators may set. Pure.

The defaults are judgements, not measurements; each stands here once, with its bounds. The
rest counts most, as it matters most (docs/decisions/2026-11-28-points-that-rest.md). What speaks
for a suggestion stays at 0 or above and what speaks against it at 0 or below, so that no weight
turns a reason into a caution; an abstention and a noncommittal answer may be read either way.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.kit.translation import Said, marked
from app.kit.translation import gettext as _

MOST = 100
"""No weight counts more than this, for or against."""


def at_most_two_decimals(value: float) -> float:
    """Points are added up to three decimals, so that the order of adding them is no matter."""
    if round(value, 2) != value:
        raise ValueError(_("Please give two decimals at most."))
    return value + 0.0  # -0 is 0


_two = AfterValidator(at_most_two_decimals)
For = Annotated[float, Field(ge=0, le=MOST, allow_inf_nan=False), _two]
Against = Annotated[float, Field(ge=-MOST, le=0, allow_inf_nan=False), _two]
Either = Annotated[float, Field(ge=-MOST, le=MOST, allow_inf_nan=False), _two]


class Weights(BaseModel):
    """All in points, but `silence_days`, the days of silence after which it counts in full, and
    `rest_days`, those after which an answered knock no longer speaks against the next."""

    model_config = ConfigDict(frozen=True)

    rest: Against = -90.0
    rest_days: int = Field(273, ge=30, le=730)
    silence: For = 20.0
    silence_days: int = Field(730, ge=30, le=3650)
    never_answered: For = 10.0
    signature: For = 20.0
    stage: For = 6.0
    committed: For = 14.0
    acted: For = 10.0
    interested: For = 8.0
    noncommittal: Either = 2.0
    no_reply: Against = -2.0
    vote_yes: For = 10.0
    vote_abstain: Either = -1.0
    vote_no: Against = -4.0
    region: For = 12.0
    message: For = 3.0
    language: For = 10.0
    subregion: For = 8.0
    group: For = 4.0
    organisation: For = 3.0
    organisations: For = 9.0
    availability: For = 1.0
    fresh_voice: For = 6.0
    earlier_result: For = 5.0
    lead: For = 15.0
    barrier: For = 12.0
    meeting: For = 9.0
    load: Against = -6.0
    high_level: For = 8.0
    too_low: Against = -6.0
    not_yet_high_level: Against = -5.0

    @staticmethod
    def of(kept: Mapping[str, float]) -> "Weights":
        """Weights by their names; one that is not among them, as it came later, has its default."""
        return Weights.model_validate({key: kept[key] for key in NAMES if key in kept})


USUAL = Weights()


class TypedWeights(Weights):
    """The weights as the form has them. `shown` is what `called` says of the weights whose effect
    the person has seen."""

    model_config = ConfigDict(str_strip_whitespace=True)

    reason: str = Field("", max_length=1000)
    shown: str = Field("", max_length=80)

    @property
    def weights(self) -> Weights:
        return Weights.of(self.model_dump(include=set(NAMES)))


class ChangeWeights(TypedWeights):
    """The same, to be saved."""

    reason: str = Field(min_length=1, max_length=1000)


def called(weights: Weights, last_change: int) -> str:
    """What tells whether weights are those that were shown, against the same weights in force."""
    values = repr(sorted(weights.model_dump().items()))
    return f"{last_change}-{sha256(values.encode()).hexdigest()[:16]}"


OF_DOOR = (
    "rest", "rest_days", "silence", "silence_days", "never_answered", "signature", "stage",
    "committed", "acted", "interested", "noncommittal", "no_reply", "vote_yes", "vote_abstain",
    "vote_no", "region", "message",
)  # fmt: skip
"""What counts for or against a door, whoever knocks."""
OF_MESSENGER = tuple(name for name in Weights.model_fields if name not in OF_DOOR)
"""What counts for or against one messenger at it."""

NAMES = Said(
    {
        "rest": marked("An answered knock today"),
        "rest_days": marked("Days until a door has rested"),
        "silence": marked("Silence that counts in full"),
        "silence_days": marked("Days until silence counts in full"),
        "never_answered": marked("No answered knock yet"),
        "signature": marked("Signature"),
        "stage": marked("Each rung of the ladder"),
        "committed": marked("Last answer: committed"),
        "acted": marked("Last answer: acted"),
        "interested": marked("Last answer: interested"),
        "noncommittal": marked("Last answer: noncommittal"),
        "no_reply": marked("Last knock without a reply"),
        "vote_yes": marked("Vote: yes"),
        "vote_abstain": marked("Vote: abstention"),
        "vote_no": marked("Vote: no"),
        "region": marked("Sub-region wholly party"),
        "message": marked("A message that answers the barrier"),
        "language": marked("Shared language"),
        "subregion": marked("Same sub-region"),
        "group": marked("Same regional group"),
        "organisation": marked("Each shared organisation"),
        "organisations": marked("Shared organisations, at most"),
        "availability": marked("Takes part"),
        "fresh_voice": marked("Fresh voice"),
        "earlier_result": marked("Earlier result here"),
        "lead": marked("Lead messenger"),
        "barrier": marked("Has overcome the same barrier"),
        "meeting": marked("A meeting that both attend"),
        "load": marked("All knocks of the quarter taken"),
        "high_level": marked("High level that is asked for"),
        "too_low": marked("Below the level asked for"),
        "not_yet_high_level": marked("High level that is not asked for"),
    }
)

HINTS = Said(
    {
        "rest": marked("Against the next knock; evenly less each day, until the door has rested."),
        "rest_days": marked("From then on it no longer speaks against the next knock."),
        "silence": marked("Grows evenly from the last answered knock by anybody."),
        "silence_days": marked("After so many days it grows no more."),
        "never_answered": marked("Counted in the place of silence where nobody has answered."),
        "signature": marked("The State signed and has not ratified."),
        "stage": marked("Times the rung, from 1 “in dialogue” to 5 “approved”."),
        "committed": marked("The last answer that somebody recorded at the door."),
        "acted": marked("The last answer that somebody recorded at the door."),
        "interested": marked("The last answer that somebody recorded at the door."),
        "noncommittal": marked("For or against: you may read it either way."),
        "no_reply": marked("Counts until a later knock has an answer."),
        "vote_yes": marked("On the newest resolution on the Convention. An absence is left out."),
        "vote_abstain": marked("For or against: you may read it either way."),
        "vote_no": marked("On the newest resolution on the Convention."),
        "region": marked("Times the share of the sub-region that is party."),
        "message": marked("The current message has an answer to a barrier that is read here."),
        "language": marked("An official or working language of the State."),
        "subregion": marked("As the UN groups States."),
        "group": marked("Where the sub-region differs."),
        "organisation": marked("The Non-Aligned Movement and the Group of 77 count nothing."),
        "organisations": marked("More of them count no more than this."),
        "availability": marked("Every messenger that takes part has it."),
        "fresh_voice": marked("No knock of its own here in twelve months, where others knocked."),
        "earlier_result": marked("A knock of its own here was answered with interest or more."),
        "lead": marked("A Coordinator named it the lead messenger of the door."),
        "barrier": marked("Elsewhere, as recorded under Barriers."),
        "meeting": marked("One that begins within 120 days, as recorded under Meetings."),
        "load": marked("Less, the more of its knocks are left."),
        "high_level": marked("For the envoy and the President."),
        "too_low": marked("By protocol, the messenger goes up to a lower level."),
        "not_yet_high_level": marked("Keeps the envoy and the President for doors that need them."),
    }
)
