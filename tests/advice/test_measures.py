"""A row says its figure, what it is judged by, and whether it is met."""

import json

import pytest

from app.advice.measures import Measure, as_text


def measure(figure=94.26, **more):
    return Measure("share, %", figure, (93.14, 95.38), "2000 runs", **more)


@pytest.mark.parametrize(
    ("figure", "goal", "at_most", "met"),
    [
        (94.26, None, False, None),
        (94.26, 93, False, True),
        (92.94, 93, False, False),
        (92.96, 93, False, True),  # as it is printed: 93.0
        (4.96, 5, True, True),
        (5.06, 5, True, False),
    ],
)
def test_a_goal_is_met_or_missed_by_the_figure_that_is_printed(figure, goal, at_most, met):
    assert measure(figure, goal=goal, at_most=at_most).met is met


def test_a_row_is_printed_with_all_that_judges_it():
    text = as_text([measure(bar=92.0, goal=93, note="The worst of three.")])
    head, rule, row, note = text.splitlines()
    assert head.split() == ["measure", "bar", "figure", "interval", "n", "goal", "met"]
    assert set(rule) == {"-", " "}
    assert row.split() == [
        "share,",
        "%",
        "92.0",
        "94.3",
        "93.1",
        "to",
        "95.4",
        "2000",
        "runs",
        ">=",
        "93",
        "yes",
    ]
    assert note == "    The worst of three."


def test_figures_stand_one_below_the_other():
    lines = as_text([measure(8.0), measure(100.0)]).splitlines()
    assert lines[2].index("8.0") + 3 == lines[3].index("100.0") + 5


def test_as_json_it_says_the_same():
    told = measure(goal=5, at_most=True, bar=-0.01).as_json()
    assert json.loads(json.dumps(told)) == {
        "measure": "share, %",
        "bar": 0.0,
        "figure": 94.3,
        "interval": [93.1, 95.4],
        "n": "2000 runs",
        "goal": 5,
        "at_most": True,
        "met": False,
        "note": "",
    }
    assert str(told["bar"]) == "0.0"


def test_a_figure_without_an_interval_has_none():
    one = Measure("collisions", 0.0, None, "1 plan", digits=0)
    assert one.as_json()["interval"] is None
    assert as_text([one]).splitlines()[2].split() == ["collisions", "0", "1", "plan"]
