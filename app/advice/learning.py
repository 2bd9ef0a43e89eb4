"""Learning all that the program has to know of the past: the newest fit and those of earlier days.
For `samedoor fit` alone."""

import platform
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

from app.advice.features import rows
from app.advice.fitting import LIBRARY, SPREAD, fit
from app.advice.history import CCM, History
from app.advice.rolling import Rolling
from app.advice.taught import Taught

FIRST = 2010
"""Of the fits of earlier days: the year in which the Convention entered into force."""


def learnt(
    record: History, files: Mapping[str, str], today: date, told: Callable[[str], None]
) -> Taught:
    """`files` are the sources with their digests, `today` is the date of the fit."""
    found = []
    for day in _days(record):
        told(f"until {day}")
        found.append(fit(record, day))
    *earlier, newest = found
    return Taught(newest, tuple(earlier), _provenance(record, files, today))


def fits(record: History) -> int:
    """How many will be made."""
    return len(_days(record))


def _days(record: History) -> list[date]:
    earlier = Rolling(record).over(CCM, FIRST, 0).days
    return [*(day for day in earlier if day < record.known_until), record.known_until]


def _provenance(record: History, files: Mapping[str, str], today: date) -> dict[str, object]:
    years: Counter[str] = Counter()
    joins: Counter[str] = Counter()
    for row in rows(record, record.known_until):
        years[row.door.treaty] += 1
        joins[row.door.treaty] += row.joined
    return {
        "fitted_on": today.isoformat(),
        "facts_of": record.known_until.isoformat(),
        "files_sha256": dict(files),
        "treaties": {one: {"rows": years[one], "joins": joins[one]} for one in years},
        "prior_spread": SPREAD,
        "library": LIBRARY,
        "python": platform.python_version(),
    }
