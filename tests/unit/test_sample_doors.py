"""The doors of the sample: they open over the years, a few close, and the stories agree."""

from functools import cache

import numpy as np

from sample_data.chance import Flags, Ints
from sample_data.doors import deliver
from sample_data.reports import Series, added
from sample_data.sample import Sample
from sample_data.stories import Story
from wellness.domain.periods import Quarter

LARGE = Sample(schools=300)
NOW, FIRST = Quarter(2026, 1), Quarter(2021, 3)


@cache
def sent() -> dict[str, Series]:
    """What the register of pathways sends, by category."""
    return {series.category: series for series in deliver(LARGE.world)}


def counted(category: str) -> Ints:
    series = sent()[category]
    assert series.numerator is not None
    return np.asarray(np.where(series.reported, series.numerator, 0))


def story(name: str) -> tuple[Story, Flags]:
    """A story, and the rows it is about."""
    found = next(s for s in LARGE.plot.stories if s.name == name)
    return found, LARGE.plot.rows(found)


def column(quarter: Quarter) -> int:
    return LARGE.world.timeline.column(quarter)


def test_ever_fewer_schools_have_no_door_and_some_still_have_none() -> None:
    none = counted("none").sum(axis=0)

    assert none[column(FIRST)] > 3 * none[column(NOW)] > 0


def test_every_school_is_counted_once_by_the_number_of_its_open_doors() -> None:
    numbers = [counted(category) for category in ("none", "one", "two", "three")]
    doors = added(counted(door) for door in ("clinician", "center", "telehealth"))

    assert (added(numbers) == sent()[""].reported).all()
    assert (numbers[1] + 2 * numbers[2] + 3 * numbers[3] == doors).all()


def test_within_a_year_many_schools_gain_a_door_and_a_few_lose_one() -> None:
    now, before = column(NOW), column(NOW.year_ago)
    doors = [counted(door) for door in ("clinician", "center", "telehealth")]

    gained = sum(((grid[:, now] - grid[:, before]) > 0).sum() for grid in doors)
    both = sent()[""].reported[:, now]
    lost = sum(((grid[:, now] - grid[:, before]) < 0)[both].sum() for grid in doors)

    assert gained > 3 * lost > 0


def test_a_region_that_is_told_to_open_telehealth_does() -> None:
    told, rows = story("telehealth opens in a region")
    assert told.first
    open_schools = counted("telehealth")[rows].sum(axis=0)

    assert open_schools[column(told.first)] > open_schools[column(told.first) - 1] + 5


def test_a_school_whose_clinician_left_has_no_clinician() -> None:
    told, rows = story("a middle school falls")
    assert told.first
    [clinician] = counted("clinician")[rows]

    assert clinician[column(told.first) - 1] == 1
    assert clinician[column(told.first) :].sum() == 0
