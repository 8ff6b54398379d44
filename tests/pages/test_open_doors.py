"""Open doors on the page: for every place and quarter the same as school by school."""

from collections.abc import Iterator

import pytest

from data_access.stores import open_reading
from tests.district import District
from tests.pages.visiting import faults, said, visit
from wellness.domain.places import Level
from wellness.domain.questions import Question
from wellness.domain.stores import Source
from wellness.reporting import door_list, open_doors
from wellness.reporting.door_answers import DoorList, OpenDoors

LARGER = (Level.DISTRICT, Level.REGION, Level.BOARD_DISTRICT, Level.SCHOOL_TYPE)


@pytest.fixture(scope="module")
def source(district: District) -> Iterator[Source]:
    """The newest release."""
    with open_reading({"WELLNESS_DATA": str(district.data)}) as stores:
        yield stores.released.source(district.contents)


@pytest.mark.parametrize("level", LARGER)
def test_what_is_released_of_a_place_agrees_with_the_list_of_its_schools(
    district: District, source: Source, level: Level
) -> None:
    """Two ways to every number: the place's own cells, and its schools one by one."""
    seen = 0
    for place in district.contents.places.at(level):
        for quarter in district.contents.quarters:
            asked = Question(district.contents.release.number, quarter, place.code)
            found, schools = open_doors(asked, source), door_list(asked, source)
            if found and schools and found.row.now:
                assert found.row.now == tally(schools, len(found.labels))
                assert changes(found) == counted(found, schools)
                seen += 1

    assert seen >= len(district.contents.finished)


def test_the_overview_says_how_many_schools_have_no_door(reading: District, source: Source) -> None:
    asked = Question(
        reading.contents.release.number,
        reading.contents.latest_finished,
        reading.place(Level.REGION),
    )
    app = visit("overview", place=reading.place(Level.REGION))
    found = open_doors(asked, source)

    assert found
    assert faults(app) == []
    assert found.finding.sentence in said(app)


def test_a_school_reads_its_doors_on_its_page_and_on_the_overview(reading: District) -> None:
    for page in ("overview", "my_school"):
        assert "Open doors: " in said(visit(page, place=reading.place(Level.SCHOOL)))


def test_the_list_is_made_when_it_is_opened_and_can_be_searched(reading: District) -> None:
    app = visit("overview")
    assert len(app.dataframe) == 0

    app.session_state["doors"] = True
    app.run()
    every = len(app.dataframe[0].value)
    app.text_input(key="doors_text").set_value("high").run()
    chosen = app.dataframe[0].value

    assert every == len(
        reading.contents.places.schools(
            reading.place(Level.DISTRICT), reading.contents.latest_finished
        )
    )
    assert 0 < len(chosen) < every
    told = chosen["School"] + chosen["Type"] + chosen["Region"]
    assert told.str.contains("high", case=False).all()


def tally(schools: DoorList, numbers: int) -> tuple[int, ...]:
    return tuple(sum(s.number == n for s in schools.schools) for n in range(numbers))


def changes(found: OpenDoors) -> tuple[int | None, int | None]:
    return found.row.gained, found.row.lost


def counted(found: OpenDoors, schools: DoorList) -> tuple[int | None, int | None]:
    if found.row.gained is None:
        return None, None
    gained = sum(bool(s.gained) for s in schools.schools)
    return gained, sum(bool(s.lost) for s in schools.schools)
