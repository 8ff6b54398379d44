"""New York's real figures: groups that add up, bands in columns of counts, small counts."""

from datetime import date

import openpyxl
import pandas as pd
import pytest

from tests.unit.examples.published import NEW_YORK, needs_real_data
from wellness.domain.workspace import EXAMPLES, read_workspace
from wellness.publishing.check import Receipt, check

pytestmark = needs_real_data
FILE = "demographic-snapshot-2018-19-to-2022-23-(public).xlsx"
RECEIVED = date(2023, 6, 7)
KEY = ["org_unit", "quarter"]


def receipt(mapping: str) -> Receipt:
    definitions = read_workspace(EXAMPLES / "new_york").definitions
    content = (NEW_YORK / FILE).read_bytes()
    return check(FILE, content, definitions, RECEIVED, mapping=mapping)


@pytest.fixture(scope="module")
def schools() -> pd.DataFrame:
    found = receipt("schools").delivery
    assert found is not None
    rows: pd.DataFrame = found.to_pandas()
    return rows


@pytest.fixture(scope="module")
def raw() -> pd.DataFrame:
    book = openpyxl.load_workbook(NEW_YORK / FILE, read_only=True, data_only=True)
    header, *rows = book["School"].iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=header)


def test_the_seven_groups_add_up_to_enrollment_everywhere(schools: pd.DataFrame) -> None:
    enrolled = schools[schools["indicator"] == "enrollment"]
    total = enrolled[enrolled["breakdown"] == ""].set_index(KEY)["numerator"]
    groups = enrolled[enrolled["breakdown"] != ""].groupby(KEY)["numerator"].agg(["sum", "size"])

    assert len(total) == 9332
    assert (groups["size"] == 7).all()
    assert (groups["sum"] == total.reindex(groups.index)).all()


def test_our_division_gives_the_share_that_the_city_prints(
    schools: pd.DataFrame, raw: pd.DataFrame
) -> None:
    found = schools[schools["indicator"] == "students_with_disabilities"].reset_index(drop=True)
    ours = found["numerator"] / found["denominator"]

    assert len(ours) == len(raw)
    assert (ours - raw["% Students with Disabilities"].astype(float)).abs().max() < 1e-6


def test_above_95_percent_stays_a_band(schools: pd.DataFrame) -> None:
    poverty = schools[schools["indicator"] == "poverty"]
    coded = poverty[poverty["flag"] == "high_band:95%"]

    assert len(coded) == 849
    assert coded["numerator"].isna().all()


def test_boroughs_hold_the_students_whom_no_listed_school_has(schools: pd.DataFrame) -> None:
    """2018-19: 1,126,501 in all boroughs, 1,079,004 in the schools that are still open."""
    everybody = receipt("boroughs").delivery
    assert everybody is not None
    totals = [
        rows[(rows["breakdown"] == "") & (rows["indicator"] == code)].groupby("quarter")
        for rows, code in ((everybody.to_pandas(), "enrollment_all"), (schools, "enrollment"))
    ]

    assert [int(total["numerator"].sum().iloc[0]) for total in totals] == [1126501, 1079004]
