"""An approach as plain values: what versions keep, and what two people who saved are shown."""

from typing import Any

from app.advice.forms import AmendApproach
from app.advice.models import Approach
from app.kit.translation import Said, marked, pmarked

SHOWN = Said(
    {
        "messenger": pmarked("label of a field", "Messenger"),
        "channel": pmarked("label of a field", "Channel"),
        "level": pmarked("label of a field", "Level"),
        "window_from": pmarked("label of a field", "From"),
        "window_to": pmarked("label of a field", "To"),
        "note": pmarked("label of a field", "Note"),
        "owner": marked("Whose it is"),
        "visibility": marked("Who reads it"),
        "warn_others": marked("Warns others"),
        "override_reason": marked("Why in spite of a warning"),
    }
)


def snapshot(approach: Approach) -> dict[str, Any]:
    """Field names to JSON values, the same for every version."""
    plain = approach.model_dump(mode="json", include={*SHOWN, "version"})
    return plain | {"owner": approach.owner_id}


def typed_of(content: dict[str, Any]) -> dict[str, Any]:
    """A snapshot as the form would have been typed."""
    return content | {"warn_others": "yes" if content["warn_others"] else "no"}


def as_wished(wish: AmendApproach, saved: dict[str, Any]) -> dict[str, Any]:
    """What somebody wrote, in the shape of the saved version."""
    plain = wish.model_dump(mode="json", include=set(SHOWN))
    return (
        saved
        | plain
        | {
            "owner": wish.owner or saved["owner"],
            "warn_others": wish.warns,
            "override_reason": wish.override_reason or saved["override_reason"],
        }
    )


def taken(typed: dict[str, Any], content: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    """What was typed, but for these fields, which are as the saved `content` has them."""
    saved = typed_of(content)
    return typed | {name: saved[name] for name in fields if name in SHOWN}
