"""What a briefing says of the facts: treaty acts, votes, treaties, and what speaks for joining."""

import re
from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from app.accounts.policy import Reader, totals_for
from app.briefings.content import position_line
from app.briefings.document import Line, Section, marks
from app.contacts.queries import knock_totals
from app.contacts.silence import YEAR
from app.kit.dates import spoken
from app.kit.origin import Origin
from app.kit.translation import Said, capital, clauses, listed, ngettext, pmarked
from app.kit.translation import gettext as _
from app.messengers.queries import messengers
from app.norms.queries import ccm_votes, position_of
from app.norms.votes import vote_name
from app.opportunities.queries import meetings_ahead
from app.states.models import RelatedTreaty
from app.states.names import alphabetical
from app.states.queries import ActRow, book, related_treaties_of, standings
from app.states.regions import region_name
from app.states.standing import ACTION_NAMES, Standing

MEETINGS = 3
STATUSES = Said(
    {
        "party": pmarked("before the names of treaties", "Party to"),
        "signatory": pmarked("before the names of treaties", "Signatory of"),
        "none": pmarked("before the names of treaties", "Neither for"),
    }
)


COLLECTION = re.compile(r"(UN Treaty Collection) ([IVX]+-\d+), (.+)")


def treaty_sources(sources: Iterable[str]) -> str:
    """Sources of several treaties, the chapters of the UN Treaty Collection with one date said
    together: UN Treaty Collection XXVI-5, XXVI-8, status as at 2026-02-03."""
    chapters: dict[tuple[str, str], list[str]] = {}
    for one in sources:
        found = COLLECTION.fullmatch(one)
        where = (found[1], found[3]) if found else (one, "")
        chapters.setdefault(where, []).extend([found[2]] if found else [])
    return clauses(
        f"{name} {listed(dict.fromkeys(own))}, {rest}" if own else name
        for (name, rest), own in chapters.items()
    )


def position(db: Session, iso3: str) -> Line:
    found = position_of(db, iso3)
    if found is None:
        return position_line("", "", "")
    return position_line(found.last_position, found.position_year, found.source)


def tactical(db: Session, reader: Reader, iso3: str, today: date) -> Section:
    """What of the calendar, their own record and their region speaks for joining now; where one may
    meet them comes first, and gives room last."""
    lines = (
        *_meetings(db, reader, iso3, today),
        *_votes_for(db, iso3),
        *[one for one in treaties(db, iso3) if one.key == "related:party"],
        *_neighbours(db, iso3, today),
    )
    empty = _("None follows from what is recorded.")
    return Section(_("Tactical arguments"), lines, empty, "tactical")


def _votes_for(db: Session, iso3: str) -> list[Line]:
    """Their newest vote, where it was a yes."""
    votes = list(ccm_votes(db, iso3))
    if not votes or votes[-1].vote != "yes":
        return []
    years = [str(one.year) for one in votes if one.vote == "yes"]
    text = _("They voted yes on the resolution on the Convention: %(years)s.", years=listed(years))
    return [Line(text, source=votes[-1].source, key="vote:for")]


def _neighbours(db: Session, iso3: str, today: date) -> list[Line]:
    """How many of their sub-region are States Parties."""
    known, standing = book(db), standings(db, today)
    region = known.states[iso3].subregion
    others = [one for one in known.states.values() if one.subregion == region and one.iso3 != iso3]
    party = [one for one in others if standing[one.iso3] is Standing.PARTY]
    if not region or not party:
        return []
    text = ngettext(
        "%(party)s of the %(num)s other State in %(region)s is a State Party.",
        "%(party)s of the %(num)s other States in %(region)s are States Parties.",
        len(others),
        party=len(party),
        region=region_name(region),
    )
    source = _("%(sentence)s.", sentence=capital(known.record(today)))
    return [Line(text, source=source, key="region")]


def _meetings(db: Session, reader: Reader, iso3: str, today: date) -> list[Line]:
    """Where one may meet them."""
    called = messengers(db)
    lines = [
        Line(
            _("They attend %(meeting)s.", meeting=one.words),
            source=_others(called[code].name for code in one.attending - {iso3}),
            marks=marks("group", Origin.DEMONSTRATION if one.demonstration else ""),
            key=f"meeting:{one.number}",
        )
        for one in meetings_ahead(db, reader, today)
        if iso3 in one.attending
    ]
    return lines[:MEETINGS]


def _others(names: Iterable[str]) -> str:
    present = sorted(names, key=alphabetical)
    return _("also there: %(messengers)s", messengers=listed(present)) if present else ""


def totals(db: Session, reader: Reader, iso3: str, today: date) -> Section:
    """For who reads no entry: how many contacts there were, if they may know that."""
    as_whom = totals_for(reader)
    if as_whom is None:
        return Section(_("Contacts"), (), _("Your role reads no entries."), "totals")
    count = knock_totals(db, as_whom, today - YEAR).get(iso3, 0)
    text = ngettext(
        "%(num)s in the last twelve months, of those that the whole group reads.",
        "%(num)s in the last twelve months, of those that the whole group reads.",
        count,
    )
    return Section(_("Contacts"), (Line(text),), key="totals")


def dated_facts(db: Session, iso3: str) -> list[Line]:
    """Treaty acts, votes and related treaties, each in one terse line."""
    acts = [
        Line(
            _acted(act),
            source=act.source,
            marks=marks("group", Origin.DEMONSTRATION if act.demonstration else ""),
            key=f"act:{act.action}:{act.date}",
        )
        for act in book(db).acts.get(iso3, ())
    ]
    none = Line(_("No treaty act is recorded."), key="act")
    return [*(acts or [none]), *votes(db, iso3), *treaties(db, iso3)]


def _acted(act: ActRow) -> str:
    told = {"act": capital(ACTION_NAMES[act.action]), "day": spoken(act.date)}
    if not act.effective_date:
        return _("%(act)s on %(day)s", **told)
    return _("%(act)s on %(day)s, in effect %(effect)s", effect=spoken(act.effective_date), **told)


def votes(db: Session, iso3: str) -> list[Line]:
    """The newest vote on the yearly resolution with its source, and the years of each."""
    found = list(ccm_votes(db, iso3))
    if not found:
        return [Line(_("No vote on the resolution on the Convention is recorded."), key="votes")]
    years: dict[str, list[str]] = {}
    for one in found:
        years.setdefault(one.vote, []).append(str(one.year))
    last = found[-1]
    text = _(
        "Newest vote: %(vote)s on resolution %(resolution)s (%(year)s). %(years)s.",
        vote=vote_name(last.vote),
        resolution=last.resolution,
        year=last.year,
        years=capital(
            clauses(
                _("%(vote)s: %(years)s", vote=vote_name(vote), years=listed(when))
                for vote, when in years.items()
            )
        ),
    )
    return [Line(text, source=last.source, key=f"vote:{last.resolution}")]


def treaties(db: Session, iso3: str) -> list[Line]:
    """Related treaties by where they stand in them; nothing where that is not known."""
    by_status: dict[str, list[RelatedTreaty]] = {}
    for one in related_treaties_of(db, iso3):
        by_status.setdefault(one.status, []).append(one)
    return [
        Line(
            listed(one.treaty for one in by_status[status]),
            said,
            source=treaty_sources(one.source for one in by_status[status]),
            key=f"related:{status}",
        )
        for status, said in STATUSES.items()
        if status in by_status
    ]
