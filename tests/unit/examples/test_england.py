"""England's real figures, as its three editions tell and correct them."""

from pathlib import Path

import pytest

from tests.unit.examples.published import ENGLAND, Published, needs_real_data, published

pytestmark = needs_real_data


@pytest.fixture(scope="module")
def england(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return published("england_sdq", ENGLAND, Path(tmp_path_factory.mktemp("england")))


def test_the_newest_edition_stands_and_the_year_that_only_the_oldest_has_stays(
    england: Published,
) -> None:
    assert england.counts("sdq_completed", "england", "2013-14") == (23640, 34750)
    assert england.counts("sdq_completed", "england", "2014-15") == (25950, 36120)
    assert england.counts("sdq_completed", "england", "2011-12")[0] > 0


def test_what_an_edition_corrects_is_listed_old_and_new(england: Published) -> None:
    assert "“23650 → 23640”" in england.said
    assert "“25960 → 25950”" in england.said


def test_what_the_department_withheld_is_withheld(england: Published) -> None:
    city_of_london = england.cell("sdq_completed", "E09000001", "2013-14")

    assert city_of_london["state"] == "withheld"


def test_an_old_code_and_a_name_with_a_footnote_mean_the_new_code(england: Published) -> None:
    """Sunderland: a name in 2014, `394` and “Sunderland5” in 2015, E08000024 in 2016."""
    years = ("2011-12", "2012-13", "2015-16")
    series = [england.cell("sdq_completed", "E08000024", year)["denominator"] for year in years]

    assert series[1] == 180
    assert all(count > 0 for count in series)


def test_a_year_whose_merged_header_begins_too_early_is_read_at_its_own_place(
    england: Published,
) -> None:
    """Durham in the edition of 2016: concern is 44% in 2014, 48% in 2015, 41% in 2016."""
    said = [england.cell("sdq_concern", "E06000047", f"20{y}-{y + 1}")["value"] for y in (13, 14)]

    assert said == [0.44, 0.48]
    assert england.cell("sdq_concern", "E06000047", "2015-16")["value"] == 0.41


def test_of_a_local_authority_one_band_alone_is_told(england: Published) -> None:
    bands = england.cells[england.cells["indicator"].isin(["sdq_normal", "sdq_borderline"])]

    assert set(bands["level"]) == {"district", "region"}
