"""What may be added, by kind; a refusal is a sentence."""

from dataclasses import replace

import pytest

from wellness.domain.cells import Cell, State
from wellness.domain.errors import NotAddableError, UnknownNameError
from wellness.domain.indicators import (
    Breakdown,
    Catalogue,
    DefinitionVersion,
    DisclosureClass,
    Improvement,
    Indicator,
    Kind,
    PublicationPlan,
    Rule,
    Theme,
)
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level

SERVED = Indicator(
    "served", "Students served", Theme.ACCESS, Kind.UNIQUE, "students", Improvement.INCREASE,
    DisclosureClass.SENSITIVE, PeriodType.QUARTER, PublicationPlan("school", "school"),
    breakdowns={
        "channel": Breakdown("channel", "Channel", ("telehealth",), {}, partition=False,
                             lowest_level=PublicationPlan("region", "school")),
    },
    definitions=(
        DefinitionVersion(1, Quarter(2016, 1), ""),
        DefinitionVersion(2, Quarter(2023, 1), ""),
    ),
)  # fmt: skip


def test_the_same_person_is_never_added_over_quarters() -> None:
    with pytest.raises(NotAddableError, match="same person may be counted in each"):
        SERVED.require_year()


def test_a_middle_value_is_never_added_over_schools() -> None:
    median = replace(SERVED, title="Days to first visit", kind=Kind.MEDIAN)

    with pytest.raises(NotAddableError, match="Days to first visit cannot be added up over places"):
        median.require_places()


def test_overlapping_categories_are_never_added_to_a_total() -> None:
    with pytest.raises(NotAddableError, match="overlap"):
        SERVED.require_partition("channel")


@pytest.mark.parametrize(
    ("kind", "quarters", "places"),
    [
        (Kind.FLOW, Rule.ADD, Rule.ADD),
        (Kind.UNIQUE, Rule.NEVER, Rule.ADD),
        (Kind.STOCK, Rule.LAST, Rule.ADD),
        (Kind.PROPORTION, Rule.POOL, Rule.POOL),
        (Kind.RATIO, Rule.POOL, Rule.POOL),
        (Kind.MEDIAN, Rule.NEVER, Rule.NEVER),
        (Kind.PUBLISHED_RATE, Rule.NEVER, Rule.NEVER),
        (Kind.MEAN, Rule.POOL, Rule.POOL),
        (Kind.EXPOSURE, Rule.ADD, Rule.ADD),
    ],
)
def test_each_kind_has_its_arithmetic(kind: Kind, quarters: Rule, places: Rule) -> None:
    indicator = replace(SERVED, kind=kind)

    assert (indicator.quarters_rule, indicator.places_rule) == (quarters, places)


def test_a_file_may_set_its_own_rule() -> None:
    cumulative = replace(SERVED, kind=Kind.PROPORTION, over_quarters=Rule.LAST)

    assert cumulative.require_year() is Rule.LAST


def test_a_plan_names_the_lowest_level_that_is_published() -> None:
    plan = SERVED.plan("channel")

    assert Level.SCHOOL not in plan.levels(PeriodType.QUARTER)
    assert Level.SCHOOL_TYPE in plan.levels(PeriodType.QUARTER)
    assert Level.CENTER in plan.levels(PeriodType.YEAR)
    assert PublicationPlan().levels(PeriodType.QUARTER) == frozenset()


def test_the_definition_that_held_in_a_quarter_is_known() -> None:
    assert SERVED.version_in(Quarter(2022, 4)) == 1
    assert SERVED.version_in(Quarter(2023, 1)) == 2


def test_indicators_are_ordered_by_theme_and_by_their_place_in_it() -> None:
    later = replace(SERVED, code="visits", order=20)
    first = replace(SERVED, code="reach", order=10)
    training = replace(SERVED, code="certified", theme=Theme.TRAINING, order=1)

    assert list(Catalogue((training, later, first))) == ["reach", "visits", "certified"]


def test_an_unknown_indicator_is_named() -> None:
    with pytest.raises(UnknownNameError, match="“vists” is not an indicator"):
        Catalogue((SERVED,))["vists"]


def cell(state: State, numerator: int | None, denominator: int | None) -> Cell:
    return Cell("x", "s", Quarter(2026, 1), PeriodType.QUARTER, "", "", state, state,
                numerator, denominator)  # fmt: skip


def test_a_rate_is_shown_only_where_the_cell_is_shown_and_somebody_was_there() -> None:
    rate = replace(SERVED, kind=Kind.PROPORTION)

    assert cell(State.SHOWN, 12, 48).amount(rate) == 0.25
    assert cell(State.SHOWN, 0, 48).amount(rate) == 0
    assert cell(State.SHOWN, 0, 0).amount(rate) is None
    assert cell(State.WITHHELD, None, 48).amount(rate) is None
    assert cell(State.NOT_REPORTED, None, None).amount(SERVED) is None
