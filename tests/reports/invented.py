"""Figures of invented States."""

from dataclasses import dataclass
from datetime import date

from app.contacts.terms import Side
from app.doors.ladder import Stage
from app.reports.figures import Ballot, Change, Figures, Promises, Steps, Tally
from app.states.progress import Count, Goal
from app.states.standing import Action, Standing


@dataclass(frozen=True)
class Act:
    """A treaty act, as standing needs it."""

    action: Action
    date: str
    effective_date: str = ""
    source: str = "A paper"


FIGURES = Figures(
    first=date(2025, 9, 20),
    last=date(2026, 11, 24),
    on=date(2026, 11, 24),
    read_on=date(2026, 11, 24),
    as_of=date(2026, 2, 3),
    recorded=False,
    standing={"AAA": Standing.PARTY, "BBB": Standing.SIGNATORY, "CCC": Standing.NOT_PARTY},
    regions={
        "African": {Standing.PARTY: 1, Standing.SIGNATORY: 1, Standing.NOT_PARTY: 0},
        "GRULAC": {Standing.PARTY: 0, Standing.SIGNATORY: 0, Standing.NOT_PARTY: 1},
    },
    changes=(
        Change(
            "AAA", Action.ACCESSION, "2026-05-01", Standing.NOT_PARTY, Standing.PARTY, "A paper"
        ),
    ),
    series=(Count(date(2010, 5, 1), 0, 1), Count(date(2026, 5, 1), 1, 1)),
    goals=(Goal(2, "2030", "A target", "A decision", 1),),
    contacts=4,
    states=2,
    by_region={"African": Tally(3, 1), "GRULAC": Tally(1, 1)},
    by_avenue={"bilateral": 3, "regional": 0, "global": 0, "": 1},
    by_level={"expert": 1, "ambassador": 3},
    by_messenger={"delegation": Tally(3, 2), "isu": Tally(2, 1)},
    by_response={"no_reply": 1, "interested": 3},
    steps={Stage.UNDER_REVIEW: Steps(forward=1, first=1)},
    ballots=(Ballot("81/1", "2026-11-02", 100, 1, None, 2, 1, "A record"),),
    promises={Side.THEIRS: Promises(kept=1, open=1), Side.OURS: Promises(not_kept=1)},
)
