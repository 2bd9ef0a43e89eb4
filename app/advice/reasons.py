"""The parts of a score in a diplomat's words. Pure. Nothing here that is not in the data."""

from collections.abc import Collection

from app.advice.rules import twice_running
from app.advice.situation import Candidate, Situation, Stance, Vote
from app.contacts.silence import Knock
from app.contacts.terms import CHANNEL_PHRASES, LEVEL_NAMES, RESPONSE_NAMES, Level, Precision
from app.doors.asks import BARRIER_NAMES, Barrier
from app.doors.ladder import Move, name
from app.kit.dates import spoken
from app.kit.languages import language_name
from app.kit.translation import gettext as _
from app.kit.translation import joined, marked, ngettext
from app.opportunities.calendar import Ahead
from app.states.regions import region_name

VOTED = {
    "yes": marked("Voted yes on the Convention’s resolution %(resolution)s in %(year)s"),
    "abstain": marked("Abstained on the Convention’s resolution %(resolution)s in %(year)s"),
    "no": marked("Voted no on the Convention’s resolution %(resolution)s in %(year)s"),
}


def silence(at: Situation, days: int | None) -> str:
    last = at.record.last_effective
    if days is None or last is None:
        return _("No answered knock at this door is in the log that you may read")
    if last.precision is Precision.DAY:
        return ngettext(
            "%(days)s day of silence since %(when)s",
            "%(days)s days of silence since %(when)s",
            days,
            days=days,
            when=last.when,
        )
    return ngettext(
        "About %(days)s day of silence since %(when)s",
        "About %(days)s days of silence since %(when)s",
        days,
        days=days,
        when=last.when,
    )


def too_soon(last: Knock, days: int, rest: int) -> str:
    """Why a short silence speaks against the next knock; `rest` are the days of rest it should
    have."""
    told = {"days": days, "when": last.on_when, "rest": rest}
    if last.precision is Precision.DAY:
        return ngettext(
            "Only %(days)s day since the last answered knock, %(when)s; %(rest)s are better",
            "Only %(days)s days since the last answered knock, %(when)s; %(rest)s are better",
            days,
            **told,
        )
    return ngettext(
        "Only about %(days)s day since the last answered knock, %(when)s; %(rest)s are better",
        "Only about %(days)s days since the last answered knock, %(when)s; %(rest)s are better",
        days,
        **told,
    )


def signature(at: Situation) -> str:
    day = spoken(at.signed_on)
    return _("%(state)s signed the Convention on %(day)s", state=at.state.name, day=day)


def stage(move: Move) -> str:
    return _(
        "The door stands at “%(stage)s” since %(day)s",
        stage=name(move.stage),
        day=spoken(move.on),
    )


def response(knock: Knock) -> str:
    return _(
        "The last answer, %(when)s, was “%(answer)s”", when=knock.on_when, answer=_answer(knock)
    )


def no_reply(knock: Knock) -> str:
    return _(
        "The last knock, %(how)s %(when)s, had no reply",
        how=CHANNEL_PHRASES[knock.channel],
        when=knock.on_when,
    )


def vote(cast: Vote) -> str:
    return _(VOTED[cast.vote], resolution=cast.resolution, year=cast.year)


def region(at: Situation) -> str:
    return ngettext(
        "%(parties)s of the %(states)s States of the sub-region %(region)s is party",
        "%(parties)s of the %(states)s States of the sub-region %(region)s are party",
        at.region_parties,
        parties=at.region_parties,
        states=at.region_states,
        region=region_name(at.state.subregion),
    )


def message(barrier: Barrier) -> str:
    return _(
        "The current message answers the barrier that is read here: %(barrier)s",
        barrier=BARRIER_NAMES[barrier],
    )


def holdings(stance: Stance) -> str:
    """What a moratorium would be about, by the Monitor's profile."""
    named = {
        _("producing"): stance.producer,
        _("transferring"): stance.exporter,
        _("stockpiling"): stance.stockpiler,
    }
    return _(
        "Recorded as %(what)s in the Monitor’s profile of %(year)s; not stated by the State",
        what=joined(words for words, recorded in named.items() if recorded),
        year=stance.year,
    )


def never_attended(stance: Stance) -> str:
    return _(
        "The Monitor’s profile of %(year)s names no meeting of the Convention that it attended",
        year=stance.year,
    )


def language(at: Situation, who: Candidate, shared: list[str]) -> str:
    return _(
        "%(state)s and %(messenger)s share %(languages)s",
        languages=joined(language_name(code) for code in shared[:2]),
        **_both(at, who),
    )


def same_subregion(at: Situation, who: Candidate) -> str:
    return _(
        "%(state)s and %(messenger)s are both in the sub-region %(region)s",
        region=region_name(at.state.subregion),
        **_both(at, who),
    )


def same_group(at: Situation, who: Candidate) -> str:
    return _(
        "%(state)s and %(messenger)s are both in the %(region)s group",
        region=region_name(at.state.group),
        **_both(at, who),
    )


def organisations(at: Situation, who: Candidate, common: Collection[str]) -> str:
    return _(
        "%(state)s and %(messenger)s both belong to %(organisations)s",
        organisations=joined(sorted(common)[:3]),
        **_both(at, who),
    )


def availability(who: Candidate) -> str:
    return ngettext(
        "%(messenger)s takes part and has %(num)s knock left this quarter",
        "%(messenger)s takes part and has %(num)s knocks left this quarter",
        who.left,
        messenger=who.name,
    )


def fresh_voice(who: Candidate) -> str:
    return _(
        "No knock by %(messenger)s in twelve months is in the log that you may read: a fresh voice",
        messenger=who.name,
    )


def earlier_result(who: Candidate, knock: Knock) -> str:
    return _(
        "%(messenger)s knocked here %(when)s, and the answer was “%(answer)s”",
        messenger=who.name,
        when=knock.on_when,
        answer=_answer(knock),
    )


def lead(at: Situation, who: Candidate) -> str:
    if twice_running(at, who):
        return _(
            "%(messenger)s is the lead messenger of this door, as a Coordinator decided, and may "
            "knock twice running",
            messenger=who.name,
        )
    return _(
        "%(messenger)s is the lead messenger of this door, as a Coordinator decided",
        messenger=who.name,
    )


def overcame(who: Candidate, barrier: Barrier) -> str:
    return _(
        "%(messenger)s has overcome the same barrier elsewhere: %(barrier)s",
        messenger=who.name,
        barrier=BARRIER_NAMES[barrier],
    )


def meeting(at: Situation, who: Candidate, both: Ahead) -> str:
    return _(
        "%(state)s and %(messenger)s both attend %(meeting)s",
        meeting=both.words,
        **_both(at, who),
    )


def load(who: Candidate) -> str:
    return _(
        "%(messenger)s has taken on %(used)s of %(capacity)s this quarter",
        messenger=who.name,
        used=who.capacity - who.left,
        capacity=who.capacity,
    )


def too_low(who: Candidate, wanted: Level) -> str:
    return _(
        "The door asks for the level “%(asked)s”; by protocol, %(messenger)s goes up to "
        "“%(usual)s”",
        asked=LEVEL_NAMES[wanted],
        messenger=who.name,
        usual=LEVEL_NAMES[who.ceiling],
    )


def high_level(who: Candidate) -> str:
    return _("The door asks for a high level, which %(messenger)s has", messenger=who.name)


def not_yet_high_level(who: Candidate) -> str:
    return _(
        "%(messenger)s is better kept for a door that asks for a high level", messenger=who.name
    )


def _both(at: Situation, who: Candidate) -> dict[str, str]:
    return {"state": at.state.name, "messenger": who.name}


def _answer(knock: Knock) -> str:
    return RESPONSE_NAMES[knock.response] if knock.response else _("not recorded")
