"""A template asks for what is due, and filled in it comes back clean."""

from collections import Counter
from dataclasses import replace

import pytest

from tests.unit.publishing.books import opened
from tests.unit.publishing.filling import filled
from tests.unit.publishing.small import FILES, RECEIVED, count, definitions, indicator, written
from wellness.domain.deliveries import COLUMNS
from wellness.domain.errors import UnknownNameError
from wellness.domain.periods import Quarter
from wellness.domain.tables import OBSERVATIONS
from wellness.domain.workspace import parse
from wellness.publishing.check import check
from wellness.publishing.marking import marked
from wellness.publishing.reading.files import ASIDES
from wellness.publishing.template import HEADER, Template, template
from wellness.publishing.template_words import FLAGS

Q1, Q4 = Quarter(2026, 1), Quarter(2026, 4)
NOTHING = OBSERVATIONS.empty_table()


def of_clinic(quarter: Quarter = Q1) -> Template:
    known = definitions()
    return template(known, known.district.source("clinic"), quarter, NOTHING)


def data(made: Template) -> list[dict[str, str]]:
    rows = opened(made.content)["Data"].iter_rows(min_row=2, values_only=True)
    return [dict(zip(HEADER, ("" if v is None else str(v) for v in r), strict=True)) for r in rows]


def test_it_has_a_row_for_each_place_indicator_and_category_that_is_due() -> None:
    rows = data(of_clinic())

    asked = {(r["org_unit"], r["indicator"], r["breakdown"], r["category"]) for r in rows}
    assert len(asked) == len(rows)
    assert ("ash", "visits", "", "") in asked
    assert ("ash", "visits", "channel", "online") in asked
    assert ("E", "wait", "", "") in asked  # cannot be added up, so larger places are asked
    assert {r["org_unit"] for r in rows if r["indicator"] == "visits"} == {"ash", "elm"}
    assert {r["indicator"] for r in rows}.isdisjoint({"reach", "enrolled"})  # derived; of others


def test_a_year_is_asked_for_where_it_is_not_made_of_its_quarters() -> None:
    yearly = {r["indicator"] for r in data(of_clinic(Q4)) if r["period_type"] == "year"}

    assert "served" in yearly
    assert "visits" not in yearly
    assert {r["period_type"] for r in data(of_clinic(Q1))} == {"quarter"}


def test_a_yearly_source_fills_in_its_year_whichever_quarter_is_named() -> None:
    known = definitions()

    made = template(known, known.district.source("census"), Q1, NOTHING)

    assert made.name == "census_2026-27-Q4.xlsx"
    assert {r["quarter"] for r in data(made)} == {"2026-27 Q4"}


def test_last_years_delivery_says_which_categories_are_asked_for() -> None:
    known = definitions()
    sent = count("ash", 3), count("ash", 3, breakdown="channel", category="school")
    before = check(
        "clinic_2025-26-Q1.csv",
        written(*(r | {"quarter": "2025-26 Q1"} for r in sent)),
        known,
        RECEIVED,
    ).delivery

    made = template(known, known.district.source("clinic"), Q1, before)

    shapes = {(r["indicator"], r["category"]) for r in data(made)}
    assert shapes == {("visits", ""), ("visits", "school")}


def test_only_numbers_that_belong_there_can_be_written() -> None:
    book = opened(of_clinic().content)
    page = book["Data"]

    def open_cells(code: str) -> set[str]:
        rows = [r for r in page.iter_rows(min_row=2) if r[HEADER.index("indicator")].value == code]
        return {
            name
            for cells in rows
            for name, cell in zip(HEADER, cells, strict=True)
            if not cell.protection.locked
        }

    assert page.protection.sheet
    assert open_cells("visits") == {"numerator", "flag"}
    assert open_cells("seen") == {"numerator", "denominator", "flag"}
    assert open_cells("trained") == {"numerator", "flag"}  # the district knows the denominator
    assert open_cells("wait") == {"denominator", "value", "flag"}


def test_counts_are_whole_numbers_from_zero_and_flags_are_of_a_list() -> None:
    rules = opened(of_clinic().content)["Data"].data_validations.dataValidation

    kinds = Counter((rule.type, rule.formula1) for rule in rules)
    assert kinds[("whole", "0")] == 2
    assert kinds[("list", f'"{",".join(FLAGS)}"')] == 1
    assert ("decimal", "0") in kinds


def test_the_words_beside_the_codes_are_for_people_only() -> None:
    assert set(HEADER) - ASIDES == set(COLUMNS)
    assert {r["org_unit_name"] for r in data(of_clinic())} >= {"Ash School", "East"}


def test_an_empty_template_is_no_row_of_zeros() -> None:
    made = of_clinic()

    receipt = check(made.name, made.content, definitions(), made.due_on)

    (fault,) = receipt.errors
    assert fault.code == "nothing_filled_in"
    assert not receipt.accepted
    assert receipt.rows == 0


@pytest.mark.parametrize("quarter", [Q1, Q4])
@pytest.mark.parametrize("source", ["clinic", "census"])
def test_filled_in_it_comes_back_clean(source: str, quarter: Quarter) -> None:
    known = definitions()
    made = template(known, known.district.source(source), quarter, NOTHING)

    receipt = check(made.name, filled(made, known), known, made.due_on)

    assert (receipt.accepted, receipt.faults) == (True, ())


def test_a_source_that_owes_nothing_is_told_why() -> None:
    known = definitions()

    later = replace(known.district.source("census"), valid_from=Q4 + 1)

    with pytest.raises(UnknownNameError, match="Census is asked for nothing in 2026-27 Q4"):
        template(known, later, Q1, NOTHING)


def test_a_title_that_looks_like_a_formula_stays_a_text() -> None:
    files = {**FILES, "indicators/visits.toml": indicator("=1+1", "flow")}
    known = parse(files)

    made = template(known, known.district.source("clinic"), Q1, NOTHING)

    cells = [c for r in opened(made.content)["Data"].iter_rows() for c in r if c.value == "=1+1"]
    assert cells
    assert {c.data_type for c in cells} == {"s"}


def test_a_marked_template_keeps_its_sheets() -> None:
    """Its own words are not taken for people."""
    made = of_clinic()

    back = marked(made.name, made.content, check(made.name, made.content, definitions(), RECEIVED))

    assert opened(back.content).sheetnames == ["To mend", "Read me", "Data", "Definitions"]
