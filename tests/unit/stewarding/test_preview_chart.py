"""The preview draws what would be shown, and no number that would be withheld."""

from tests.unit.views.by_hand import trend
from wellness.stewarding.preview_chart import hollow
from wellness.views.theme import LIGHT


def test_fresh_points_are_hollow() -> None:
    [discs] = hollow(trend("10 20 30"), {1, 2}, LIGHT)

    assert (discs["x"], discs["y"]) == ([1, 2], [20.0, 30.0])
    assert discs["marker"]["color"] == LIGHT.paper


def test_a_fresh_number_that_is_withheld_has_no_point() -> None:
    [discs] = hollow(trend("10 withheld 30"), {1, 2}, LIGHT)

    assert discs["x"] == [2]
    assert list(hollow(trend("10 withheld"), {1}, LIGHT)) == []
