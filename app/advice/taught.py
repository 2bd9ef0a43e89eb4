"""What the past teaches, as it is committed beside the code in `readiness.json`. Pure.

`samedoor fit` writes the file; the program reads it and fits nothing itself.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.advice.features import COLUMNS, SCALES
from app.advice.readiness import Fit

FILE = Path(__file__).with_name("readiness.json")


@dataclass(frozen=True)
class Taught:
    """`fit` knows all of the record. `earlier` are fits of earlier days, oldest first: each knows
    nothing later than its day, so that hindsight cannot enter what is shown for the past."""

    fit: Fit
    earlier: tuple[Fit, ...]
    provenance: Mapping[str, Any]

    def at(self, day: date) -> Fit | None:
        """The newest fit that knows nothing after that day; None before the first."""
        return max(
            (one for one in (*self.earlier, self.fit) if one.until <= day),
            key=lambda one: one.until,
            default=None,
        )


class Outdated(Exception):
    """The file was written for other features than the program computes."""


@cache
def taught() -> Taught:
    """The committed file. Raises Outdated."""
    return parsed(FILE.read_text())


def parsed(text: str) -> Taught:
    """Raises Outdated."""
    content = json.loads(text)
    if content["columns"] != list(COLUMNS) or content["scales"] != SCALES:
        raise Outdated("readiness.json does not fit the features: run `samedoor fit`.")
    return Taught(_fit(content["fit"]), tuple(map(_fit, content["earlier"])), content["provenance"])


def written(what: Taught) -> str:
    """As JSON, the same for the same fits."""
    content = {
        "provenance": dict(what.provenance),
        "columns": COLUMNS,
        "scales": SCALES,
        "fit": _as_json(what.fit),
        "earlier": [_as_json(one) for one in what.earlier],
    }
    return json.dumps(content, separators=(",", ":"), indent=None).replace("},{", "},\n{") + "\n"


def _fit(content: Mapping[str, Any]) -> Fit:
    return Fit(
        until=date.fromisoformat(content["until"]),
        coefficients=tuple(content["coefficients"]),
        covariance=tuple(map(tuple, content["covariance"])),
        unevenness=content["unevenness"],
        rows=content["rows"],
        joins=content["joins"],
    )


def _as_json(fit: Fit) -> dict[str, Any]:
    return {
        "until": fit.until.isoformat(),
        "rows": fit.rows,
        "joins": fit.joins,
        "unevenness": fit.unevenness,
        "coefficients": fit.coefficients,
        "covariance": fit.covariance,
    }
