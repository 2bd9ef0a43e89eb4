"""How far a briefing can be relied on: how old what it says is, and what is not known. Pure."""

from dataclasses import dataclass
from datetime import date

from app.briefings.document import Line, Section, marks
from app.kit.dates import spoken
from app.kit.translation import capital, joined, ngettext
from app.kit.translation import gettext as _


@dataclass(frozen=True)
class Known:
    """What there is to rely on. `record` says how old the standing is; `position_year` is "" where
    no position is recorded; `newest` is the day of the newest contact that the reader may read,
    `newest_level` its level and `newest_rests` the entries that tell of it; `entries` is whether
    the reader reads entries at all."""

    record: str
    position_year: str
    newest: date | None
    newest_level: str
    assessed: bool
    message: bool
    entries: bool = True
    door: bool = True
    newest_rests: tuple[str, ...] = ()


def confidence(known: Known, today: date) -> Section:
    """The age of each, then all that is not known, in one line each."""
    lines = [
        Line(_("%(sentence)s.", sentence=capital(known.record)), _("Standing"), key="age:standing")
    ]
    if known.position_year:
        lines.append(
            Line(_("As of %(year)s.", year=known.position_year), _("Position"), key="age:position")
        )
    if known.newest:
        days = (today - known.newest).days
        text = ngettext(
            "The newest contact that you may read is %(num)s day old (%(day)s).",
            "The newest contact that you may read is %(num)s days old (%(day)s).",
            days,
            day=spoken(known.newest),
        )
        lines.append(
            Line(
                text,
                _("Contacts"),
                marks=marks(known.newest_level),
                key="age:contacts",
                level=known.newest_level,
                rests=known.newest_rests,
            )
        )
    missing = _missing(known)
    if missing:
        lines.append(
            Line(
                _("%(sentence)s.", sentence=capital(joined(missing))), _("Not known"), key="unknown"
            )
        )
    return Section(_("Confidence"), tuple(lines), key="confidence")


def _missing(known: Known) -> list[str]:
    asked = known.entries and known.door
    found = [
        (known.door and not known.position_year, _("their position")),
        (asked and not known.assessed, _("where the door stands")),
        (known.entries and known.newest is None, _("what was answered to any contact")),
        (asked and not known.message, _("the group’s message for this ask")),
    ]
    return [words for absent, words in found if absent]
