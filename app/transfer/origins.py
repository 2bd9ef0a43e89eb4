"""To be written by B."""

from sqlmodel import Session


def notices(db: Session) -> tuple[str, ...]:
    return ()
