import pytest

from app.kit.translation import clauses, gettext, isolated, listed, pgettext, speaking

PLACED = "%(occasion)s, %(day)s"


@pytest.mark.parametrize(
    "said", [gettext, lambda *texts, **named: pgettext("none", *texts, **named)]
)
def test_a_name_in_latin_letters_takes_no_day_with_it_in_a_sentence_from_the_right(said):
    with speaking("ar"):
        placed = said(PLACED, occasion="A visit", day="28 ديسمبر 2026")
    assert placed.startswith("\u2068A visit\u2069")
    assert "28 ديسمبر 2026" in placed
    assert "\u206828" not in placed


def test_a_sentence_from_the_left_has_nothing_between():
    assert gettext(PLACED, occasion="A visit", day="28 December") == "A visit, 28 December"


def test_each_part_of_a_list_keeps_its_own_order():
    with speaking("ar"):
        assert listed(["Room 4", "قاعة"]).startswith("\u2068Room 4\u2069")
        assert clauses(["<b>", "قاعة"]).startswith("\u2068<b>\u2069")


def test_what_is_apart_already_and_what_is_no_text_stays_as_it_is():
    with speaking("ar"):
        assert gettext("%(code)s", code=isolated("AGO")) == isolated("AGO")
        assert gettext("%(num)d", num=4) == "4"
        assert gettext("%(none)s", none="") == ""
