"""How suggestions fared against what people chose instead."""

from fastapi import APIRouter, Response

from app.accounts.policy import Act, may
from app.advice.effects import NEEDED
from app.advice.fared import fared
from app.advice.fates import DIFFERENCES, GROUPS, HORIZONS
from app.advice.forecasting import forecasts
from app.advice.forecasts import ENOUGH as STATES
from app.advice.models import VERDICT_NAMES
from app.advice.shadow import DAYS, shadow
from app.advice.shares import ENOUGH
from app.contacts.terms import CHANNEL_NAMES, LEVEL_NAMES
from app.doors.asks import BARRIER_NAMES
from app.kit.translation import gettext as _
from app.kit.translation import ngettext
from app.web.deps import Reads
from app.web.pages import page

router = APIRouter(prefix="/learning")
SHOWN = 20
"""Combinations that are listed until somebody asks for all."""


@router.get("", name="learning.index")
def index(at: Reads, every: bool = False) -> Response:
    db, reader, today = at.db, at.me.reader, at.today
    found = fared(db, reader, today)
    effects = shadow(db, reader, today) if may(reader, Act.COORDINATE) else None
    foreseen = forecasts(db, reader, today) if may(reader, Act.READ_FORECASTS) else None
    return page(
        at.request,
        "learning/index.html",
        found=found,
        measures=_measures(),
        effects=effects,
        cells=effects.cells[: None if every else SHOWN] if effects else (),
        foreseen=foreseen,
        foreseen_enough=STATES,
        enough=ENOUGH,
        needed=NEEDED,
        days_of_a_step=DAYS,
        VERDICTS=VERDICT_NAMES,
        GROUPS=GROUPS,
        DIFFERENCES=DIFFERENCES,
        CHANNELS=CHANNEL_NAMES,
        LEVELS=LEVEL_NAMES,
        BARRIERS=BARRIER_NAMES,
    )


def _measures() -> list[str]:
    """What is counted of the knocks of each group, in the order of their shares."""
    steps = (
        ngettext("A step within %(num)s day", "A step within %(num)s days", n) for n in HORIZONS
    )
    return [_("An answer came"), _("It was welcome"), *steps]
