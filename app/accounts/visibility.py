"""The policy as a filter for queries. Nothing is loaded first and checked later."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_

from app.accounts.policy import (
    Reader,
    Visibility,
    levels,
    reads_own,
    reads_taking_part,
)

READERS = 1024
"""How many readers' filters are kept: the filter of a noun (`lru_cache`) is made once for each."""


def readable(
    reader: Reader, *, visibility: Any, author: Any, took_part: ColumnElement[bool]
) -> ColumnElement[bool]:
    """The rows that `reader` may read.

    `visibility` and `author` are the entry's columns; `took_part` says in SQL whether the
    reader's own messenger took part (build it with the reader's `messenger`).
    """
    ways: list[ColumnElement[bool]] = []
    if levels(reader):
        ways.append(visibility.in_(sorted(levels(reader))))
    if reads_own(reader):
        ways.append(author == reader.id)
    if reads_taking_part(reader):
        ways.append(and_(visibility == Visibility.MESSENGER, took_part))
    return or_(*ways) if ways else false()
