"""Whatever templates and scripts say to people goes through gettext: this reads their source."""

import pytest

from app.web.assets import ROOT
from tests.translatable import unmarked, unmarked_in_script

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
UNTRANSLATED = {
    "· Same Door": "the product's name",
    "Same Door": "the product's name",
    "CSV": "a format's name",
    "XLSX": "a format's name",
    "Ctrl K": "what is written on keys",
    "light dark": "a value of HTML",
    "g d": "keys to press",
    "g c": "keys to press",
    "g s": "keys to press",
    "g b": "keys to press",
    "figure:": "a name of the style sheets, in the gallery",
    "step- :": "a name of the style sheets, in the gallery",
    "Angola": "typed, in the gallery",
    "Ang": "typed, in the gallery",
    "Nep": "typed, in the gallery",
    "Austria": "data, in the gallery",
    "Zambia": "data, in the gallery",
    "Nepal": "data, in the gallery",
    "Netherlands (Kingdom of the)": "data, in the gallery",
}
"""What is said as it is, by why."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_says_nothing_without_gettext(path):
    said = [one for one in unmarked(path.read_text()) if one.text not in UNTRANSLATED]
    assert said == [], 'write {{ _("…") }}, or {% trans %} where a sentence holds a link'


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_says_nothing_without_gettext(path):
    assert unmarked_in_script(path.read_text()) == [], 'write _("…")'


def test_no_exception_is_of_a_text_that_nothing_says():
    said = {one.text for path in TEMPLATES for one in unmarked(path.read_text())}
    assert set(UNTRANSLATED) <= said


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<h1>Open doors</h1>", "Open doors"),
        ("<p>\n  {{ n }} doors of {{ all }}\n</p>", "doors of"),
        ("<p>Not <strong>{{ x }}</strong></p>", "Not"),
        ('<p title="Skip it">{{ x }}</p>', "Skip it"),
        ('<p aria-label="Line {{ n }}">{{ x }}</p>', "Line"),
        ('<td data-label="Since">{{ x }}</td>', "Since"),
        ('{% block opened %} data-title="Contact {{ n }}"{% endblock %}', "Contact"),
        ("<p{% if a %} class='b'{% endif %}>known</p>", "known"),
        ("<p>{{ x or 'unknown' }}</p>", "unknown"),
        ("<p>{{ 'none' if a else _('some') }}</p>", "none"),
        ("<p>{{ 'since ' ~ day }}</p>", "since "),
        ("<p>{{ names|join(' or ') }}</p>", " or "),
        ("{{ ui.submit('Save') }}", "Save"),
        ("{{ ui.field(form, 'q', 'name or code') }}", "name or code"),
        ("{% for a, b in [('x', 'First of all')] %}{{ b }}{% endfor %}", "First of all"),
        ("{% set title = 'Untold' %}<p>{{ title }}</p>", "Untold"),
        ("<p>{{ _('Since %(day)s', day=day or 'not known') }}</p>", "not known"),
        ("<{{ heading }}>Beside it</{{ heading }}>", "Beside it"),
        ("{% macro line(a='Not yet') %}{{ a }}{% endmacro %}", "Not yet"),
    ],
)
def test_what_is_not_marked_is_found(source, text):
    assert [one.text for one in unmarked(source)] == [text]


@pytest.mark.parametrize(
    "source",
    [
        "<h1>{{ _('Open doors') }}</h1>",
        '<p title="{{ _("Skip it") }}">{{ x }}</p>',
        "<p>{{ ngettext('%(num)s door', '%(num)s doors', n) }}</p>",
        "<p>{{ pgettext('verb', 'Open') }}</p>",
        "<p>{% trans href=x %}See <a href='{{ href }}'>all doors</a>.{% endtrans %}</p>",
        "<p>{% trans n=n %}one door{% pluralize %}{{ n }} doors{% endtrans %}</p>",
        "<p>{{ x }}, {{ n }} ({{ y }}) · 12 → 13</p>",
        '<p class="{{ \'soft small\' if a }}" id="the-p">{{ x }}</p>',
        "{{ ui.submit(_('Save'), 'secondary small') }}",
        "{% if kind == 'Two words' %}{{ x }}{% endif %}",
        "<p>{{ codes|map('words')|join(', ') }}</p>",
        "<script>const said = 'Not for people';</script>",
        "{# A remark for engineers #}",
    ],
)
def test_what_is_marked_or_for_machines_is_let_through(source):
    assert unmarked(source) == []


def test_the_line_is_told():
    assert unmarked("<p>{{ x }}</p>\n{% if a %}\n<p>\n  Here it is</p>{% endif %}")[0].line == 4


def test_a_script_is_read_as_well():
    code = '// A remark stays.\nsay(_("Try it again."));\nsay("Try it again.");\nsay("try");'
    assert unmarked_in_script(code) == [(3, "Try it again.")]
