"""What the short names of related treaties stand for. Pure."""

TREATY_NAMES = {
    "MBT": "Anti-Personnel Mine Ban Convention",
    "ATT": "Arms Trade Treaty",
    "TPNW": "Treaty on the Prohibition of Nuclear Weapons",
    "CCW": "Convention on Certain Conventional Weapons",
    "CWC": "Chemical Weapons Convention",
    "BWC": "Biological Weapons Convention",
    "CRPD": "Convention on the Rights of Persons with Disabilities",
}
