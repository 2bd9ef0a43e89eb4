"""What the offices in the Convention's machinery are called. Pure."""


def role_name(role: str) -> str:
    """President, or Coordinator on victim assistance: from the facts' own words for it."""
    office, _, theme = role.partition("_")
    return f"{office.capitalize()} on {theme.replace('_', ' ')}" if theme else office.capitalize()
