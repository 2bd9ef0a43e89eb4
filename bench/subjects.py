"""What is measured, and the raw SQL that a bare page needs for the same rows. Pure."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

STATE = "AGO"
WORDS = "harbour kettle"

NEWEST = """
SELECT c.id, c.state_iso3, s.name, c.held_on, c.precision, c.channel, c.level, c.response, c.place,
       c.note, c.next_step, c.visibility, c.origin, u.name,
       EXISTS (SELECT 1 FROM retractions r WHERE r.contact_id = c.id),
       (SELECT group_concat(messenger) FROM contact_messengers m WHERE m.contact_id = c.id)
FROM contacts c JOIN states s ON s.iso3 = c.state_iso3 JOIN users u ON u.id = c.author_id
"""
LOG = NEWEST + "ORDER BY c.held_on DESC, c.id DESC LIMIT 50"
TIMELINE = NEWEST + f"WHERE c.state_iso3 = '{STATE}' ORDER BY c.held_on DESC, c.id DESC LIMIT 50"
MATCH = " ".join(f'"{word}"*' for word in WORDS.split())
SEARCH = (
    NEWEST
    + f"JOIN (SELECT rowid FROM contacts_fts WHERE contacts_fts MATCH '{MATCH}'"
    + " ORDER BY rowid DESC LIMIT 50) f ON f.rowid = c.id ORDER BY c.id DESC"
)
DOORS = """
SELECT s.iso3, s.name, s.un_regional_group,
       (SELECT id FROM contacts c WHERE c.state_iso3 = s.iso3 ORDER BY held_on DESC LIMIT 1)
FROM states s ORDER BY s.name
"""
DUMP = "SELECT * FROM contacts ORDER BY held_on DESC, id DESC"


@dataclass(frozen=True)
class Subject:
    """A page: its name in the table, its path, the target in ms, and the bare page's query."""

    name: str
    path: str
    target: float
    sql: str


PAGES = (
    Subject("doors list", "/doors", 5, DOORS),
    Subject("State page with timeline", f"/states/{STATE}", 7, TIMELINE),
    Subject("contact log", "/contacts", 5, LOG),
    Subject("search in texts", f"/contacts?{urlencode({'q': WORDS})}", 4, SEARCH),
)
LOGGING = Subject("logging one contact", "/contacts", 4, "")
EXPORT = Subject("CSV export", "/exports/contacts.csv", 1500, DUMP)
EXPORT_MIB = 100


def new_contact(number: int, today: date) -> bytes:
    """A contact as the form sends it."""
    answers = {
        "state": STATE,
        "held_on": today.isoformat(),
        "channel": "margins",
        "note": f"Synthetic entry: measured, number {number}.",
        "override_reason": "Synthetic entry: measured.",
        "submission": f"measured-{number}",
    }
    return urlencode(answers).encode()
