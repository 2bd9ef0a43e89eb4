import math

import pytest

from app.states.geometry import HEIGHT, WIDTH, drawn, project, shapes, simplified

TOPOLOGY = {
    "transform": {"scale": [1.0, 1.0], "translate": [0.0, 0.0]},
    "arcs": [
        [[0, 0], [10, 0], [0, 10], [-10, 0], [0, -10]],
        [[178, 10], [4, 0], [0, 4], [-4, 0], [0, -4]],
        [[20, 20], [0, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "id": "024", "arcs": [[0]], "properties": {"name": "Square"}},
                {"type": "MultiPolygon", "arcs": [[[1]], [[0]]], "properties": {"name": "Far"}},
                {"type": "Polygon", "id": "798", "arcs": [[2]], "properties": {"name": "Speck"}},
            ]
        }
    },
}


@pytest.mark.parametrize(
    ("place", "point"),
    [
        ((0, 0), (WIDTH / 2, HEIGHT / 2)),
        ((0, 90), (WIDTH / 2, 0)),
        ((0, -90), (WIDTH / 2, HEIGHT)),
        ((-180, 0), (0, HEIGHT / 2)),
        ((180, 0), (WIDTH, HEIGHT / 2)),
    ],
)
def test_the_middle_the_poles_and_the_edges_stand_where_they_belong(place, point):
    assert project(*place) == pytest.approx(point, abs=0.1)


def test_equal_areas_stay_equal():
    def size(latitude):
        left, top = project(10, latitude + 1)
        right, bottom = project(11, latitude)
        return abs(right - left) * abs(bottom - top) / math.cos(math.radians(latitude + 0.5))

    assert size(0) == pytest.approx(size(10), rel=0.2)


def test_a_line_keeps_only_the_points_that_matter():
    assert simplified([(0, 0), (1, 0.01), (2, 0), (3, 2)]) == [(0, 0), (2, 0), (3, 2)]
    assert simplified([(0, 0), (0, 0)]) == [(0, 0), (0, 0)]


def test_a_path_closes_and_vanishes_where_nothing_is_left():
    assert drawn([(0, 0), (1, 0), (1, 1)]) == "M0 0L1 0L1 1Z"
    assert drawn([(0, 0), (0.01, 0), (0.02, 0)]) == ""


def test_an_area_has_its_code_or_its_name_and_a_small_one_is_marked():
    square, far, speck = shapes(TOPOLOGY)
    assert (square.key, square.small) == ("024", False)
    assert far.key == "Far"
    assert (speck.path, speck.small) == ("", True)


def test_what_crosses_the_edge_is_drawn_on_both_sides():
    far = shapes(TOPOLOGY)[1]
    assert far.path.count("M") == 3
