"""Answers made by hand: a series is written as a line of words, one a period."""

import plotly.graph_objects as go

from wellness.domain.cells import State
from wellness.domain.district import Plan
from wellness.domain.indicators import (
    Breakdown,
    DisclosureClass,
    Improvement,
    Indicator,
    Kind,
    PublicationPlan,
    Target,
    Theme,
)
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level, OrgUnit
from wellness.domain.questions import Question
from wellness.reporting.answers import (
    Category,
    Finding,
    Footnotes,
    OverviewRow,
    Pathway,
    PlaceComparison,
    PlaceRow,
    PlanResult,
    Point,
    Promise,
    SchoolComparison,
    SchoolDot,
    SchoolWithout,
    Shares,
    Stage,
    TargetLine,
    ThemeRows,
    Trend,
)
from wellness.reporting.door_answers import DoorList, ListedDoors, Tally
from wellness.views.charts.frame import Spec
from wellness.views.pictures.doors import poster

FIRST = Quarter(2023, 1)
STATES = {"withheld": State.WITHHELD, "unsent": State.NOT_REPORTED, "never": State.NOT_APPLICABLE}
FINDING = Finding("Students served: 5.0%", "More than a year ago.")
FOOTNOTES = Footnotes("Definition", "Source", "Release 1", "4 of 4 sites reported.")
DISTRICT = OrgUnit("district", "District", Level.DISTRICT)
ELEMENTARY = OrgUnit("elementary", "Elementary schools", Level.SCHOOL_TYPE, "elementary")
ASKED = Question(1, FIRST, "district", "reach")


def indicator(kind: Kind = Kind.FLOW, improvement: Improvement = Improvement.INCREASE) -> Indicator:
    """An indicator of which only the kind and the direction matter."""
    return Indicator(
        code="reach",
        title="Students served",
        theme=Theme.ACCESS,
        kind=kind,
        unit="students",
        improvement=improvement,
        disclosure_class=DisclosureClass.SENSITIVE,
        cadence=PeriodType.QUARTER,
        lowest_level=PublicationPlan("school", "school"),
    )


def point(number: int, word: str) -> Point:
    """One period: `12`, `12?` (unfinished), `12~` (of some sites), `12|` (a break), or a state."""
    quarter = FIRST + number
    if word in STATES:
        return Point(quarter, str(quarter), STATES[word], None, "hidden to protect privacy")
    amount = float(word.rstrip("?~|"))
    breaks = "The definition changed." if "|" in word else ""
    return Point(
        quarter,
        str(quarter),
        State.SHOWN,
        amount,
        f"{amount:g}",
        finished="?" not in word and "~" not in word,
        breaks=breaks,
        reporting=12 if "~" in word else 0,
        expected=80 if "~" in word else 0,
    )


def series(line: str) -> tuple[Point, ...]:
    """A line of words as points, from 2023-24 Q1 on."""
    return tuple(point(number, word) for number, word in enumerate(line.split()))


def trend(line: str, kind: Kind = Kind.FLOW, now: int = -1) -> Trend:
    """A trend whose asked period is the one of that place."""
    points = series(line)
    return Trend(
        question=ASKED,
        indicator=indicator(kind),
        place=DISTRICT,
        yearly=False,
        points=points,
        now=points[now],
        year_ago=None,
        finding=FINDING,
        footnotes=FOOTNOTES,
    )


def shares(*lines: str, kind: Kind = Kind.FLOW) -> Shares:
    """A breakdown with a category a line; the last period but one is a year ago for its last."""
    rows = tuple(
        Category(f"c{n}", f"Category {n}", series(line), series(line)[-1], series(line)[-2])
        for n, line in enumerate(lines)
    )
    codes = tuple(row.code for row in rows)
    plan = PublicationPlan("region", "school")
    breakdown = Breakdown("channel", "Channel", codes, {}, partition=True, lowest_level=plan)
    return Shares(
        question=ASKED,
        indicator=indicator(kind),
        breakdown=breakdown,
        yearly=False,
        categories=rows,
        finding=FINDING,
        note="",
        footnotes=FOOTNOTES,
    )


def target(
    value: float, by: int, word: str, reached: Point | None = None, ended: str = ""
) -> TargetLine:
    """A confirmed target due in June of that period."""
    plan = Plan("plan", "Plan", FIRST, FIRST + by)
    aim = Target(value, FIRST + by, "plan", confirmed=True)
    return TargetLine(aim, plan, f"{value:g}", word, reached, "June 2026", ended)


def plan_result() -> PlanResult:
    """A target that was reached, and one without a baseline that was not."""
    line = target(50, 1, "reached", point(1, "60"), "June 2026")
    missed = target(50, 1, "not reached", point(1, "40"), "June 2026")
    following = target(70, 9, "to confirm")
    promises = (Promise(indicator(), line, point(0, "45"), following), Promise(indicator(), missed))
    return PlanResult(ASKED, line.plan, promises)


def comparison(*sizes: int, withheld: int = 0, here: str = "") -> SchoolComparison:
    """Schools S0, S1 … of these sizes, all at 5 %."""
    dots = tuple(
        SchoolDot(f"S{n}", f"School {n}", size, 0.05, "5.0%", None, None, None, None)
        for n, size in enumerate(sizes)
    )
    return SchoolComparison(
        ASKED,
        indicator(Kind.PROPORTION),
        ELEMENTARY,
        (ELEMENTARY,),
        "2023-24 Q1",
        dots,
        withheld,
        0,
        Point(FIRST, "2023-24 Q1", State.SHOWN, 0.05, "5.0%"),
        here,
        "Enrollment",
        FINDING,
        FOOTNOTES,
        tuple(
            SchoolWithout(f"W{n}", f"Withheld {n}", State.WITHHELD, "hidden to protect privacy")
            for n in range(withheld)
        ),
    )


def places(now: str, year_ago: str) -> PlaceComparison:
    """One region with that number now and a year ago."""
    north = OrgUnit("north", "North", Level.REGION)
    row = PlaceRow(north, point(4, now), point(0, year_ago), "+2")
    return PlaceComparison(ASKED, indicator(), "Region", (row,), FINDING, "2024-25 Q1")


def pathway() -> Pathway:
    """A hundred came, seventy remain."""
    stages = (Stage("Received", 100, 0, "", ""), Stage("Seen", 70, 30, "Open", "30%"))
    return Pathway(ASKED, indicator(), "2023-24 Q1", stages, FINDING, FOOTNOTES)


def theme(*rows: OverviewRow) -> ThemeRows:
    """Rows of service access."""
    return ThemeRows("Service access", "service_access", "", rows)


def overview_row(line: str, target: TargetLine | None = None) -> OverviewRow:
    """An indicator whose last period is now."""
    points = series(line)
    return OverviewRow(indicator(), points, points[-1], points[0], target)


def door_poster(now: Tally, year_ago: Tally | None, label: str = "No door") -> str:
    """A poster whose numbers all count the same."""
    figures = tuple((f"{count}", label, "was 9") for count in now)
    return poster(now, year_ago, ("2026-27 Q1", "2025-26 Q1"), figures, width=400, columns=2)


def doors() -> DoorList:
    """A school that gained telehealth, and one that did not report."""
    ash = ListedDoors("Ash", "High school", "North", 1, ("not open", "since Q1"), ("Video",), ())
    birch = ListedDoors("Birch", "High school", "North", None, ("not reported",) * 2, (), ())
    titles, labels = ("Clinician", "Video"), ("No door", "One door", "Both doors")
    return DoorList(ASKED, "2026-27 Q1", "2025-26 Q1", titles, labels, (ash, birch))


def checked(written: Spec) -> go.Figure:
    """A chart as Plotly reads it; raises `ValueError` for a part that Plotly does not know."""
    return go.Figure(written)
