"""Gathering what suggestions are made from, for one reader, in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from sqlmodel import Session, col, select

from app.accounts.policy import Act, Reader, may
from app.advice.background import precedents, stances
from app.advice.models import Decision, Lead, Verdict
from app.advice.queries import (
    ApproachRow,
    all_warned,
    open_approaches,
    quarter,
    readable_decisions,
)
from app.advice.readings import behind, holding, overcame, read_here
from app.advice.situation import Candidate, Fact, Situation, Source, Vote
from app.advice.suggest import Advice, advise
from app.advice.weighing import weights_in_force
from app.advice.weights import Weights
from app.audit.derived import FACTS, derived
from app.contacts.records import door_records
from app.contacts.silence import EMPTY
from app.contacts.terms import Level
from app.doors.asks import Ask, Barrier
from app.doors.door import Door
from app.doors.queries import barriers, open_doors, round_settings, stages
from app.doors.rests import present_rests
from app.doors.rules import DEFAULTS
from app.kit.db import columns
from app.kit.origin import Origin
from app.messages.queries import answered_barriers, current_message
from app.messengers.models import Kind
from app.messengers.queries import Sender, excluded_pairs, messengers, taking_part
from app.norms.queries import last_ccm_votes
from app.opportunities.queries import meetings_ahead
from app.states.queries import Book, StateCard, book, standings
from app.states.standing import Action, Standing

CEILING = {
    Kind.DELEGATION: Level.DIRECTOR,
    Kind.ENVOY: Level.HEAD,
    Kind.COORDINATORS: Level.DIRECTOR,
    Kind.PRESIDENT: Level.MINISTER,
    Kind.ISU: Level.DIRECTOR,
    Kind.NGO: Level.DIRECTOR,
}
"""The highest level that a messenger may approach by itself: protocol, not law."""
SENIOR = {Kind.ENVOY, Kind.PRESIDENT}
NEAR = timedelta(days=120)
"""How far ahead a meeting begins of which advice takes notice."""


def advice(db: Session, reader: Reader, today: date) -> Advice:
    """The next approaches as this reader may see them; empty for who reads no entries."""
    if not may(reader, Act.READ_ENTRIES):
        return Advice((), ())
    return derived(
        db, ("advice", reader, today), lambda: _advise(db, reader, today, weights_in_force(db))
    )


def advice_with(db: Session, reader: Reader, today: date, weights: Weights) -> Advice:
    """The same with other weights than those in force, to see what they would change."""
    return _advise(db, reader, today, weights)


def _advise(db: Session, reader: Reader, today: date, weights: Weights) -> Advice:
    situations, candidates = gathered(db, reader, today)
    versions = {ask.value: version for ask, version in _messages(db).items()}
    return advise(situations, list(candidates), round_settings(db), today, versions, weights)


Gathered = tuple[tuple[Situation, ...], tuple[Candidate, ...]]


def gathered(db: Session, reader: Reader, today: date) -> Gathered:
    """Every open door and every messenger that takes part, as this reader knows them; remembered,
    for advice, what other weights would change, and the plan."""
    return derived(db, ("gathered", reader, today), lambda: _gathered(db, reader, today))


def _gathered(db: Session, reader: Reader, today: date) -> Gathered:
    answers = {ask: _answers(db, number) for ask, (number, _) in _messages(db).items()}
    return tuple(_situations(db, reader, today, answers)), tuple(_candidates(db, reader, today))


def _messages(db: Session) -> dict[Ask, tuple[int, str]]:
    """The id and the title of each ask's current message."""

    def read() -> dict[Ask, tuple[int, str]]:
        found = {ask: current_message(db, ask) for ask in Ask}
        return {ask: (one.id, one.title) for ask, one in found.items() if one}

    return derived(db, ("current messages",), read, touched_by=(*FACTS, "message."))


def _answers(db: Session, version: int) -> frozenset[Barrier]:
    return frozenset(map(Barrier, answered_barriers(db, version)))


def _candidates(db: Session, reader: Reader, today: date) -> list[Candidate]:
    known, used = book(db), _used(db, reader, today)
    usual = round_settings(db).knocks_per_quarter
    return [_candidate(known, one, used[one.code], usual) for one in taking_part(db, today)]


def _candidate(known: Book, one: Sender, used: int, usual: int) -> Candidate:
    home = known.states.get(one.state_iso3 or "")
    own = tuple(code for code in one.languages.split(";") if code)
    capacity = usual if one.capacity is None else one.capacity
    return Candidate(
        code=one.code,
        name=one.name,
        home=_fact(known, home) if home else None,
        languages=own or (home.languages if home else ()),
        ceiling=CEILING.get(one.kind, Level.AMBASSADOR),
        capacity=capacity,
        left=max(capacity - used, 0),
        senior=one.kind in SENIOR,
    )


def delegations_of_all(db: Session) -> dict[str, Candidate]:
    """Every State's delegation by the State's code, whether or not the State is party or takes
    part: with a full quarter, as nothing says what it had taken on."""
    known, usual = book(db), DEFAULTS.knocks_per_quarter
    return {
        iso3: Candidate(
            code=iso3,
            name=state.name,
            home=_fact(known, state),
            languages=state.languages,
            ceiling=CEILING[Kind.DELEGATION],
            capacity=usual,
            left=usual,
        )
        for iso3, state in known.states.items()
    }


def _used(db: Session, reader: Reader, today: date) -> Counter[str]:
    """Knocks made and claimed in this quarter, by messenger, as far as the reader may read."""
    first, last = quarter(today)
    used = made_this_quarter(db, reader, today)
    used.update(
        row.messenger
        for row in open_approaches(db, reader)
        if row.window_from <= last and row.window_to >= first
    )
    return used


def made_this_quarter(db: Session, reader: Reader, today: date) -> Counter[str]:
    """Knocks made in this quarter, by messenger, as far as the reader may read; each once."""
    first, last = quarter(today)
    made: Counter[str] = Counter()
    seen: set[int] = set()
    for record in door_records(db, reader, today).values():
        for knock in record.recent:
            if first <= knock.held_on <= last and knock.contact_id not in seen:
                seen.add(knock.contact_id)
                made.update(knock.messengers)
    return made


def _situations(
    db: Session, reader: Reader, today: date, answers: Mapping[Ask, frozenset[Barrier]]
) -> list[Situation]:
    known, standing = book(db), standings(db, today)
    records, staged = door_records(db, reader, today), stages(db, reader, today)
    votes, warned = last_ccm_votes(db), all_warned(db, reader, today)
    read = barriers(db, reader)
    done = overcame(read)
    asleep = {door: one for door, one in present_rests(db, reader, today).items() if one.asleep}
    claimed: dict[Door, list[ApproachRow]] = defaultdict(list)
    for row in open_approaches(db, reader):
        claimed[row.door].append(row)
    names = messengers(db)
    (refused, aside), leads, pairs = _refused(db, reader, today), _leads(db), excluded_pairs(db)
    regions = _regions(known, standing)
    profiles, before = stances(db), precedents(db, reader, today)
    near = [one for one in meetings_ahead(db, reader, today) if one.first <= today + NEAR]
    found = []
    for door in open_doors(db, today):
        state = known.states[door.iso3]
        vote = votes.get(door.iso3)
        parties, states = regions[state.subregion]
        found.append(
            Situation(
                door=door,
                state=_fact(known, state),
                record=records.get(door, EMPTY),
                stage=staged.get(door),
                signed_on=_signed_on(known, door),
                vote=Vote(vote.resolution, vote.year, vote.vote) if vote else None,
                region_parties=parties,
                region_states=states,
                warned=door in warned,
                claimed_by=tuple(dict.fromkeys(row.messenger_name for row in claimed[door])),
                claims=tuple(map(_claim, claimed[door])),
                excluded=frozenset(code for code, iso3 in pairs if iso3 == door.iso3),
                refused=refused.get(door, {}),
                set_aside=tuple(aside.get(door, ())),
                lead=leads.get(door),
                lead_name=names[leads[door]].name if door in leads else "",
                barriers=holding(read.get(door.iso3, [])),
                overcame=done,
                behind=behind(read, door.iso3),
                treaty_record=known.record(today) if known.as_of else "",
                meetings=tuple(one for one in near if door.iso3 in one.attending),
                asleep=asleep.get(door),
                read_here=read_here(read.get(door.iso3, [])),
                answers=answers.get(door.ask, frozenset()),
                stance=profiles.get(door.iso3),
                precedents=before.get(door.iso3, ()),
            )
        )
    return found


def _regions(known: Book, standing: dict[str, Standing]) -> dict[str, tuple[int, int]]:
    """(States Parties, States) of each sub-region."""
    states = Counter(state.subregion for state in known.states.values())
    parties = Counter(
        state.subregion for state in known.states.values() if standing[state.iso3] is Standing.PARTY
    )
    return {name: (parties[name], number) for name, number in states.items()}


def _signed_on(known: Book, door: Door) -> str:
    if door.ask is not Ask.RATIFY:
        return ""
    acts = known.acts.get(door.iso3, ())
    return max((act.date for act in acts if act.action is Action.SIGNATURE), default="")


def _claim(row: ApproachRow) -> Source:
    return Source(row.visibility, (row.messenger,), row.origin != Origin.REAL)


def _refused(
    db: Session, reader: Reader, today: date
) -> tuple[dict[Door, dict[str, date]], dict[Door, list[Source]]]:
    """The messengers that were set aside at each door, until when, and the decisions themselves."""
    rows = db.exec(
        select(Decision).where(
            col(Decision.verdict).in_([Verdict.DECLINED, Verdict.SNOOZED]),
            col(Decision.returns_on) > today,
            readable_decisions(reader),
        )
    )
    until: dict[Door, dict[str, date]] = defaultdict(dict)
    aside: dict[Door, list[Source]] = defaultdict(list)
    for one in rows:
        door, day = Door(one.state_iso3, one.ask), one.returns_on or today
        until[door][one.messenger] = max(day, until[door].get(one.messenger, day))
        demonstration = one.origin is not Origin.REAL
        aside[door].append(Source(one.visibility, (one.messenger,), demonstration))
    return dict(until), dict(aside)


def _leads(db: Session) -> dict[Door, str]:
    rows = db.execute(
        columns(Lead.state_iso3, Lead.ask, Lead.messenger).where(col(Lead.lifted_at).is_(None))
    )
    return {Door(iso3, ask): messenger for iso3, ask, messenger in rows}


def _fact(known: Book, state: StateCard) -> Fact:
    return Fact(
        iso3=state.iso3,
        name=state.name,
        group=state.group,
        subregion=state.subregion,
        languages=state.languages,
        organisations=known.organisations.get(state.iso3, frozenset()),
    )
