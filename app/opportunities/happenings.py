"""Elections, new ministers and hosted events that people record; the group reads it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col

from app.accounts.models import User
from app.accounts.policy import Act, Reader, may, may_change, require, require_change
from app.accounts.queries import user_names
from app.audit.derived import FACTS, derived
from app.audit.service import record
from app.kit.dates import earliest, spoken
from app.kit.db import columns
from app.kit.errors import Forbidden, Missing, Refused
from app.kit.origin import FromSomewhere, Origin
from app.kit.translation import gettext as _
from app.opportunities.forms import RecordHappening, RetractHappening
from app.opportunities.kinds import KIND_NAMES, HappeningKind
from app.opportunities.models import Happening, HappeningRetraction
from app.opportunities.service import FIRST_YEAR
from app.states.names import fold, resolve
from app.states.queries import book


@dataclass(frozen=True)
class Happened(FromSomewhere):
    """Something that happened in a State, with who recorded it; `day` is partial. One that was
    retracted says why, who and when."""

    id: int
    iso3: str
    kind: HappeningKind
    day: str
    what: str
    source: str
    by: str
    author_id: int
    recorded_at: datetime
    origin: Origin
    retracted_why: str = ""
    retracted_by: str = ""
    retracted_at: datetime | None = None

    @property
    def counts(self) -> bool:
        return self.retracted_at is None

    @property
    def words(self) -> str:
        return _("%(kind)s: %(what)s", kind=KIND_NAMES[self.kind], what=self.what)


def record_happening(
    db: Session, wish: RecordHappening, *, by: User, now: datetime, today: date
) -> Happening:
    """Write down what happened in a State; the same words from the same person, only once.

    Raises Refused for what has not happened yet, and for what somebody else recorded already.
    """
    require(by.reader, Act.LOG)
    iso3 = resolve(book(db).states.values(), wish.state)
    if iso3 is None:
        said = _("“%(text)s” is not clearly one State. Type more of its name.", text=wish.state)
        raise Refused("state", said)
    _refuse_dates(wish.happened_on, today)
    made = Happening(
        state_iso3=iso3,
        kind=wish.kind,
        happened_on=wish.happened_on,
        what=wish.what,
        source=wish.source,
        author_id=by.id or 0,
        recorded_at=now,
        origin=by.origin,
    )
    same = _same(db, by.reader, made)
    if same:
        return same
    db.add(made)
    db.flush()
    record(db, by.id, "happening.recorded", f"happening:{made.id}", at=now)
    return made


def retract_happening(
    db: Session, wish: RetractHappening, *, number: int, by: User, now: datetime
) -> Happening:
    """Mark an entry as wrong: it stays to be read, and wakes no door any more.

    For its author and Coordinators; raises Missing for what is not there, or retracted already.
    """
    found = get_happening(db, number, by=by)
    db.add(
        HappeningRetraction(
            happening_id=number, reason=wish.reason, author_id=by.id or 0, retracted_at=now
        )
    )
    db.flush()
    record(db, by.id, "happening.retracted", f"happening:{number}", at=now)
    return found


def get_happening(db: Session, number: int, *, by: User) -> Happening:
    """An entry that counts and that the person may retract; raises Missing and Forbidden."""
    require(by.reader, Act.LOG)
    found = db.get(Happening, number)
    if found is None or db.get(HappeningRetraction, number) is not None:
        raise Missing(_("There is no such entry."))
    require_change(by.reader, found.origin)
    if not may_retract(by.reader, found.author_id, found.origin):
        raise Forbidden(_("Only its author and Coordinators retract this entry."))
    return found


def may_retract(reader: Reader, author_id: int, origin: Origin) -> bool:
    own = author_id == reader.id or may(reader, Act.COORDINATE)
    return own and may_change(reader, origin)


def retractable(found: Iterable[Happened], reader: Reader) -> frozenset[int]:
    """The ids of those that the reader may retract."""
    return frozenset(
        one.id for one in found if one.counts and may_retract(reader, one.author_id, one.origin)
    )


def happenings(db: Session, reader: Reader) -> dict[str, Sequence[Happened]]:
    """By State, newest first, retracted ones too; nothing for those who read no entries."""
    if not may(reader, Act.READ_ENTRIES):
        return {}
    return derived(
        db,
        ("happenings",),
        lambda: _read(db),
        touched_by=(*FACTS, "happening.", "user."),
    )


def _refuse_dates(day: str, today: date) -> None:
    if earliest(day) > today:
        said = _("Please record it once it has happened; what is to come is in the calendar.")
        raise Refused("happened_on", said)
    if earliest(day).year < FIRST_YEAR:
        raise Refused("happened_on", _("Please check the year of this date."))


def _same(db: Session, reader: Reader, made: Happening) -> Happening | None:
    """The entry of that kind, day and text, if it is this very one; raises Refused if another."""
    for one in happenings(db, reader).get(made.state_iso3, ()):
        if not one.counts or (one.kind, one.day) != (made.kind, made.happened_on):
            continue
        if (one.what, one.source, one.author_id) == (made.what, made.source, made.author_id):
            return db.get(Happening, one.id)
        if fold(one.what) == fold(made.what):
            said = _("This is recorded already, for %(day)s.", day=spoken(one.day))
            raise Refused("what", said)
    return None


def _read(db: Session) -> dict[str, Sequence[Happened]]:
    names = user_names(db)
    rows = db.execute(
        columns(Happening, HappeningRetraction)
        .join(
            HappeningRetraction,
            col(HappeningRetraction.happening_id) == col(Happening.id),
            isouter=True,
        )
        .order_by(col(Happening.happened_on).desc(), col(Happening.id).desc())
    )
    found: dict[str, list[Happened]] = defaultdict(list)
    for one, retraction in rows:
        found[one.state_iso3].append(
            Happened(
                id=one.id,
                iso3=one.state_iso3,
                kind=one.kind,
                day=one.happened_on,
                what=one.what,
                source=one.source,
                by=names.get(one.author_id, _("not known")),
                author_id=one.author_id,
                recorded_at=one.recorded_at,
                origin=one.origin,
                retracted_why=retraction.reason if retraction else "",
                retracted_by=names.get(retraction.author_id, "") if retraction else "",
                retracted_at=retraction.retracted_at if retraction else None,
            )
        )
    return dict(found)
