"""The text that is proposed for each section of a report, from its figures. Pure.

Plain sentences, as one submits them: a State is named for a treaty act alone, and what nobody
recorded is said to be so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.contacts.terms import LEVEL_NAMES, RESPONSE_NAMES, Level, Response, Side
from app.doors.ladder import name as stage_name
from app.kit.dates import between, spoken
from app.kit.translation import Said, clauses, listed, marked, ngettext, number
from app.kit.translation import gettext as _
from app.reports.avenues import AVENUE_NAMES, Avenue
from app.reports.figures import UNKNOWN, Ballot, Change, Figures, Steps
from app.reports.sections import Section
from app.states.regions import region_name
from app.states.standing import ACTION_NAMES, Standing

MESSENGER_NAMES = Said(
    {
        "delegation": marked("Delegations of States Parties"),
        "envoy": marked("High-level envoy"),
        "coordinators": marked("Coordinators on Universalization"),
        "president": marked("President of the Meeting of States Parties"),
        "isu": marked("Implementation Support Unit"),
        "ngo": marked("Non-governmental organizations"),
        "icrc": marked("International Committee of the Red Cross"),
        "un": marked("United Nations bodies"),
    }
)
"""By the kind of a messenger."""


@dataclass(frozen=True)
class Names:
    """What a State is called, by its code; and what standing rests on, with how old that is."""

    state: Callable[[str], str]
    record: str


def proposed(section: Section, figures: Figures, names: Names) -> str:
    """Its paragraphs, parted by an empty line, in the language that is spoken."""
    return "\n\n".join(_WRITTEN[section](figures, names))


def paragraphs(text: str) -> list[str]:
    """What a text has between its line breaks."""
    return [line for one in text.splitlines() if (line := one.strip())]


def avenue_name(code: str) -> str:
    return AVENUE_NAMES[Avenue(code)] if code != UNKNOWN else _("not recorded")


def level_name(code: str) -> str:
    return LEVEL_NAMES[Level(code)] if code != UNKNOWN else _("not recorded")


def response_name(code: str) -> str:
    return RESPONSE_NAMES[Response(code)] if code != UNKNOWN else _("not recorded")


def messenger_name(code: str) -> str:
    return MESSENGER_NAMES[code]


def _introduction(of: Figures, _names: Names) -> list[str]:
    return [
        _(
            "The Coordinators on Universalization submit this report on the efforts to promote "
            "ratification of, and accession to, the Convention on Cluster Munitions. It covers the "
            "period from %(period)s.",
            period=between(of.first, of.last),
        ),
        _(
            "Standing is told from the acts deposited with the depositary. Contacts are approaches "
            "that took place, as the informal universalization group recorded them for all its "
            "members; one that several of them reported is counted once. States approached are "
            "not named.",
        ),
    ]


def _standing(of: Figures, names: Names) -> list[str]:
    first = _(
        "Standing on %(day)s: %(parties)s, %(signatories)s and %(others)s (%(record)s).",
        day=spoken(of.on),
        parties=_parties(of.stands(Standing.PARTY)),
        signatories=_signatories(of.stands(Standing.SIGNATORY)),
        others=_others(of.stands(Standing.NOT_PARTY)),
        record=names.record,
    )
    if not of.changes:
        return [first, _("No change of standing is recorded for the period.")]
    told = clauses(_change(one, names) for one in of.changes)
    return [first, _("Changes of standing recorded for the period: %(changes)s.", changes=told)]


def _change(of: Change, names: Names) -> str:
    return _(
        "%(state)s (%(act)s, %(day)s)",
        state=names.state(of.iso3),
        act=ACTION_NAMES[of.action],
        day=spoken(of.on),
    )


def _regions(of: Figures, _names: Names) -> list[str]:
    if not of.contacts:
        return [_none()]
    first = _(
        "In the period the group recorded %(contacts)s with %(states)s.",
        contacts=_contacts(of.contacts),
        states=ngettext("%(num)s State", "%(num)s States", of.states),
    )
    return [first, _split({region_name(key): one.contacts for key, one in of.by_region.items()})]


def _avenues(of: Figures, _names: Names) -> list[str]:
    return _simply(of, {avenue_name(key): count for key, count in of.by_avenue.items()})


def _levels(of: Figures, _names: Names) -> list[str]:
    return _simply(of, {level_name(key): count for key, count in of.by_level.items()})


def _messengers(of: Figures, _names: Names) -> list[str]:
    counts = {messenger_name(key): one.contacts for key, one in of.by_messenger.items()}
    said = _("A contact that several messengers made together is counted for each kind of them.")
    return [_split(counts), said] if of.contacts else [_none()]


def _responses(of: Figures, _names: Names) -> list[str]:
    return _simply(of, {response_name(key): count for key, count in of.by_response.items()})


def _steps(of: Figures, _names: Names) -> list[str]:
    if of.steps:
        told = clauses(_step(stage_name(one), moved) for one, moved in of.steps.items())
        said = _(
            "Steps towards ratification or accession, as the group recorded them: %(steps)s.",
            steps=told,
        )
    else:
        said = _("No step towards ratification or accession is recorded for the period.")
    return [said, *(text for one in of.ballots for text in _ballot(one))]


def _step(stage: str, moved: Steps) -> str:
    said = [
        _("%(num)s moved forward", num=number(moved.forward)) if moved.forward else "",
        _("%(num)s recorded for the first time", num=number(moved.first)) if moved.first else "",
        _("%(num)s moved back", num=number(moved.back)) if moved.back else "",
    ]
    return _("%(stage)s: %(counts)s", stage=stage, counts=listed(filter(None, said)))


def _ballot(of: Ballot) -> list[str]:
    said = _(
        "On %(day)s the General Assembly voted on resolution %(resolution)s, on the implementation "
        "of the Convention: %(yes)s in favour, %(no)s against, %(abstain)s abstaining. Signatories "
        "and States not party in favour: %(outside)s.",
        day=spoken(of.on),
        resolution=of.resolution,
        yes=known(of.yes),
        no=known(of.no),
        abstain=known(of.abstain),
        outside=number(of.outside),
    )
    if not of.new:
        return [said]
    more = _(
        "Of these, %(new)s had not voted in favour of the previous resolution.", new=number(of.new)
    )
    return [f"{said} {more}"]


def known(value: int | None) -> str:
    return _("not known") if value is None else number(value)


def _commitments(of: Figures, _names: Names) -> list[str]:
    theirs, ours = of.promises[Side.THEIRS], of.promises[Side.OURS]
    if not theirs.made + ours.made:
        return [_("No commitment is recorded for the period.")]
    return [
        _(
            "Commitments recorded in these contacts: by the States approached, %(theirs)s "
            "(recorded as kept: %(theirs_kept)s); by messengers, %(ours)s (recorded as kept: "
            "%(ours_kept)s).",
            theirs=number(theirs.made),
            theirs_kept=number(theirs.kept),
            ours=number(ours.made),
            ours_kept=number(ours.kept),
        )
    ]


def _ahead(of: Figures, _names: Names) -> list[str]:
    return [
        _(
            "On %(day)s ratification was open to %(signatories)s, and accession to %(others)s. The "
            "table shows to which regional groups they belong.",
            day=spoken(of.on),
            signatories=_signatories(of.stands(Standing.SIGNATORY)),
            others=_others(of.stands(Standing.NOT_PARTY)),
        )
    ]


def _none() -> str:
    return _("No contact is recorded for the period.")


def _simply(of: Figures, counts: Mapping[str, int]) -> list[str]:
    return [_split(counts)] if of.contacts else [_none()]


def _split(counts: Mapping[str, int]) -> str:
    """One (3); another (4). What did not happen is left to the table."""
    told = clauses(
        _("%(name)s (%(count)s)", name=name, count=number(count))
        for name, count in counts.items()
        if count
    )
    return _("Contacts recorded: %(counts)s.", counts=told)


def _contacts(count: int) -> str:
    return ngettext("%(num)s contact", "%(num)s contacts", count)


def _parties(count: int) -> str:
    return ngettext("%(num)s State Party", "%(num)s States Parties", count)


def _signatories(count: int) -> str:
    return ngettext("%(num)s signatory", "%(num)s signatories", count)


def _others(count: int) -> str:
    return ngettext("%(num)s State not party", "%(num)s States not party", count)


_WRITTEN: Mapping[Section, Callable[[Figures, Names], list[str]]] = {
    Section.INTRODUCTION: _introduction,
    Section.STANDING: _standing,
    Section.REGIONS: _regions,
    Section.AVENUES: _avenues,
    Section.LEVELS: _levels,
    Section.MESSENGERS: _messengers,
    Section.RESPONSES: _responses,
    Section.STEPS: _steps,
    Section.COMMITMENTS: _commitments,
    Section.AHEAD: _ahead,
}
