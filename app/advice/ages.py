"""How old what a line rests on is (domain rule 7). Pure."""

from datetime import date

from app.advice.situation import Situation
from app.contacts.terms import Precision
from app.kit.translation import gettext as _
from app.kit.translation import ngettext


def ages(at: Situation, today: date) -> tuple[str, ...]:
    """The last knock, the vote, the profile and the depositary's page, as far as there are any."""
    found = [_last_knock(at, today)]
    if at.vote:
        found.append(
            _(
                "Vote: resolution %(resolution)s of %(year)s",
                resolution=at.vote.resolution,
                year=at.vote.year,
            )
        )
    if at.stance and at.stance.year:
        found.append(_("Position: the Monitor’s profile of %(year)s", year=at.stance.year))
    if at.treaty_record:
        found.append(_("Treaty acts: %(record)s", record=at.treaty_record))
    return tuple(found)


def _last_knock(at: Situation, today: date) -> str:
    last = at.record.last
    if last is None:
        return _("No knock at this door is in the log that you may read")
    days = max((today - last.held_on).days, 0)
    if last.precision is Precision.DAY:
        return ngettext(
            "Last knock %(when)s, %(days)s day ago",
            "Last knock %(when)s, %(days)s days ago",
            days,
            when=last.on_when,
            days=days,
        )
    return ngettext(
        "Last knock %(when)s, about %(days)s day ago",
        "Last knock %(when)s, about %(days)s days ago",
        days,
        when=last.on_when,
        days=days,
    )
