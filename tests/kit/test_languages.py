import pytest

from app.kit.languages import language_code, language_name


@pytest.mark.parametrize(
    ("said", "code"),
    [("French", "fr"), (" portuguese ", "pt"), ("EN", "en"), ("Norwegian Bokmål", "nb"),
     ("Atlantic", None), ("", None), ("english french", None)],
)  # fmt: skip
def test_a_language_is_known_by_its_name_or_code(said, code):
    assert language_code(said) == code


def test_a_code_has_its_name_and_what_is_none_stays():
    assert (language_name("es"), language_name("xx")) == ("Spanish", "xx")
