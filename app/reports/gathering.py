"""The figures of a report, from what the whole group may read and always might have.

Every query asks for entries as "the group" reads them, of level `group`, of real accounts alone. A
contact counts only if each of its earlier versions was for the group as well: one that was
restricted once stays out, so that no two reports differ by it. Of two that are joined, the one that
stays counts, if both count; nothing restricted is asked whether it is joined to anything.
"""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.accounts.models import User
from app.accounts.policy import THE_GROUP, Visibility
from app.contacts.models import (
    Commitment,
    CommitmentOutcome,
    Contact,
    ContactMessenger,
    ContactVersion,
    Joining,
)
from app.contacts.queries import commitments, not_retracted, readable_contacts
from app.contacts.terms import Level, Response
from app.doors.door import Door
from app.doors.ladder import Move, Stage, moves_of_door
from app.doors.models import StageMove
from app.doors.queries import readable_moves
from app.kit.db import columns
from app.kit.origin import Origin
from app.messengers.queries import messengers
from app.norms.queries import all_ccm_votes, ccm_resolutions
from app.opportunities.models import Meeting
from app.reports import figures as reckoned
from app.reports.figures import Figures, Knock, Steps, Vote
from app.states.models import TreatyAct
from app.states.progress import counts
from app.states.queries import Book, book, counted
from app.states.regions import NO_GROUP, in_order
from app.states.standing import Standing
from app.states.targets import goals

INTO = aliased(Contact)


def real_book(db: Session) -> Book:
    """All States, without the acts that demonstration accounts recorded."""
    known = book(db)
    acts = {
        iso3: tuple(act for act in own if not act.demonstration) for iso3, own in known.acts.items()
    }
    recorded = db.exec(
        select(TreatyAct.id)
        .join(User, col(User.id) == col(TreatyAct.recorded_by))
        .where(counted(), User.origin == Origin.REAL)
        .limit(1)
    ).first()
    return replace(known, acts=acts, recorded=recorded is not None)


def figures(db: Session, first: date, last: date, today: date) -> Figures:
    """Of the period from `first` to `last`, both within, as far as it is over."""
    known, on = real_book(db), min(last, today)
    standing = {iso3: known.standing(iso3, on) for iso3 in known.states}
    knocks = _knocks(db, known, first, on)
    return Figures(
        first=first,
        last=last,
        on=on,
        read_on=today,
        as_of=known.as_of,
        recorded=known.recorded,
        standing=standing,
        regions=_regions(known, standing),
        changes=reckoned.changes(known.acts, first, on),
        series=tuple(counts(known.acts, on)),
        goals=tuple(one for one in goals(db) if one.id and not one.demonstration),
        contacts=len(knocks),
        states=len({one.iso3 for one in knocks}),
        by_region=reckoned.by_region(knocks),
        by_avenue=reckoned.avenues(knocks),
        by_level=reckoned.counted((one.level for one in knocks), Level),
        by_messenger=reckoned.by_messenger(knocks),
        by_response=reckoned.counted((one.response for one in knocks), Response),
        steps=_steps(db, known, first, on),
        ballots=_ballots(db, known, first, on),
        promises=reckoned.promises(_promises(db, first, on)),
    )


def _counts(contact: Any = Contact) -> tuple[ColumnElement[bool], ...]:
    """Of a contact: that the group reads it, always might have, and that it is not retracted."""
    restricted = exists().where(
        col(ContactVersion.contact_id) == col(contact.id),
        col(ContactVersion.visibility) != Visibility.GROUP,
    )
    return (
        readable_contacts(THE_GROUP, contact),
        col(contact.origin) == Origin.REAL,
        not_retracted(contact),
        ~restricted.correlate(contact),
    )


def _joined() -> tuple[ColumnElement[bool], ...]:
    """Of a contact, a joining and `INTO`: that the one is joined into the other, and both count."""
    return (
        col(Joining.contact_id) == col(Contact.id),
        col(Joining.undone_at).is_(None),
        col(INTO.id) == col(Joining.into_id),
        *_counts(INTO),
    )


def _within(first: date, last: date) -> ColumnElement[bool]:
    return col(Contact.held_on).between(first, last)


def _knocks(db: Session, known: Book, first: date, last: date) -> list[Knock]:
    away = columns(Joining.id).where(*_joined()).correlate(Contact).exists()
    rows = db.execute(
        columns(
            Contact.id,
            Contact.state_iso3,
            Contact.channel,
            Contact.level,
            Contact.response,
            Meeting.kind,
            Meeting.name,
        )
        .join(
            Meeting,
            (col(Meeting.id) == col(Contact.meeting_id)) & (col(Meeting.origin) == Origin.REAL),
            isouter=True,
        )
        .where(*_counts(), ~away, _within(first, last))
        .order_by(col(Contact.id))
    )
    knocked = _messengers(db, first, last)
    return [
        Knock(
            iso3,
            known.states[iso3].group or NO_GROUP,
            channel,
            level,
            response,
            tuple(knocked.get(number, ())),
            kind or "",
            meeting or "",
        )
        for number, iso3, channel, level, response, kind, meeting in rows
    ]


def _messengers(db: Session, first: date, last: date) -> dict[int, list[tuple[str, str]]]:
    """Who knocked, by the contact that stays: those of the accounts joined into it too."""
    kinds = {code: str(one.kind) for code, one in messengers(db).items()}
    own = columns(Contact.id, ContactMessenger.messenger).join(
        ContactMessenger, col(ContactMessenger.contact_id) == col(Contact.id)
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for number, code in db.execute(own.where(*_counts(), _within(first, last))):
        found[number].append((code, kinds[code]))
    theirs = (
        columns(INTO.id, ContactMessenger.messenger)
        .join(Joining, col(Joining.into_id) == col(INTO.id))
        .join(Contact, col(Contact.id) == col(Joining.contact_id))
        .join(ContactMessenger, col(ContactMessenger.contact_id) == col(Contact.id))
        .where(*_joined(), *_counts(), col(INTO.held_on).between(first, last))
    )
    for number, code in db.execute(theirs):
        found[number].append((code, kinds[code]))
    return found


def _promises(db: Session, first: date, last: date) -> list[Any]:
    """Side and outcome of each commitment made in a contact that counts, joined ones included."""
    query = commitments(Commitment.side, CommitmentOutcome.outcome)
    return list(db.execute(query.where(*_counts(), _within(first, last))))


def _steps(db: Session, known: Book, first: date, last: date) -> dict[Stage, Steps]:
    query = (
        select(StageMove)
        .where(
            readable_moves(THE_GROUP), StageMove.origin == Origin.REAL, StageMove.moved_on <= last
        )
        .order_by(col(StageMove.moved_on), col(StageMove.id))
    )
    rows: dict[Door, list[Move]] = defaultdict(list)
    for row in db.exec(query):
        move = Move(row.id, Stage(row.stage), None, row.moved_on, "", "", row.visibility)
        rows[Door(row.state_iso3, row.ask)].append(move)
    doors = [moves_of_door(own, known.acts.get(door.iso3, ())) for door, own in rows.items()]
    return reckoned.steps(doors, first, last)


def _ballots(db: Session, known: Book, first: date, last: date) -> tuple[reckoned.Ballot, ...]:
    said_yes: dict[str, set[str]] = defaultdict(set)
    for iso3, own in all_ccm_votes(db).items():
        for vote in own:
            if vote.vote == "yes":
                said_yes[vote.resolution].add(iso3)
    votes = [
        Vote(
            one.resolution,
            one.date,
            one.yes,
            one.no,
            one.abstain,
            one.source,
            frozenset(said_yes[one.resolution]),
        )
        for one in ccm_resolutions(db)
    ]

    def outside(iso3: str, on: date) -> bool:
        return known.standing(iso3, on) is not Standing.PARTY

    return reckoned.ballots(votes, outside, first, last)


def _regions(known: Book, standing: dict[str, Standing]) -> dict[str, dict[Standing, int]]:
    found: dict[str, dict[Standing, int]] = {}
    for iso3, where in standing.items():
        own = found.setdefault(known.states[iso3].group or NO_GROUP, dict.fromkeys(Standing, 0))
        own[where] += 1
    return {name: found[name] for name in in_order(found)}
