"""A meeting that is not over, and who attends it. Pure."""

from dataclasses import dataclass
from datetime import date

from app.kit.dates import earliest, latest, span
from app.kit.translation import gettext as _


@dataclass(frozen=True)
class Ahead:
    """A dated meeting; `attending` are codes of messengers (a delegation attends if its State
    does), `demonstration` says whether nobody meant it."""

    number: int
    name: str
    starts_on: str
    ends_on: str
    city: str
    attending: frozenset[str]
    demonstration: bool = False

    @property
    def first(self) -> date:
        return earliest(self.starts_on)

    @property
    def last(self) -> date:
        return latest(self.ends_on or self.starts_on)

    @property
    def words(self) -> str:
        """The Meeting in Geneva, from 1 to 5 December 2026; what is not known is left out."""
        days = span(self.starts_on, self.ends_on)
        told = {"meeting": self.name, "city": self.city, "days": days}
        if self.name.lower().startswith("the "):
            if self.city:
                return _("%(meeting)s in %(city)s, %(days)s", **told)
            return _("%(meeting)s, %(days)s", **told)
        if self.city:
            return _("the %(meeting)s in %(city)s, %(days)s", **told)
        return _("the %(meeting)s, %(days)s", **told)
