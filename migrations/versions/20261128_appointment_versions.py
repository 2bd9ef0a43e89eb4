"""Earlier versions of appointments keep the messenger and the level that their trip had then."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "20261128_appointment_versions"
down_revision = "20261128_report_discards"
branch_labels = None
depends_on = None

LEVELS = ("group", "delegations", "messenger", "coordinators")
AT = sa.DateTime(timezone=True)
TRIPS = sa.table("trips", sa.column("id"), sa.column("messenger"), sa.column("visibility"))
TRIP_VERSIONS = sa.table(
    "trip_versions",
    sa.column("trip_id"),
    sa.column("number"),
    sa.column("content", sa.JSON()),
    sa.column("visibility"),
    sa.column("replaced_at", AT),
)
APPOINTMENTS = sa.table("appointments", sa.column("id"), sa.column("trip_id"))
VERSIONS = sa.table(
    "appointment_versions",
    sa.column("appointment_id"),
    sa.column("number"),
    sa.column("content", sa.JSON()),
    sa.column("visibility"),
    sa.column("replaced_at", AT),
)


def upgrade() -> None:
    db = op.get_bind()
    joined = VERSIONS.join(APPOINTMENTS, APPOINTMENTS.c.id == VERSIONS.c.appointment_id)
    for one in db.execute(sa.select(VERSIONS, APPOINTMENTS.c.trip_id).select_from(joined)).all():
        messenger, level = _of_trip(db, one.trip_id, one.replaced_at)
        stricter = max(one.visibility, level, key=LEVELS.index)
        _write(db, one, content=one.content | {"messenger": messenger}, visibility=stricter)


def downgrade() -> None:
    db = op.get_bind()
    for one in db.execute(sa.select(VERSIONS)).all():
        content = {name: said for name, said in one.content.items() if name != "messenger"}
        _write(db, one, content=content, visibility=content["visibility"])


def _of_trip(db: Any, trip: int, on: Any) -> tuple[str, str]:
    """The messenger and the level that a trip had at a moment: those of the first text that was
    replaced after it, or those that it has now."""
    later = (
        sa.select(TRIP_VERSIONS)
        .where(TRIP_VERSIONS.c.trip_id == trip, TRIP_VERSIONS.c.replaced_at > on)
        .order_by(TRIP_VERSIONS.c.number)
    )
    then = db.execute(later).first()
    if then:
        return then.content["messenger"], then.visibility
    now = db.execute(sa.select(TRIPS).where(TRIPS.c.id == trip)).one()
    return now.messenger, now.visibility


def _write(db: Any, one: Any, **values: Any) -> None:
    key = VERSIONS.c.appointment_id == one.appointment_id, VERSIONS.c.number == one.number
    db.execute(sa.update(VERSIONS).where(*key).values(**values))
