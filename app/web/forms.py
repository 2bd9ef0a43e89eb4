"""A form as the browser sent it: what was typed, what it means, what is wrong."""

import typing
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Generic, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError
from sqlmodel import Session
from starlette.datastructures import FormData

from app.kit.errors import Refused
from app.kit.translation import Said, marked, number
from app.kit.translation import gettext as _

Command = TypeVar("Command", bound=BaseModel)
Result = TypeVar("Result")

SAID = Said(
    {
        "missing": marked("Please fill this in."),
        "string_too_short": marked("Please fill this in."),
        "date_from_datetime_parsing": marked("Please give a date such as 2026-09-14."),
        "date_parsing": marked("Please give a date such as 2026-09-14."),
        "date_from_datetime_inexact": marked("Please give a date such as 2026-09-14."),
        "date_type": marked("Please give a date such as 2026-09-14."),
        "int_parsing": marked("Please give a whole number."),
        "int_from_float": marked("Please give a whole number."),
        "int_parsing_size": marked("Please give a whole number."),
        "int_type": marked("Please give a whole number."),
        "float_parsing": marked("Please give a number."),
        "float_type": marked("Please give a number."),
        "finite_number": marked("Please give a number."),
        "bool_parsing": marked("Please choose yes or no."),
        "literal_error": marked("Please choose one of the answers offered."),
        "enum": marked("Please choose one of the answers offered."),
    }
)


class Form(Generic[Command]):
    """`typed` is what to show again, `errors` what is wrong by field ("" for the whole form).

    `labels` are filled in by the page that shows the fields: what is said of them above the form
    calls them as the form does.
    """

    def __init__(self, typed: Mapping[str, Any], schema: type[Command] | None = None) -> None:
        self.typed = dict(typed)
        self.errors: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self.command = self._parse(schema) if schema else None

    @property
    def status(self) -> int:
        return 422 if self.errors else 200

    def value(self, name: str, otherwise: Any = "") -> Any:
        return self.typed.get(name, otherwise)

    def labelled(self, name: str, label: str) -> str:
        """The label of a field that is shown, remembered for the summary."""
        self.labels[name] = label
        return label

    @property
    def summary(self) -> list[tuple[str, str]]:
        """What is wrong: (a field that is shown or "", a sentence that names it)."""
        return [self._named(*error) for error in self.errors.items()]

    def _named(self, name: str, message: str) -> tuple[str, str]:
        label = self.labels.get(name)
        if label is None:
            return "", message
        if label.endswith(("?", "؟")):
            return name, f"{label} {message}"
        begins = message.removeprefix("Please ")
        if begins != message:  # English, which goes on with a small letter
            message = f"please {begins}"
        return name, _("%(label)s: %(message)s", label=label, message=message)

    def submit(self, act: Callable[..., Result], db: Session, **context: Any) -> Result | None:
        """Do the act if the form is sound. None means: show the form again."""
        if self.command is None:
            return None
        try:
            with db.begin_nested():
                return act(db, self.command, **context)
        except Refused as refusal:
            self.errors[refusal.field] = refusal.message
            return None

    def _parse(self, schema: type[Command]) -> Command | None:
        answered = {key: value for key, value in self.typed.items() if value not in ("", [""])}
        try:
            return schema.model_validate(answered)
        except ValidationError as failure:
            for error in failure.errors():
                where = str(error["loc"][0]) if error["loc"] else ""
                self.errors.setdefault(where, said(error))
            return None


def said(error: Mapping[str, Any]) -> str:
    """A validation error in the user's terms."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "string_too_long":
        return _("Please keep this under %(most)s characters.", most=number(context["max_length"]))
    if kind in ("greater_than_equal", "less_than_equal"):
        if "ge" in context:
            return _("Please give %(least)s or more.", least=_bound(context["ge"]))
        return _("Please give %(most)s or less.", most=_bound(context["le"]))
    if kind == "value_error":
        return str(context["error"])
    return SAID.get(kind) or _("Please check this answer.")


def _bound(value: Any) -> Any:
    """A bound as one would write it: 100, not 100.0."""
    return f"{value:g}" if isinstance(value, float) else value


def posted(schema: type[Command]) -> Callable[[Request], Awaitable[Form[Command]]]:
    """A dependency: the form of this request, read as `schema`; lists where that has lists."""
    lists = {name for name, field in schema.model_fields.items() if _is_list(field.annotation)}

    async def read(request: Request) -> Form[Command]:
        return Form(typed(await request.form(), lists), schema)

    return read


def typed(data: FormData, lists: set[str]) -> dict[str, Any]:
    """What was typed, by field; text only (a file sent to a text field is left out)."""
    found: dict[str, Any] = {}
    for name in data:
        values = [one.replace("\0", "") for one in data.getlist(name) if isinstance(one, str)]
        found[name] = values if name in lists else (values or [""])[-1]
    return found


def _is_list(annotation: Any) -> bool:
    origin = typing.get_origin(annotation)
    return origin in (list, tuple, set, frozenset) or any(
        _is_list(argument) for argument in typing.get_args(annotation)
    )
