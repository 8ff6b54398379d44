"""Every page that its folder holds, for every kind of place and quarter."""

import pytest

from tests.district import PAGES, District
from tests.pages.visiting import (
    address,
    ask,
    charts,
    charts_without_numbers,
    faults,
    said,
    visit,
)
from wellness.domain.places import Level

UNKNOWN = {
    "q": "2044-45-Q1",
    "place": "nowhere",
    "i": "no_such_indicator",
    "by": "no_such_breakdown",
    "type": "no_such_type",
    "r": "99",
}
HOSTILE = ("<script>alert(1)</script>", "**bold**](http://example.org)", "Q" * 500, "2026-27-Q9")

every_page = pytest.mark.parametrize("page", PAGES)


@every_page
@pytest.mark.parametrize("level", Level)
def test_a_page_draws_for_every_kind_of_place_and_quarter(
    reading: District, page: str, level: Level
) -> None:
    app = visit(page)

    for quarter in reading.quarters.values():
        asked = {"q": quarter, "place": reading.place(level)}
        ask(app, **asked)

        assert faults(app) == []
        assert len(app.title) == 1
        assert "Sample data" in said(app)
        assert address(app) == asked


@every_page
def test_a_page_draws_for_every_indicator(reading: District, page: str) -> None:
    place = reading.place(Level.SCHOOL)
    app = visit(page)

    for indicator in reading.contents.catalogue.published():
        assert faults(ask(app, place=place, i=indicator.code)) == []


@every_page
@pytest.mark.parametrize("level", [Level.DISTRICT, Level.REGION, Level.SCHOOL])
def test_every_chart_speaks_and_has_its_numbers_one_click_away(
    reading: District, page: str, level: Level
) -> None:
    app = visit(page, place=reading.place(level))

    for chart in charts(app):
        assert chart.proto.alt.rstrip().endswith(".")
    assert charts_without_numbers(app.main) == []


@every_page
@pytest.mark.parametrize("name", UNKNOWN)
def test_what_an_address_cannot_mean_is_said_and_the_page_is_there(
    reading: District, page: str, name: str
) -> None:
    app = visit(page, **{name: UNKNOWN[name]})

    assert faults(app) == []
    assert len(app.title) == 1
    remarks = [line for line in said(app).splitlines() if line.startswith(":material/info:")]
    assert len(remarks) == 1
    assert address(app) == {
        "q": reading.quarters["latest finished"],
        "place": reading.place(Level.DISTRICT),
    }


@pytest.mark.parametrize("value", HOSTILE, ids=["script", "marks", "long", "no quarter"])
@pytest.mark.parametrize("name", UNKNOWN)
def test_no_address_breaks_a_page(reading: District, name: str, value: str) -> None:
    del reading
    app = visit("overview", **{name: value})

    assert faults(app) == []
    assert len(app.title) == 1


def test_an_address_may_hold_what_is_not_ours(reading: District) -> None:
    app = visit("overview", utm_source="newsletter", place=reading.place(Level.REGION))

    assert faults(app) == []
    assert address(app)["place"] == reading.place(Level.REGION)
    assert "utm_source" not in address(app)
