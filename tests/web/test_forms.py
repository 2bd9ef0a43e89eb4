from datetime import date

from pydantic import BaseModel, Field
from starlette.datastructures import FormData

from app.web.forms import Form, typed


class Wish(BaseModel):
    on: date
    note: str = Field(min_length=1, max_length=5)
    several: list[str] = []
    count: int | None = None


def test_a_sound_form_becomes_its_command():
    form = Form({"on": "2026-09-14", "note": "yes", "count": ""}, Wish)
    assert form.command == Wish(on=date(2026, 9, 14), note="yes")
    assert form.status == 200


def test_a_bad_answer_is_said_in_the_users_terms_and_keeps_what_was_typed():
    form = Form({"on": "soon", "note": "too long by far"}, Wish)
    assert form.command is None
    assert form.status == 422
    assert form.errors == {
        "on": "Please give a date such as 2026-09-14.",
        "note": "Please keep this under 5 characters.",
    }
    assert form.value("on") == "soon"


def test_an_empty_answer_to_a_required_question_asks_for_it():
    assert Form({"on": "2026-09-14", "note": ""}, Wish).errors == {"note": "Please fill this in."}


def test_a_field_of_many_answers_is_a_list_however_many_came():
    data = FormData([("several", "a"), ("several", "b"), ("note", "x"), ("note", "y")])
    assert typed(data, {"several"}) == {"several": ["a", "b"], "note": "y"}
    assert typed(FormData([("several", "a")]), {"several"}) == {"several": ["a"]}


def test_what_is_said_above_a_form_calls_a_field_as_the_form_does():
    form = Form({"on": "soon", "note": ""}, Wish)
    form.labelled("on", "Date")
    form.labelled("note", "Why?")
    form.errors |= {"": "Nothing was changed.", "count": "Please give a whole number."}
    assert form.summary == [
        ("on", "Date: please give a date such as 2026-09-14."),
        ("note", "Why? Please fill this in."),
        ("", "Nothing was changed."),
        ("", "Please give a whole number."),
    ]
