"""A district small enough to check by hand: two regions, four schools, a handful of numbers.

Ash, Birch and Cedar are elementary schools, Dogwood is a high school; Ash and Birch lie in North.
Cedar went from North to South with 2025-26 Q1. The release was published on Nov 20, 2026: the
first quarter of 2026-27 is finished, the second has one of three sources.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from wellness.domain.cells import Cell, Spread, State
from wellness.domain.district import DataSource, District, Plan
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
    Target,
    Theme,
)
from wellness.domain.periods import Calendar, PeriodType, Quarter, quarters_between
from wellness.domain.places import Level, Membership, Places
from wellness.domain.questions import Question
from wellness.domain.releases import Arrival, Contents, Release

FIRST, NOW, NEXT = Quarter(2024, 1), Quarter(2026, 1), Quarter(2026, 2)
YEAR_AGO, PLAN_END = Quarter(2025, 1), Quarter(2025, 4)
CALENDAR = Calendar()

# indicator, place, period, breakdown=category or -, numbers or a state ("withheld/420": only the
# denominator is shown; "=6.5" a ready-made value), reporting/expected
CELLS = """
reach     district 2024-25-Q1 - 15000/400000  4/4
reach     district 2025-26-Q1 - 17300/421000  4/4
reach     district 2025-26-Q4 - 25200/420000  4/4
reach     district 2026-27-Q1 - 21430/428600  3/4
reach     district 2026-27-Q2 - 9000/428600   1/4
reach     district 2025-26    - 50000/420000  4/4
reach     north    2025-26-Q1 - 40/1000       2/2
reach     north    2026-27-Q1 - 61/1000       2/2
reach     south    2025-26-Q1 - 30/900        2/2
reach     south    2026-27-Q1 - withheld/900  2/2
reach     elementary 2026-27-Q1 - 70/1400     3/3
reach     ash      2025-26-Q1 - 17/415        1/1
reach     ash      2026-27-Q1 - 21/420        1/1
reach     birch    2026-27-Q1 - withheld/500  1/1
reach     birch    2025-26    - 60/500        1/1
reach     cedar    2026-27-Q1 - withheld/480  1/1
reach     dogwood  2026-27-Q1 - not_reported  0/1
visits    district 2025-26-Q1 - 40000         4/4
visits    district 2026-27-Q1 - 43210         4/4
visits    district 2025-26-Q1 channel=school 30000      4/4
visits    district 2026-27-Q1 channel=school 31000      4/4
visits    district 2025-26-Q1 channel=telehealth 10000  4/4
visits    district 2026-27-Q1 channel=telehealth 12210  4/4
visits    north    2026-27-Q1 channel=school 300        2/2
visits    north    2026-27-Q1 channel=telehealth withheld 2/2
visits    north    2025-26    channel=telehealth 90     2/2
visits    ash      2026-27-Q1 - 0             1/1
wait      district 2025-26-Q1 - =7.0          4/4
wait      district 2026-27-Q1 - =6.5          4/4
mindset   district 2024-25    - 2400/4000     4/4
mindset   district 2025-26    - 2520/4000     4/4
mindset   district 2025-26    band=elementary 1500/2000 4/4
mindset   district 2025-26    band=high       1020/2000 4/4
mindset   ash      2025-26    - 0/0           1/1
held      district 2025-26-Q1 - 900           4/4
held      district 2026-27-Q1 - 950           4/4
enrollment ash     2026-27    - 420           1/1
enrollment birch   2026-27    - 500           1/1
enrollment cedar   2026-27    - 480           1/1
referral_outcomes district 2025-26-Q4 - 1000            4/4
referral_outcomes district 2026-27-Q1 - 500             4/4
referral_outcomes district 2025-26-Q4 outcome=seen 700  4/4
referral_outcomes district 2025-26-Q4 outcome=open 100  4/4
referral_outcomes district 2025-26-Q4 outcome=no_consent 200 4/4
"""


@dataclass(eq=False)
class SmallSource:
    """A `Source` over a tuple of cells; `looks` lists every look that was taken."""

    contents: Contents
    cells: tuple[Cell, ...]
    known_spreads: tuple[Spread, ...] = ()
    looks: list[str] = field(default_factory=list)

    def history(
        self, indicators: Sequence[str], org_unit: str, breakdown: str = ""
    ) -> tuple[Cell, ...]:
        self.looks.append("history")
        return tuple(self._history(indicators, org_unit, breakdown))

    def history_across(
        self, indicator: str, org_units: Sequence[str], breakdown: str = ""
    ) -> tuple[Cell, ...]:
        self.looks.append("history_across")
        return tuple(
            cell for code in org_units for cell in self._history((indicator,), code, breakdown)
        )

    def _history(self, indicators: Sequence[str], org_unit: str, breakdown: str) -> Iterator[Cell]:
        for cell in self.cells:
            here = (cell.org_unit, cell.breakdown) == (org_unit, breakdown)
            if here and cell.indicator in indicators:
                yield cell

    def across(
        self,
        indicator: str,
        quarter: Quarter,
        period_type: PeriodType,
        levels: Sequence[Level],
        breakdown: str = "",
    ) -> tuple[Cell, ...]:
        self.looks.append("across")
        wanted = (indicator, quarter, period_type, breakdown)
        return tuple(
            c
            for c in self.cells
            if (c.indicator, c.quarter, c.period_type, c.breakdown) == wanted
            and self.contents.places.unit(c.org_unit).level in levels
        )

    def states(self, indicators: Sequence[str]) -> Mapping[State, int]:
        self.looks.append("states")
        found = [c.state for c in self.cells if c.indicator in indicators]
        return {state: found.count(state) for state in State}

    def spreads(
        self, indicators: Sequence[str], school_type: str, quarters: Sequence[Quarter]
    ) -> tuple[Spread, ...]:
        self.looks.append("spreads")
        return tuple(
            s
            for s in self.known_spreads
            if s.indicator in indicators and s.school_type == school_type and s.quarter in quarters
        )


def source(cells: str = CELLS, more: Iterable[Cell] = ()) -> SmallSource:
    """The small district with these cells, and perhaps more of them."""
    read = tuple(_cell(line) for line in cells.strip().splitlines())
    spread = Spread(
        "reach", "elementary", NOW, PeriodType.QUARTER, 12, 0.01, 0.02, 0.03, 0.04, 0.05
    )
    return SmallSource(contents(), (*read, *more), (spread,))


def renamed_and_closed() -> SmallSource:
    """Ash was Alder until 2025-26; Dogwood closed at the end of 2025-26."""
    known = source()
    rows = []
    for row in known.contents.places.memberships:
        if row.org_unit == "ash":
            rows.append(replace(row, name="Alder Ashe", valid_to=PLAN_END))
            rows.append(replace(row, valid_from=NOW))
        elif row.org_unit == "dogwood":
            rows.append(replace(row, valid_to=PLAN_END))
        else:
            rows.append(row)
    return SmallSource(replace(known.contents, places=Places(tuple(rows))), known.cells)


def asked(place: str = "district", indicator: str = "", breakdown: str = "") -> Question:
    """The question that a reader begins with, at a place."""
    return Question(7, NOW, place, indicator, breakdown)


def contents() -> Contents:
    """Everything but the cells."""
    at = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    release = Release(7, at, "steward", "Q1", NEXT)
    return Contents(release, district(), Catalogue(indicators()), places(), tuple(arrivals()), ())


def district() -> District:
    plan = Plan("old", "Wellness Plan 2022–26", Quarter(2022, 1), PLAN_END)
    following = Plan("new", "Wellness Plan 2026–30", Quarter(2026, 1), Quarter(2029, 4))
    sources = [
        DataSource(code, title, "owner", "ferpa", cadence, 20)
        for code, title, cadence in (
            ("records", "Records", PeriodType.QUARTER),
            ("centers", "Centers", PeriodType.QUARTER),
            ("register", "Register", PeriodType.QUARTER),
            ("survey", "Student survey", PeriodType.YEAR),
        )
    ]
    return District(
        "Small Unified",
        "Small",
        sample=True,
        calendar=CALENDAR,
        first_quarter=FIRST,
        levels_plural={Level.REGION: "Regions"},
        plans={"old": plan, "new": following},
        sources={s.code: s for s in sources},
    )


def arrivals() -> Iterable[Arrival]:
    due, came = date(2026, 10, 20), date(2026, 10, 26)
    for quarter in quarters_between(FIRST, NEXT):
        for code in ("records", "centers", "register"):
            is_late, has_come = code == "centers", quarter != NEXT or code == "records"
            received = (came if is_late else due) if has_come else None
            reported = 4 if has_come else 0
            owed = due if quarter != NEXT else date(2027, 1, 20)
            yield Arrival(code, quarter, PeriodType.QUARTER, reported, 4, received, owed)
    yield Arrival("survey", PLAN_END, PeriodType.YEAR, 3, 4, date(2026, 7, 1), date(2026, 7, 10))


def places() -> Places:
    regions = [("north", "North", Level.REGION), ("south", "South", Level.REGION)]
    types = [
        ("elementary", "Elementary schools", Level.SCHOOL_TYPE),
        ("high", "High schools", Level.SCHOOL_TYPE),
    ]
    rows = [Membership("district", "Small Unified", Level.DISTRICT)]
    rows += [_member(*unit, parent="district") for unit in (*regions, *types)]
    rows += [
        _school("ash", "north"),
        _school("birch", "north"),
        _school("dogwood", "south", "high"),
    ]
    rows += [
        _school("cedar", "north", until=Quarter(2024, 4)),
        _school("cedar", "south", since=YEAR_AGO),
    ]
    for code in ("ash", "birch", "cedar", "dogwood"):
        kind = "high" if code == "dogwood" else "elementary"
        rows.append(_school(code, kind, kind, parent_level=Level.SCHOOL_TYPE))
    return Places(tuple(rows))


def indicators() -> tuple[Indicator, ...]:
    outcome = _breakdown("outcome", "Outcome", ("seen", "open", "no_consent"), "district", "region")
    return (
        _indicator(
            "reach",
            "Students served",
            Kind.PROPORTION,
            headline=True,
            denominator="All students enrolled",
            targets=(
                Target(0.06, PLAN_END, "old", confirmed=True),
                Target(0.07, Quarter(2029, 4), "new", confirmed=False),
            ),
        ),
        _indicator(
            "visits",
            "Visits",
            Kind.FLOW,
            unit="visits",
            headline=True,
            breakdowns=_breakdown("channel", "Channel", ("school", "telehealth"), "region"),
        ),
        _indicator("wait", "Wait", Kind.MEDIAN, unit="school days", decimals=1, lowest="region"),
        _indicator("held", "Certified", Kind.STOCK, Theme.TRAINING, unit="people", headline=True),
        _indicator(
            "mindset",
            "Growth mindset",
            Kind.PROPORTION,
            Theme.SEL,
            cadence=PeriodType.YEAR,
            disclosure_class=DisclosureClass.SURVEY,
            sources=("survey",),
            headline=True,
            breakdowns=_breakdown("band", "Grade band", ("elementary", "high"), "", "region"),
            targets=(Target(0.7, PLAN_END, "old", confirmed=True),),
        ),
        _indicator(
            "referral_outcomes",
            "What became of referrals",
            Kind.FLOW,
            Theme.AWARENESS,
            unit="referrals",
            matures_after_days=60,
            lowest="region",
            breakdowns=outcome,
        ),
        _indicator(
            "enrollment", "Enrollment", Kind.STOCK, Theme.REFERENCE, cadence=PeriodType.YEAR
        ),
    )


def _indicator(
    code: str,
    title: str,
    kind: Kind,
    theme: Theme = Theme.ACCESS,
    *,
    lowest: str = "school",
    cadence: PeriodType = PeriodType.QUARTER,
    unit: str = "students",
    **more: object,
) -> Indicator:
    quarterly = lowest if cadence is PeriodType.QUARTER else ""
    values: dict[str, object] = {
        "improvement": Improvement.INCREASE,
        "disclosure_class": DisclosureClass.SENSITIVE,
        "numerator": f"What {title} counts",
        "sources": ("records",),
        "over_schools": Rule.ADD,
        "definitions": (DefinitionVersion(1, FIRST, "First."),),
    }
    return Indicator(
        code,
        title,
        theme,
        kind,
        unit,
        cadence=cadence,
        lowest_level=PublicationPlan(quarterly, lowest),
        **(values | more),  # type: ignore[arg-type]  # named at each indicator above
    )


def _breakdown(
    code: str, title: str, categories: tuple[str, ...], quarter: str, year: str = "school"
) -> dict[str, Breakdown]:
    plan = PublicationPlan(quarter, year)
    return {code: Breakdown(code, title, categories, {}, partition=True, lowest_level=plan)}


def _member(code: str, name: str, level: Level, parent: str) -> Membership:
    return Membership(code, name, level, parent=parent, parent_level=Level.DISTRICT)


def _school(
    code: str,
    parent: str,
    school_type: str = "elementary",
    *,
    since: Quarter | None = None,
    until: Quarter | None = None,
    parent_level: Level = Level.REGION,
) -> Membership:
    return Membership(
        code,
        code.capitalize(),
        Level.SCHOOL,
        school_type,
        parent=parent,
        parent_level=parent_level,
        valid_from=since,
        valid_to=until,
    )


def _cell(line: str) -> Cell:
    indicator, place, period, split, numbers, sites = line.split()
    breakdown, _, category = split.partition("=") if split != "-" else ("", "", "")
    quarter, period_type = _period(period)
    reporting, expected = map(int, sites.split("/"))
    numerator, _, denominator = numbers.partition("/")
    state = State.SHOWN if numerator.isdigit() or numbers.startswith("=") else State(numerator)
    return Cell(
        indicator,
        place,
        quarter,
        period_type,
        breakdown,
        category,
        state,
        State.SHOWN if denominator else state,
        int(numerator) if numerator.isdigit() else None,
        int(denominator) if denominator else None,
        float(numbers[1:]) if numbers.startswith("=") else None,
        reporting=reporting,
        expected=expected,
    )


def _period(text: str) -> tuple[Quarter, PeriodType]:
    if text.count("-") > 1:
        return CALENDAR.parse(text), PeriodType.QUARTER
    return CALENDAR.parse(f"{text}-Q4"), PeriodType.YEAR
