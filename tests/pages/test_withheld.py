"""What is withheld is a word on every page, and its number is nowhere; what is shown is exact."""

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from tests.district import District
from tests.pages.visiting import NUMBERS, ask, elements, visit
from tests.released import Row, rows
from wellness.domain.indicators import Indicator
from wellness.domain.periods import Quarter
from wellness.domain.places import Level

SCHOOLS = 5
HIDDEN = "▨ withheld"
Series = Mapping[int, Row]


@pytest.fixture(scope="module")
def totals(district: District) -> Mapping[tuple[str, str], Series]:
    """The quarterly totals of each indicator and place, by their quarter."""
    found: dict[tuple[str, str], dict[int, Row]] = defaultdict(dict)
    for row in rows(district.data):
        if row.period_type == "quarter" and not row.breakdown:
            found[row.indicator, row.org_unit][row.quarter] = row
    return found


def test_the_numbers_of_a_school_are_those_of_the_store(
    reading: District, totals: Mapping[tuple[str, str], Series]
) -> None:
    """The schools with the most hidden numbers, every indicator, every quarter."""
    app = visit("my_school")
    seen = 0

    for school in most_hidden(reading, totals):
        for indicator in quarterly(reading, totals, school):
            series = totals[indicator.code, school]
            table = opened(app, place=school, i=indicator.code)
            if app.selectbox(key="widget_i").value != indicator.code:
                continue  # not told by school
            for quarter, row in series.items():
                line = table.get(reading.contents.calendar.label(Quarter.of_ordinal(quarter)))
                if line is not None:
                    assert_told(indicator, row, line)
                    seen += row.state == "withheld"

    assert seen > 20


def test_a_hidden_row_of_my_school_has_a_word_or_its_school_year(
    reading: District, totals: Mapping[tuple[str, str], Series]
) -> None:
    school = most_hidden(reading, totals)[0]
    quarter = reading.contents.latest_finished.ordinal
    year_cells = {
        (row.indicator, row.org_unit): row
        for row in rows(reading.data)
        if row.period_type == "year" and not row.breakdown
    }

    table = visit("my_school", place=school).table[0].value
    told = dict(zip(table["Indicator"], table["School"], strict=True))

    hidden = 0
    for indicator in quarterly(reading, totals, school):
        row = totals[indicator.code, school].get(quarter)
        text = next((t for name, t in told.items() if name.startswith(indicator.title)), None)
        if text is None or row is None or row.state != "withheld":
            continue
        hidden += 1
        has_digit = any(character.isdigit() for character in text)
        year = year_cells.get((indicator.code, school))
        assert "withheld" in text or (has_digit and year is not None and year.state == "shown")
    assert hidden > 0


def most_hidden(district: District, totals: Mapping[tuple[str, str], Series]) -> list[str]:
    """The codes of the schools with the most withheld cells."""
    hidden: dict[str, int] = defaultdict(int)
    for (_, place), series in totals.items():
        hidden[place] += sum(row.state == "withheld" for row in series.values())
    schools = [unit.code for unit in district.contents.places.at(Level.SCHOOL)]
    return sorted(schools, key=lambda code: -hidden[code])[:SCHOOLS]


def quarterly(
    district: District, totals: Mapping[tuple[str, str], Series], place: str
) -> list[Indicator]:
    """The indicators of which a place has quarters."""
    published = district.contents.catalogue.published()
    return [indicator for indicator in published if (indicator.code, place) in totals]


def opened(app: AppTest, **address: str) -> Mapping[str, Mapping[str, str]]:
    """The numbers behind the chart of a page, by their period."""
    app.session_state["numbers"] = True
    ask(app, **address)
    [behind] = [
        part
        for part in elements(app.main)
        if isinstance(part, Block) and getattr(part, "label", "").startswith(NUMBERS)
    ]
    frame: pd.DataFrame = behind.table[0].value
    lines = [{str(k): str(v) for k, v in line.items()} for line in frame.to_dict("records")]
    return {line["Period"]: line for line in lines}


def assert_told(indicator: Indicator, row: Row, line: Mapping[str, str]) -> None:
    """A line of the table says what a cell of the store says, and no more."""
    if row.state == "withheld":
        assert line["Number"] == HIDDEN
        assert not line.get("Counted")
        assert not line.get("95% range")
        assert bool(line.get("Out of")) <= (row.denominator_state == "shown")
    elif row.state == "shown" and not indicator.kind.is_quotient and row.value is None:
        assert line["Number"] == f"{row.numerator:,}"
    elif row.state == "shown" and indicator.kind.is_percent:
        assert line["Counted"] == f"{row.numerator:,}"
        assert line["Out of"] == f"{row.denominator:,}"
