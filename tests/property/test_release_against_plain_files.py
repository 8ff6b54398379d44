"""Every number of a release is worked out a second way, from the files, and must agree."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sample_data.sample import Sample
from tests.property.plain_files import Row, read_rows
from tests.property.plain_release import Cell
from tests.property.plain_world import World, tidied, world, write_rows
from wellness.domain.periods import Quarter

BEFORE_THE_CORRECTION = date(2026, 5, 7)
LAST_QUARTER_OVER = date(2026, 9, 30)
TODAY = date(2026, 11, 20)
HISTORY_THEN_NEWEST = (LAST_QUARTER_OVER, TODAY)
RESTATED = Quarter(2025, 2)
CHANGED = Quarter(2025, 1)  # when places of the sample move, close and change their name
SILENT_SOURCE = ("telehealth", "2026-27 Q1")
SILENT_PLACES = {
    ("smh_records", "2025-26 Q3"): "S003",
    ("telehealth", "2025-26 Q1"): "S005",
    ("attendance", "2025-26 Q4"): "S007",
    ("training_register", "2025-26 Q2"): "U1",
}


def untouched(folder: Path) -> None:
    del folder


def spoiled(folder: Path) -> None:
    """What partners do: a place goes silent, a source sends nothing, totals are left out.

    Places move, close and change their name in the middle of a school year.
    """
    tidied(folder)
    units = folder / "org_units.csv"
    moved = units.read_text(encoding="utf-8").replace("2024-25 Q4", "2025-26 Q2")
    units.write_text(moved.replace("2025-26 Q1", "2025-26 Q3"), encoding="utf-8", newline="\n")
    listing = folder / "deliveries.json"
    sent = json.loads(listing.read_text(encoding="utf-8"))
    kept = [row for row in sent if (row["source"], row["quarter"]) != SILENT_SOURCE]
    listing.write_text(json.dumps(kept), encoding="utf-8")
    for row in kept:
        silent = SILENT_PLACES.get((row["source"], row["quarter"]), "")
        rows = read_rows(folder / row["file"])
        write_rows(
            folder / row["file"],
            [r for r in rows if r["org_unit"] != silent and not implied(r)],
        )


# What a sender withholds: the total of a school with its categories left out, or one category.
FLAGGED = {
    "smh_records_2025-26-Q3.csv": {
        ("S003", "students_served", ""),
        ("S004", "visits", ""),
        ("R1", "days_to_first_visit", ""),
        ("S006", "seen_within_10_days", ""),
    },
    "referral_log_2025-26-Q2.csv": {
        ("S005", "referral_outcomes", "seen"),
        ("S006", "referral_completion", ""),
    },
    "training_register_2025-26-Q4_2025-26-Q4.csv": {("S007", "ymhfa_certificates", "teacher")},
    "experience_survey_2025-26-Q4_2025-26-Q4.csv": {("S008", "growth_mindset", "")},
    "student_information_2025-26-Q4.csv": {("S009", "enrollment", "")},
}
LEFT_OUT = {("S004", "visits"), ("S009", "enrollment")}


def flagged(folder: Path) -> None:
    tidied(folder)
    for name, marked in FLAGGED.items():
        rows = [row for row in read_rows(folder / name) if not left_out(row)]
        write_rows(folder / name, [withheld(row) if told(row) in marked else row for row in rows])


def told(row: Row) -> tuple[str, str, str]:
    return row["org_unit"], row["indicator"], row["category"]


def left_out(row: Row) -> bool:
    return (row["org_unit"], row["indicator"]) in LEFT_OUT and bool(row["breakdown"])


def withheld(row: Row) -> Row:
    return {**row, "numerator": "", "denominator": "", "value": "", "flag": "withheld"}


def implied(row: Row) -> bool:
    """A total that a partition makes again."""
    codes = {"qpr_trained", "course_completion", "ymhfa_certified", "referral_outcomes"}
    return row["indicator"] in codes and not row["breakdown"]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    days = (BEFORE_THE_CORRECTION, *HISTORY_THEN_NEWEST)
    with world(tmp_path_factory.mktemp("large"), Sample(30, 9, 1), days, untouched) as made:
        yield made


@pytest.fixture(scope="module")
def rare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Nearly every number of a school is small."""
    sample = Sample(24, 5, 2, reach=0.01)
    with world(tmp_path_factory.mktemp("rare"), sample, HISTORY_THEN_NEWEST, untouched) as made:
        yield made


@pytest.fixture(scope="module")
def untidy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    sample = Sample(24, 5, 3)
    with world(tmp_path_factory.mktemp("untidy"), sample, HISTORY_THEN_NEWEST, spoiled) as made:
        yield made


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Senders withheld some numbers."""
    days = HISTORY_THEN_NEWEST[1:]
    with world(tmp_path_factory.mktemp("marked"), Sample(24, 5, 4), days, flagged) as made:
        yield made


@pytest.fixture(
    params=[("large", 1), ("large", 2), ("large", 3), ("rare", 1), ("rare", 2), ("untidy", 1),
            ("untidy", 2), ("marked", 1)],
    ids=lambda of: f"{of[0]} release {of[1]}",
)  # fmt: skip
def release(request: pytest.FixtureRequest) -> tuple[World, int]:
    name, number = request.param
    return request.getfixturevalue(name), number


def test_every_released_cell_agrees(release: tuple[World, int]) -> None:
    made, number = release
    expected = made.expected(number)

    released = made.released(number)

    assert released.keys() - expected.keys() == set()
    assert expected.keys() - released.keys() == set()
    wrong = {key: differences(cell, expected[key]) for key, cell in released.items()}
    assert {key: found for key, found in wrong.items() if found} == {}


def test_every_spread_agrees(release: tuple[World, int]) -> None:
    made, number = release
    expected = made.expected_spreads(number)

    released = made.spreads(number)

    assert released.keys() == expected.keys()
    assert {k: v for k, v in released.items() if v != pytest.approx(expected[k])} == {}


def test_a_restated_quarter_is_new_in_its_release_and_old_in_the_one_before(large: World) -> None:
    key = ("visits", "district", "", "", "quarter", RESTATED.ordinal)
    expected = [large.reported(number)[key].above for number in (1, 2, 3)]

    told = [large.released(number)[key] for number in (1, 2, 3)]

    assert [cell["numerator"] for cell in told] == expected
    assert [cell["numerator_version"] for cell in told] == [1, 2, 2]
    assert expected[0] < expected[1] == expected[2]


def test_a_closed_school_has_cells_until_it_closed_and_none_after(large: World) -> None:
    closed = place_of("a school closes", large)
    told = {key[5] for key in large.released(3) if key[1] == closed and key[4] == "quarter"}

    assert max(told) == CHANGED.ordinal - 1


def test_a_renamed_school_keeps_its_code_and_each_quarter_its_name(large: World) -> None:
    renamed = place_of("a school is renamed", large)
    places = large.contents(3).places
    quarters = {key[5] for key in large.released(3) if key[:2] == ("students_served", renamed)}

    assert places.name_in(renamed, CHANGED - 1) != places.name_in(renamed, CHANGED)
    assert {CHANGED.ordinal - 1, CHANGED.ordinal} <= quarters


def test_a_moved_school_counts_in_its_old_region_and_then_in_its_new_one(large: World) -> None:
    """Seen in the number of schools with open pathways."""
    moved = place_of("a school moves", large)
    rows = read_rows(large.folder / "org_units.csv")
    told = large.released(3)
    regions = [r["parent"] for r in rows if (r["org_unit"], r["parent_level"]) == (moved, "region")]

    def schools(region: str, quarter: Quarter) -> int:
        key = ("pathways_open", region, "", "", "quarter", quarter.ordinal)
        return int(str(told[key]["numerator"]))

    before, after = ([schools(r, q) for r in regions] for q in (CHANGED - 1, CHANGED))

    assert after == [before[0] - 1, before[1] + 1]


def test_a_silent_center_is_not_reported_and_lacks_in_the_coverage(large: World) -> None:
    silence = ("visits", "", "", "quarter", Quarter(2025, 4).ordinal)
    told = {
        key[1]: cell for key, cell in large.released(3).items() if (key[0], *key[2:]) == silence
    }
    silent = {unit for unit, cell in told.items() if cell["reporting"] == 0}

    own, whole = told[place_of("a center falls silent", large)], told["district"]

    assert (own["state"], own["numerator"], own["expected"]) == ("not_reported", None, 1)
    assert whole["state"] == "shown"
    assert int(str(whole["expected"])) - int(str(whole["reporting"])) == len(silent) > 0


def test_an_unfinished_quarter_has_no_total_that_lacks_a_source(large: World) -> None:
    """Of three sources of visits, one has sent something."""
    begun = (large.contents(3).latest_finished + 1).ordinal
    told = large.released(3)

    total = told["visits", "district", "", "", "quarter", begun]
    assert (total["state"], total["numerator"]) == ("not_reported", None)
    assert told["visits", "district", "channel", "school_based", "quarter", begun]["numerator"]
    assert int(str(total["reporting"])) < int(str(total["expected"]))


def test_the_worlds_hold_what_they_are_for(large: World, rare: World, untidy: World) -> None:
    """Else agreement would prove little."""
    states = [[cell["state"] for cell in made.released(2).values()] for made in (rare, untidy)]

    assert states[0].count("withheld") > 0.15 * len(states[0])
    assert states[1].count("not_reported") > 0.01 * len(states[1])
    assert len(large.expected_spreads(3)) > 10


def test_a_sum_that_lacks_a_withheld_number_is_withheld_up_to_the_district(marked: World) -> None:
    cells = marked.released(1)
    keys = [
        (name, *name_and_slot)
        for name, name_and_slot in (
            ("students_served", ("district", "", "", "quarter", Quarter(2025, 3).ordinal)),
            (
                "visits",
                ("district", "channel", "school_based", "quarter", Quarter(2025, 3).ordinal),
            ),
            ("referral_completion", ("district", "", "", "quarter", Quarter(2025, 2).ordinal)),
            (
                "referral_outcomes",
                ("district", "outcome", "seen", "quarter", Quarter(2025, 2).ordinal),
            ),
            ("growth_mindset", ("district", "", "", "year", Quarter(2025, 4).ordinal)),
            ("student_reach", ("district", "", "", "quarter", Quarter(2025, 1).ordinal)),
        )
    ]

    assert [(key[0], cells[key]["state"]) for key in keys] == [(key[0], "withheld") for key in keys]
    assert cells[keys[0]]["reporting"] == cells[keys[0]]["expected"]


def place_of(story: str, made: World) -> str:
    """The code of the place that a story of the sample is about."""
    told = json.loads((made.folder / "stories.json").read_text(encoding="utf-8"))
    return next(str(row["org_unit"]) for row in told if row["name"] == story)


def differences(cell: Cell, expected: Cell) -> dict[str, tuple[object, object]]:
    """Fields in which a cell is not as expected: released value, expected value."""
    return {
        name: (value, expected[name])
        for name, value in cell.items()
        if value != (pytest.approx(expected[name]) if isinstance(value, float) else expected[name])
    }
