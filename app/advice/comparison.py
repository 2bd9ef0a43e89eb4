"""A few States side by side, as one reader may know them."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from app.accounts.policy import Reader
from app.advice.overview import Listed, overview, standing_words
from app.norms.queries import VoteRow, last_ccm_votes
from app.states.names import did_you_mean, find_states, resolve
from app.states.queries import StateCard, book, standings
from app.states.standing import Standing

MOST = 4


@dataclass(frozen=True)
class Column:
    """One State: `since` says by what act it stands where it stands, `vote` is that on the newest
    resolution in the facts, `door` its open door as the list of doors shows it."""

    state: StateCard
    standing: Standing
    since: str
    organisations: tuple[str, ...]
    vote: VoteRow | None
    door: Listed | None


@dataclass(frozen=True)
class Comparison:
    """The States that were found, and what was typed and is not clearly one State, each with the
    names that it may mean. `shared` are organisations and languages that all of them have."""

    columns: tuple[Column, ...]
    unclear: tuple[tuple[str, tuple[str, ...]], ...]
    shared_organisations: tuple[str, ...]
    shared_languages: tuple[str, ...]


def compare(db: Session, reader: Reader, typed: list[str], today: date) -> Comparison:
    """At most four States, each once, in the order in which they were typed."""
    known = book(db)
    asked = [(text, resolve(known.states.values(), text)) for text in typed if text.strip()]
    codes = list(dict.fromkeys(code for _, code in asked if code))[:MOST]
    doors = {one.door.iso3: one for one in overview(db, reader, today)}
    standing, votes = standings(db, today), last_ccm_votes(db)
    columns = tuple(
        Column(
            state=known.states[code],
            standing=standing[code],
            since=standing_words(known.acts.get(code, ()), today),
            organisations=tuple(sorted(known.organisations.get(code, ()))),
            vote=votes.get(code),
            door=doors.get(code),
        )
        for code in codes
    )
    return Comparison(
        columns=columns,
        unclear=tuple((text, _meant(db, text)) for text, code in asked if code is None),
        shared_organisations=_shared([one.organisations for one in columns]),
        shared_languages=_shared([one.state.languages for one in columns]),
    )


def _meant(db: Session, text: str) -> tuple[str, ...]:
    known = book(db).states.values()
    return tuple(one.name for one in find_states(known, text) or did_you_mean(known, text))


def _shared(several: list[tuple[str, ...]]) -> tuple[str, ...]:
    """What all of them have, in the order of the first; nothing of one alone."""
    if len(several) < 2:
        return ()
    return tuple(one for one in several[0] if all(one in other for other in several[1:]))
