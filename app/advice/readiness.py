"""How likely a State is to join within some months, as four treaties' dates suggest. Pure.

A figure is never a judgement of a government: it says what became of States that stood where this
one stands. It has an interval, and where the dates do not carry one it says so and what is missing.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import exp, sqrt
from statistics import NormalDist

from app.advice.features import Open, open_doors
from app.advice.history import CCM, History
from app.kit.dates import spoken
from app.kit.translation import Said, marked, ngettext, number, pmarked
from app.kit.translation import gettext as _


class Word(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


WORDS = Said(
    {
        Word.LOW: pmarked("chance of joining", "low"),
        Word.MEDIUM: pmarked("chance of joining", "medium"),
        Word.HIGH: pmarked("chance of joining", "high"),
    }
)
MEDIUM_FROM, HIGH_FROM = 0.05, 0.20
"""One in twenty, and one in five: judgements about words, not measurements."""
MONTHS = 24
LIKELY = 0.9
"""How much of what is held possible lies within an interval."""


@dataclass(frozen=True)
class Fit:
    """What the past until a day teaches. `coefficients` begin with the intercept and go on as
    `features.COLUMNS` do, as does `covariance`; `unevenness` is how much the pace of a treaty goes
    up and down from year to year (log-odds). `rows` are years of States, `joins` those in which the
    State joined."""

    until: date
    coefficients: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    unevenness: float
    rows: int
    joins: int

    def line(self, door: Open) -> float:
        """Log-odds that the door joins within a year."""
        intercept, *weights = self.coefficients
        return intercept + sum(w * value for w, value in zip(weights, door.values, strict=True))

    def spread(self, door: Open) -> float:
        """Standard deviation of that: of the coefficients, and of the years' own pace."""
        x = (1.0, *door.values)
        inner = (
            a * b * self.covariance[i][j]
            for i, a in enumerate(x)
            for j, b in enumerate(x)
            if a and b
        )
        return sqrt(max(sum(inner), 0.0) + self.unevenness**2)


@dataclass(frozen=True)
class Chance:
    """Of joining within so many months, with the ends between which nine in ten of what is held
    possible lie."""

    months: int
    figure: float
    low: float
    high: float


def chance(fit: Fit, door: Open, months: int = MONTHS) -> Chance:
    middle, spread = fit.line(door), fit.spread(door)
    reach = NormalDist().inv_cdf((1 + LIKELY) / 2) * spread
    ends = (within(yearly(middle + by), months) for by in (0.0, -reach, reach))
    return Chance(months, *ends)


def yearly(line: float) -> float:
    """The chance within a year that log-odds mean."""
    return 1 / (1 + exp(-line))


def within(hazard: float, months: int) -> float:
    """The chance within some months, if it stays the same from year to year."""
    return float(1 - (1 - hazard) ** (months / 12))


class Gap(StrEnum):
    """What is missing where the dates carry no figure."""

    LEFT = "left"
    NO_VOTE = "no vote"
    TOO_WIDE = "too wide"


GAPS = Said(
    {
        Gap.LEFT: marked(
            "It was party and has left: the dates of the four treaties hold nobody who came back."
        ),
        Gap.NO_VOTE: marked("No vote of it on the Convention’s resolutions is recorded."),
        Gap.TOO_WIDE: marked("What is held possible reaches from low to high."),
    }
)


@dataclass(frozen=True)
class Outlook:
    """An open door with its chance; None where the dates do not carry one, and `gap` says why."""

    door: Open
    chance: Chance | None
    gap: Gap | None = None

    @property
    def word(self) -> Word | None:
        return word(self.chance.figure) if self.chance else None


def outlooks(fit: Fit, past: History, on: date, months: int = MONTHS) -> list[Outlook]:
    """Every open door of the Convention on that day, likeliest first, unknown ones last.

    Nothing after `on` is looked at.
    """
    doors = open_doors(past, CCM, on)
    left, votes_exist = past.ever_left(CCM, on), any(door.voted[1] for door in doors)
    found = [
        _outlook(chance(fit, door, months), door, door.iso3 in left, votes_exist) for door in doors
    ]
    return sorted(found, key=_likeliest)


def word(figure: float) -> Word:
    if figure < MEDIUM_FROM:
        return Word.LOW
    return Word.MEDIUM if figure < HIGH_FROM else Word.HIGH


def sentence(outlook: Outlook, state: str) -> str:
    """What is suggested, in the words of a diplomat; `state` is its name."""
    one = outlook.chance
    if one is None:
        return _("We do not know. %(why)s", why=GAPS[outlook.gap]) if outlook.gap else ""
    return _(
        "Of 1,000 States that stood where %(state)s stands, about %(figure)s would join within "
        "%(months)s months (%(low)s to %(high)s), as the dates of four treaties suggest.",
        state=state,
        figure=_of_thousand(one.figure),
        months=one.months,
        low=_of_thousand(one.low),
        high=_of_thousand(one.high),
    )


def grounds(outlook: Outlook, past: History) -> list[str]:
    """What the figure rests on, each with its day (domain rule 7)."""
    door = outlook.door
    signed = _("It has signed.") if door.signed else _("It has not signed.")
    parties, others = door.around
    beside = ngettext(
        "Of the %(others)s others in its sub-region, %(num)s is a State Party.",
        "Of the %(others)s others in its sub-region, %(num)s are States Parties.",
        parties,
        others=number(others),
    )
    said = [signed, *([beside] if others else [])]
    yes, of = door.voted
    if of:
        votes = ngettext(
            "It voted yes on %(yes)s of %(num)s resolution on the Convention, the last of %(day)s.",
            "It voted yes on %(yes)s of %(num)s resolutions on the Convention, the last of "
            "%(day)s.",
            of,
            yes=yes,
            day=spoken(max(vote.on for vote in past.votes if vote.on <= door.on)),
        )
        said.append(votes)
    if past.known_until < door.on:
        said.append(_("Treaty acts after %(day)s are not known.", day=spoken(past.known_until)))
    return said


def _outlook(one: Chance, door: Open, has_left: bool, votes_exist: bool) -> Outlook:
    if has_left:
        return Outlook(door, None, Gap.LEFT)
    if votes_exist and not door.voted[1]:
        return Outlook(door, None, Gap.NO_VOTE)
    if word(one.low) is Word.LOW and word(one.high) is Word.HIGH:
        return Outlook(door, None, Gap.TOO_WIDE)
    return Outlook(door, one)


def _likeliest(one: Outlook) -> tuple[float, str]:
    return (-one.chance.figure if one.chance else 1.0, one.door.iso3)


def _of_thousand(share: float) -> str:
    """Two digits that count; the record carries no more."""
    return number(max(int(float(f"{1000 * share:.2g}")), 1))
