"""Numbers of rows as they come from outside. Pure."""

LARGEST = 2**31 - 1
"""No row has a larger number: what PostgreSQL keeps in an integer."""


def row_id(text: str) -> int | None:
    """The number of a row that `text` writes, None if it can be none."""
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(LARGEST)):
        return None
    number = int(text)
    return number if 1 <= number <= LARGEST else None
