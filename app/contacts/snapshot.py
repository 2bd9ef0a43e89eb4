"""A contact as plain values: what versions keep, and what two people who saved are shown."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.contacts.forms import AmendContact
from app.contacts.queries import ContactDetail
from app.kit.translation import Said, marked, pmarked

SHOWN: Mapping[str, str] = Said(
    {
        "state": pmarked("label of a field", "State"),
        "held_on": pmarked("label of a field", "Date"),
        "precision": marked("How exact the date is"),
        "asks": pmarked("label of a field", "Doors"),
        "messengers": pmarked("label of a field", "Messengers"),
        "counterparts": pmarked("label of a field", "Counterparts"),
        "channel": pmarked("label of a field", "Channel"),
        "level": pmarked("label of a field", "Level"),
        "place": pmarked("label of a field", "Place"),
        "meeting_id": pmarked("label of a field", "Meeting"),
        "message_version_id": marked("Message carried"),
        "response": pmarked("label of a field", "Response"),
        "note": pmarked("label of a field", "Note"),
        "commitments": pmarked("label of a field", "Commitments"),
        "next_step": marked("Next step"),
        "next_step_owner": marked("Who takes it"),
        "next_step_due": pmarked("label of a field", "Due"),
        "visibility": marked("Who reads it"),
        "warn_others": marked("Warns others"),
    }
)
PLAIN = (
    "precision", "channel", "level", "place", "meeting_id", "message_version_id", "response",
    "note", "next_step", "next_step_owner", "visibility", "warn_others",
)  # fmt: skip


PARTS = {
    "counterparts": ("counterpart_office", "counterpart_name"),
    "commitments": ("commitment_id", "commitment_side", "commitment_text", "commitment_due"),
}
"""Fields that a form writes in several columns."""


class Change(NamedTuple):
    """A field that differs between two versions."""

    field: str
    label: str
    old: Any
    new: Any


def snapshot(detail: ContactDetail) -> dict[str, Any]:
    """Field names to JSON values, the same for every version."""
    contact = detail.contact
    due = contact.next_step_due
    return {name: getattr(contact, name) for name in PLAIN} | {
        "state": contact.state_iso3,
        "version": contact.version,
        "held_on": contact.held_on.isoformat(),
        "next_step_due": due.isoformat() if due else None,
        "asks": sorted(detail.asks),
        "messengers": list(detail.messengers),
        "counterparts": [[one.office, one.name] for one in detail.counterparts],
        "commitments": [
            [one.id, one.side, one.text, one.due_on.isoformat() if one.due_on else ""]
            for one, _ in detail.commitments
        ],
    }


def typed_of(content: dict[str, Any]) -> dict[str, Any]:
    """A snapshot as the form would have been typed."""
    plain = {name: "" if content[name] is None else content[name] for name in PLAIN}
    return plain | {
        "state": content["state"],
        "version": content["version"],
        "held_on": content["held_on"],
        "next_step_due": content["next_step_due"] or "",
        "warn_others": "yes" if content["warn_others"] else "no",
        "asks": content["asks"],
        "messengers": content["messengers"],
        "counterpart_office": [office for office, _ in content["counterparts"]],
        "counterpart_name": [name for _, name in content["counterparts"]],
        "commitment_id": [str(number) for number, *_ in content["commitments"]],
        "commitment_side": [side for _, side, *_ in content["commitments"]],
        "commitment_text": [text for _, _, text, _ in content["commitments"]],
        "commitment_due": [due for *_, due in content["commitments"]],
    }


def changes(
    old: dict[str, Any], new: dict[str, Any], shown: Mapping[str, str] = SHOWN
) -> list[Change]:
    """Each field that differs, with both its values; `shown` has the fields with their labels."""
    return [
        Change(name, label, old.get(name), new.get(name))
        for name, label in shown.items()
        if old.get(name) != new.get(name)
    ]


def taken(typed: dict[str, Any], content: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    """What was typed, but for these fields, which are as the saved `content` has them."""
    saved = typed_of(content)
    keys = [key for name in fields if name in SHOWN for key in PARTS.get(name, (name,))]
    return typed | {key: saved[key] for key in keys}


def as_wished(wish: AmendContact, saved: dict[str, Any]) -> dict[str, Any]:
    """What somebody wrote, in the shape of the saved version."""
    plain = wish.model_dump(mode="json")
    own = {name: plain[name] for name in saved if name in plain}
    return (
        saved
        | own
        | {
            "asks": sorted(wish.asks if wish.asks is not None else saved["asks"]),
            "messengers": [code for code in wish.messengers if code] or saved["messengers"],
            "counterparts": [list(pair) for pair in wish.counterparts],
            "commitments": [
                [one.id, one.side, one.text, one.due_on.isoformat() if one.due_on else ""]
                for one in wish.promises
            ],
            "warn_others": wish.warns,
        }
    )
