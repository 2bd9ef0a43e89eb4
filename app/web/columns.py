"""Which columns of a table show: as the address says, else as this device remembers.

All of them are in the page; those that do not show carry a class that takes them away for eyes and
screen readers alike, so that a row can be rendered once for everybody.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fastapi import Request

PATTERN = r"^[a-z.]{0,120}$"
"""What `columns` may be in an address: codes with dots between them."""
NONE = "none"


@dataclass(frozen=True)
class Columns:
    """The columns that a table offers (code and label), and the codes of those that do not show."""

    offered: Mapping[str, str]
    hidden: frozenset[str]

    @property
    def classes(self) -> str:
        """For the table, with a space before each."""
        return "".join(f" without-{code}" for code in self.offered if code in self.hidden)


def cookie_of(listing: str) -> str:
    return f"samedoor-columns-{listing}"


def written(shown: Iterable[str]) -> str:
    """Codes as an address and a cookie have them."""
    return ".".join(shown) or NONE


def columns_of(request: Request, listing: str, offered: Mapping[str, str], asked: str) -> Columns:
    """`asked` is what the address says; what is neither there nor remembered shows all."""
    said = asked or request.cookies.get(cookie_of(listing), "")
    if not re.fullmatch(PATTERN, said):
        said = ""
    known = set(offered) & set(said.split("."))
    if not known and said != NONE:
        return Columns(offered, frozenset())
    return Columns(offered, frozenset(offered) - known)
