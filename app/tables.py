"""Every table, for Alembic."""

from sqlmodel import SQLModel

from app.accounts import models as accounts
from app.advice import models as advice
from app.advice import plan_models as plans
from app.audit import models as audit
from app.contacts import models as contacts
from app.doors import models as doors
from app.edited_briefs import models as edited_briefs
from app.handovers import models as handovers
from app.messages import models as messages
from app.messengers import models as messengers
from app.norms import models as norms
from app.opportunities import models as opportunities
from app.reports import models as reports
from app.states import models as states
from app.trips import models as trips
from app.views import models as views

MODULES = (
    accounts, advice, audit, contacts, doors, edited_briefs, handovers, messages, messengers,
    norms, opportunities, plans, reports, states, trips, views,
)  # fmt: skip

metadata = SQLModel.metadata
