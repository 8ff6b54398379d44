"""The invented district: its files are what partners would send, and its numbers agree."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from sample_data.__main__ import main
from sample_data.names import place_names
from sample_data.places import LARGEST, SMALLEST
from sample_data.reports import SOURCES
from sample_data.sample import Sample
from sample_data.timeline import LAST_FINISHED
from sample_data.training import VALID_QUARTERS, Certificates
from sample_data.writing import UNFINISHED_SOURCES
from tests.sampled import SMALL, Written
from wellness.domain.deliveries import COLUMNS, Severity
from wellness.domain.periods import Quarter
from wellness.domain.places import Level
from wellness.domain.reading_places import COLUMNS as PLACE_COLUMNS
from wellness.publishing.check import check
from wellness.publishing.due import due_date, expected_units


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("sample")
    assert list(SMALL.write(folder))
    return Written(folder)


def test_the_same_seed_gives_the_same_bytes(written: Written, tmp_path: Path) -> None:
    list(Sample(schools=30, quarters=8, seed=7).write(tmp_path))

    assert bytes_of(tmp_path) == bytes_of(written.folder)


def test_another_seed_gives_another_district(written: Written, tmp_path: Path) -> None:
    list(Sample(schools=30, quarters=5, seed=8).write(tmp_path))

    assert (tmp_path / "org_units.csv").read_text("utf-8") != written.text("org_units.csv")


def test_the_command_writes_what_it_lists(tmp_path: Path) -> None:
    options = ["--schools", "20", "--quarters", "5", "--seed", "3", "--out", str(tmp_path)]
    result = CliRunner().invoke(main, options)

    listed = {d["file"] for d in Written(tmp_path).deliveries}
    beside = {"org_units.csv", "deliveries.json", "stories.json"}
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")} - beside
    assert result.exit_code == 0
    assert f"{len(listed)} deliveries of 20 schools" in result.stderr
    assert listed == found


def test_every_file_tells_what_belongs_into_the_columns_of_a_delivery(written: Written) -> None:
    headers = {tuple(rows[0]) for rows in written.files.values()}

    assert headers == {COLUMNS}
    assert tuple(written.rows("org_units.csv")[0]) == PLACE_COLUMNS


def test_the_newest_year_passes_the_check_like_any_partners_file(written: Written) -> None:
    newest = [d for d in written.deliveries if d["received"] >= "2026-04-25"]

    errors = [fault for d in newest for fault in errors_of(written, d)]

    assert len(newest) > 20
    assert errors == []


def test_every_indicator_that_is_delivered_comes_from_each_of_its_sources(
    written: Written,
) -> None:
    catalogue = written.definitions.catalogue
    sent = {
        (row["indicator"], d["source"])
        for d in written.deliveries
        for row in written.files[d["file"]]
    }

    assert sent == {(i.code, source) for i in catalogue.values() for source in i.sources}


def test_sources_are_those_of_the_district(written: Written) -> None:
    sources = written.definitions.district.sources

    assert {name: (frozenset(s.reports), s.cadence) for name, s in SOURCES.items()} == {
        name: (source.reports, source.cadence) for name, source in sources.items()
    }


def test_every_expected_place_reports_but_for_centers(written: Written) -> None:
    for delivery in written.deliveries:
        source = written.definitions.district.source(delivery["source"])
        quarter = quarter_of(delivery)
        if source.code == "wellness_centers" or quarter > LAST_FINISHED:
            continue
        expected = expected_units(source, written.definitions.places, quarter)
        reported = {row["org_unit"] for row in written.files[delivery["file"]]}
        assert expected <= reported, delivery["file"]


def test_deliveries_stand_in_the_order_of_arrival(written: Written) -> None:
    received = [d["received"] for d in written.deliveries]

    assert received == sorted(received)


@pytest.mark.parametrize(
    ("indicator", "breakdown"),
    [
        ("students_served", "grade_band"),
        ("visits", "channel"),
        ("visits", "population"),
        ("referrals", "referrer"),
        ("referral_outcomes", "outcome"),
        ("ymhfa_certified", "role"),
        ("pathways_open", "doors_open"),
        ("enrollment", "grade_band"),
    ],
)
def test_categories_add_up_to_their_total(written: Written, indicator: str, breakdown: str) -> None:
    assert written.parts(indicator, breakdown) == written.counts(indicator)


@pytest.mark.parametrize("indicator", ["belonging", "response_rate", "chronic_absence"])
def test_grade_bands_of_a_share_add_up_above_and_below(written: Written, indicator: str) -> None:
    for column in ("numerator", "denominator"):
        parts = written.parts(indicator, "grade_band", column)
        assert parts == written.counts(indicator, column=column)


def test_channels_of_students_served_overlap_within_bounds(written: Written) -> None:
    at_school = written.counts("students_served", "channel", "school_based")
    remote = written.counts("students_served", "channel", "telehealth")

    for key, total in written.counts("students_served").items():
        assert max(at_school[key], remote[key]) <= total <= at_school[key] + remote[key]


@pytest.mark.parametrize("channel", ["", "school_based", "telehealth"])
def test_a_year_counts_people_between_its_fullest_quarter_and_the_sum(
    written: Written, channel: str
) -> None:
    served = written.counts("students_served", "channel" if channel else "", channel)
    years = [key for key in served if key[2] == "year"]

    assert {quarter for _, quarter, _ in years} == {"2025-26 Q4"}
    for unit, closing, _ in years:
        quarters = [served[unit, f"{closing[:-1]}{n}", "quarter"] for n in (1, 2, 3, 4)]
        assert max(quarters) <= served[unit, closing, "year"] <= sum(quarters)


def test_nobody_is_served_without_a_visit(written: Written) -> None:
    visits = written.counts("visits", "population", "students")

    for key, served in written.counts("students_served").items():
        assert key[2] == "year" or served <= visits[key]


def test_referrals_followed_are_the_referrals_received(written: Written) -> None:
    assert written.counts("referral_outcomes") == written.counts("referrals")
    assert written.counts("referral_completion", column="denominator") == written.counts(
        "referrals"
    )
    assert written.counts("referral_completion") == written.counts(
        "referral_outcomes", "outcome", "seen"
    )


def test_certified_staff_are_no_more_than_there_are(written: Written) -> None:
    staff = written.counts("staff_certificated_7_12")

    for (unit, quarter, _), certified in written.counts("coverage_certificated").items():
        assert certified <= staff[unit, f"{quarter[:-1]}4", "year"]


def test_a_certificate_is_valid_for_three_years_and_ends_soon_in_the_third() -> None:
    issued = np.zeros((1, VALID_QUARTERS + 14, 1), dtype=np.int64)
    issued[0, VALID_QUARTERS, 0] = 1

    one = Certificates(issued)

    assert one.valid[0, :, 0].tolist() == [1] * 12 + [0] * 2
    assert one.ending[0, :, 0].tolist() == [0] * 8 + [1] * 4 + [0] * 2


def test_absence_counts_ever_more_students_within_a_year(written: Written) -> None:
    enrolled = written.counts("chronic_absence", column="denominator")

    for (unit, quarter, _), count in enrolled.items():
        if not quarter.endswith("Q4") and (unit, later(quarter), "quarter") in enrolled:
            assert count <= enrolled[unit, later(quarter), "quarter"]


def test_a_middle_value_comes_with_its_number_of_students(written: Written) -> None:
    levels = {code: unit.level for code, unit in written.definitions.places.units.items()}
    waits = [
        row
        for rows in written.files.values()
        for row in rows
        if row["indicator"] == "days_to_first_visit"
    ]

    assert all(float(row["value"]) >= 1 and int(row["denominator"]) > 0 for row in waits)
    assert not any(levels[row["org_unit"]].is_site for row in waits)


def test_enrollment_is_about_430_students_a_school_within_bounds() -> None:
    world = Sample(schools=1000).world
    sizes = [unit.students for unit in world.places.units if unit.level is Level.SCHOOL]

    assert world.enrollment.sum(axis=(0, 2)) == pytest.approx(430_000, rel=0.06)
    assert min(sizes) == SMALLEST
    assert 3_000 < max(sizes) <= LARGEST


@pytest.mark.parametrize("reach", [0.041, 0.01])
def test_reach_is_the_share_served_in_an_average_quarter(reach: float) -> None:
    access = Sample(schools=200, reach=reach).access

    expected = (access.world.students * access.usual).sum() / access.world.students.sum()
    served = access.served.sum() / access.world.students.sum()

    assert expected == pytest.approx(reach, rel=0.001)
    assert served == pytest.approx(reach, rel=0.1)


def test_summers_are_quiet() -> None:
    quarters = Sample(schools=100).access.served.sum(axis=0).reshape(-1, 4)

    assert (quarters[:, 0] < 0.7 * quarters[:, 1:].min(axis=1)).all()


def test_schools_differ_on_log_odds_by_a_third() -> None:
    usual = Sample(schools=1000).access.usual[:1000, 0, 0]

    assert np.std(np.log(usual / (1 - usual))) == pytest.approx(0.35, rel=0.1)


def test_every_story_has_a_place_and_no_school_has_two(written: Written) -> None:
    places = [story["org_unit"] for story in written.stories.values()]
    schools = [code for code in places if code.startswith("S")]

    assert len(places) >= 12
    assert all(code in written.definitions.places for code in places)
    assert len(schools) == len(set(schools))


def test_the_school_that_doubles_does() -> None:
    sample = Sample(schools=300)
    story = next(s for s in sample.plot.stories if s.name == "a high school doubles")
    world, row = sample.world, sample.world.places.numbers[story.org_unit]
    before = [world.timeline.column(Quarter(year, 3)) for year in (2022, 2023, 2024)]
    after = world.timeline.column(Quarter(2025, 3))

    served = sample.access.served[row]

    assert served[after] > 1.5 * served[before].mean()


def test_a_center_that_falls_silent_has_no_rows_rather_than_zeros(written: Written) -> None:
    silent = written.stories["a center falls silent"]["org_unit"]

    quarters = {quarter for unit, quarter, _ in written.counts("visits") if unit == silent}

    assert "2025-26 Q3" in quarters
    assert quarters.isdisjoint({"2025-26 Q4", "2026-27 Q1"})


def test_the_restated_quarter_has_the_same_rows_and_more_visits(written: Written) -> None:
    changed = written.changed("smh_records_2025-26-Q2.csv")

    assert {new["indicator"] for _, new in changed} == {"visits"}
    assert all(int(old["numerator"]) < int(new["numerator"]) for old, new in changed)


def test_a_register_comes_later_than_it_is_due(written: Written) -> None:
    [late] = [d for d in written.deliveries if d["file"].startswith("qpr_register_2026-27-Q1")]
    district = written.definitions.district

    due = due_date(district.source(late["source"]), district.calendar, LAST_FINISHED)

    assert date.fromisoformat(late["received"]) > due


def test_two_sources_have_begun_the_unfinished_quarter(written: Written) -> None:
    begun = [d for d in written.deliveries if d["quarter"] == "2026-27 Q2"]
    schools = {row["org_unit"] for row in written.files[begun[0]["file"]]}

    assert {d["source"] for d in begun} == set(UNFINISHED_SOURCES)
    assert 10 < len(schools) < 30


def test_places_change_as_the_stories_tell(written: Written) -> None:
    places = written.definitions.places
    before, after = Quarter(2024, 4), Quarter(2025, 1)
    told = {name: story["org_unit"] for name, story in written.stories.items()}
    renamed, moved = told["a school is renamed"], told["a school moves"]

    assert not places.unit(told["a school closes"]).exists_in(after)
    assert places.name_in(renamed, before) != places.name_in(renamed, after)
    assert places.parent(moved, Level.REGION, before) != places.parent(moved, Level.REGION, after)


def test_names_are_unique_in_the_largest_district() -> None:
    names = place_names(np.random.default_rng(1), 2_000)

    assert len(set(names)) == 2_000


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def errors_of(written: Written, delivery: Mapping[str, str]) -> list[str]:
    path = written.folder / delivery["file"]
    received = date.fromisoformat(delivery["received"])
    receipt = check(path.name, path.read_bytes(), written.definitions, received)
    return [
        f"{path.name}:{fault.row} {fault.message}"
        for fault in receipt.faults
        if fault.severity is Severity.ERROR
    ]


def quarter_of(delivery: Mapping[str, str]) -> Quarter:
    return Quarter(int(delivery["quarter"][:4]), int(delivery["quarter"][-1]))


def later(quarter: str) -> str:
    return f"{quarter[:-1]}{int(quarter[-1]) + 1}"
