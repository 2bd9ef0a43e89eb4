"""What the offices in the Convention's machinery are called. Pure."""

from app.kit.translation import Said, capital, marked

ROLE_NAMES = Said(
    {
        "president": marked("President"),
        "coordinator_universalization": marked("Coordinator on universalization"),
        "coordinator_clearance": marked("Coordinator on clearance"),
        "coordinator_victim_assistance": marked("Coordinator on victim assistance"),
        "coordinator_general_status": marked("Coordinator on general status"),
        "coordinator_stockpile_destruction": marked("Coordinator on stockpile destruction"),
        "coordinator_cooperation": marked("Coordinator on cooperation"),
        "coordinator_reporting": marked("Coordinator on reporting"),
        "coordinator_national_implementation": marked("Coordinator on national implementation"),
    }
)


def role_name(role: str) -> str:
    """President, or Coordinator on victim assistance; one that is not known here is called by the
    facts' own words for it."""
    return ROLE_NAMES.get(role) or capital(role.replace("_", " "))
