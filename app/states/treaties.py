"""What the short names of related treaties stand for. Pure."""

from app.kit.translation import Said, marked

TREATY_NAMES = Said(
    {
        "MBT": marked("Anti-Personnel Mine Ban Convention"),
        "ATT": marked("Arms Trade Treaty"),
        "TPNW": marked("Treaty on the Prohibition of Nuclear Weapons"),
        "CCW": marked("Convention on Certain Conventional Weapons"),
        "CWC": marked("Chemical Weapons Convention"),
        "BWC": marked("Biological Weapons Convention"),
        "CRPD": marked("Convention on the Rights of Persons with Disabilities"),
    }
)
