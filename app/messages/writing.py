"""A wording as a form has it, and what two people who saved are shown. Pure."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from app.kit.translation import clauses
from app.kit.translation import gettext as _
from app.messages.status import Version, source_of, translated
from app.messages.wording import SHOWN, as_json

LINES = ("barrier", "may_raise", "answer")
"""The columns of a form in which objections are written, line by line."""


def typed_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """What `as_json` keeps, as the form would have been typed."""
    plain = {name: value for name, value in content.items() if name != "arguments"}
    return plain | {name: [one[name] for one in content["arguments"]] for name in LINES}


def taken(
    typed: Mapping[str, Any], content: Mapping[str, Any], fields: Collection[str]
) -> dict[str, Any]:
    """What was typed, but for these fields, which are as the saved `content` has them."""
    saved = typed_of(content)
    keys = [
        key
        for name in fields
        if name in SHOWN
        for key in (LINES if name == "arguments" else (name,))
    ]
    return dict(typed) | {key: saved[key] for key in keys}


def told(value: Any, barriers: Mapping[str, str]) -> str:
    """A field's value as a text to read; objections with the names of their `barriers`."""
    if not value:
        return _("nothing")
    if isinstance(value, str):
        return value
    return clauses(
        _(
            "%(barrier)s: “%(raised)s” is answered “%(answer)s”",
            barrier=barriers.get(one["barrier"], _("no barrier")),
            raised=one["may_raise"],
            answer=one["answer"],
        )
        for one in value
    )


def begun(
    typed: Mapping[str, str], versions: Sequence[Version], of: Version | None
) -> dict[str, Any]:
    """A form that begins where the group stands: with the newest of the `versions` of a message, or
    to translate `of`, with the translation that is there, if one is."""
    if of:
        earlier = translated(versions, typed["language"]).version
        if earlier:
            return typed_of(as_json(earlier)) | dict(typed)
        barriers = [one.barrier for one in of.arguments]
        empty = [""] * len(barriers)
        return dict(typed) | {"barrier": barriers, "may_raise": empty, "answer": empty}
    if not versions:
        return dict(typed)
    newest = source_of(versions) or versions[0]
    language = typed["language"] or newest.source_language
    return typed_of(as_json(newest)) | dict(typed) | {"language": language}
