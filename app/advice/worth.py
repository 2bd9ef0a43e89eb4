"""What a knock at a door is worth now, as the plan and the next approach may weigh it. Pure.

The figures are a small table in `worth.json`, written by `samedoor simulate --index` from the
assumptions that the file repeats; nothing is computed here. They order doors, and say nothing of
any State: see docs/simulation.md.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from app.doors.ladder import Stage
from app.states.standing import Standing

FILE = Path(__file__).with_name("worth.json")


def index(stage: Stage | None, quarters_since_knock: int | None, kind: Standing) -> float:
    """The Whittle index: the deposits within 24 months for which a knock now is worth making.

    0 where waiting is as good. `stage` None is "not yet assessed": the mean over the rungs on which
    the assumptions leave such doors. Full quarters since the last knock count from 0; None: never
    knocked on. What is deposited is worth nothing. KeyError for a State Party, which has no such
    door.
    """
    rows = table()[kind]
    if stage is Stage.DEPOSITED:
        return 0.0
    row = rows["not yet assessed" if stage is None else str(int(stage))]
    since = len(row) if quarters_since_knock is None else quarters_since_knock
    return row[min(max(since, 1), len(row)) - 1]


@cache
def table() -> dict[Standing, dict[str, list[float]]]:
    """By kind of door and stage: the index 1, 2, 3, and 4 or more quarters after a knock."""
    read: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return {Standing(kind): rows for kind, rows in read["index"].items()}
