"""What comes back: answers as values, ready to be drawn, printed or read aloud.

Answers hold released numbers and words only. Nothing downstream computes anything.
"""

from dataclasses import dataclass
from datetime import date

from wellness.domain.cells import Spread, State
from wellness.domain.district import Plan
from wellness.domain.indicators import Breakdown, Indicator, Target
from wellness.domain.periods import Quarter
from wellness.domain.places import OrgUnit
from wellness.domain.questions import Question


@dataclass(frozen=True, slots=True)
class Finding:
    """What an answer says: a headline of at most some ten words, and the sentence below it."""

    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Footnotes:
    """What stands beneath every picture: definition, source, release and coverage, in words."""

    definition: str
    source: str
    release: str
    coverage: str


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series. `amount`, `low` and `high` are None unless the state is shown.

    `text` is the amount as written (`71.4%`) or the state in words; `breaks` names why the line
    must not be drawn from the point before (a changed definition or membership), else "".
    `counts` is what a proportion was made of (`21,430 of 428,600`), else "".
    """

    quarter: Quarter
    label: str
    state: State
    amount: float | None
    text: str
    low: float | None = None
    high: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    finished: bool = True
    breaks: str = ""
    reporting: int = 0
    expected: int = 0
    counts: str = ""


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A plan's target for the district: its value as written, and how its own number stands.

    `word` is one of met, missed, to confirm, or "" while the plan runs. `reached` is the number of
    the period that the target names, once that is over: an ended plan is told by its last number,
    not by today's.
    """

    target: Target
    plan: Plan
    text: str
    word: str
    reached: Point | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """One indicator at one place over time. `points` are quarters, or years if `yearly`.

    `now` is the last period up to the asked quarter that can be shown; `points` may end with one
    unfinished quarter after it. `year_ago` is None where there is nothing comparable. `substitute`
    says where to look when there is no number (it also ends the finding's sentence), `instead` is
    the question that leads there, None where it is the same place.
    """

    question: Question
    indicator: Indicator
    place: OrgUnit
    yearly: bool
    points: tuple[Point, ...]
    now: Point
    year_ago: Point | None
    finding: Finding
    footnotes: Footnotes
    targets: tuple[TargetLine, ...] = ()
    substitute: str = ""
    instead: Question | None = None
    period: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """One category of a breakdown: its last eight periods, newest last."""

    code: str
    title: str
    points: tuple[Point, ...]
    now: Point
    year_ago: Point | None


@dataclass(frozen=True, slots=True)
class Shares:
    """An indicator split by a breakdown. `note` says whether the categories may be added.

    `substitute` says where to look when a category is hidden, or the split is not published for
    the place; else it is "".
    """

    question: Question
    indicator: Indicator
    breakdown: Breakdown
    yearly: bool
    categories: tuple[Category, ...]
    finding: Finding
    note: str
    footnotes: Footnotes
    substitute: str = ""


@dataclass(frozen=True, slots=True)
class SchoolDot:
    """A school in a comparison: `size` is its denominator (or enrollment), for the x axis."""

    org_unit: str
    name: str
    size: int
    amount: float
    text: str
    numerator: int | None
    denominator: int | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class SchoolComparison:
    """The schools of one type in one period. `here` is the asked school's code, or ""."""

    question: Question
    indicator: Indicator
    school_type: OrgUnit
    school_types: tuple[OrgUnit, ...]
    period: str
    dots: tuple[SchoolDot, ...]
    withheld: int
    not_reported: int
    reference: Point
    here: str
    size_title: str
    finding: Finding
    footnotes: Footnotes


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place in a comparison of regions, board districts or school types.

    `difference` is what was added or lost since (`+0.9 percentage points`), or "".
    """

    place: OrgUnit
    now: Point
    year_ago: Point | None
    difference: str = ""


@dataclass(frozen=True, slots=True)
class PlaceComparison:
    """The places of one level, a year ago and now."""

    question: Question
    indicator: Indicator
    level_title: str
    rows: tuple[PlaceRow, ...]
    finding: Finding
    period: str = ""
    footnotes: Footnotes | None = None


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One indicator at a glance. `points` feed the sparkline (at most 21 periods).

    `period` is written where it is not the asked quarter, `substitute` where a number is hidden.
    """

    indicator: Indicator
    points: tuple[Point, ...]
    now: Point
    year_ago: Point | None
    target: TargetLine | None
    period: str = ""
    substitute: str = ""


@dataclass(frozen=True, slots=True)
class ThemeRows:
    """The headline indicators of one theme; `page` is its page's file name without the number.

    `period` is added where all rows share one that is not the asked quarter.
    """

    title: str
    page: str
    period: str
    rows: tuple[OverviewRow, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The four themes at a glance, and what the numbers say in at most five sentences.

    Each of the `sentences` comes with the page to look at: (page, sentence, indicator). `plan` is
    the result of the plan that ended last, at the district only.
    """

    question: Question
    place: OrgUnit
    finding: Finding
    themes: tuple[ThemeRows, ...]
    sentences: tuple[tuple[str, str, Indicator], ...]
    plan: Finding | None
    coverage: str


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One indicator of a school beside the district and the schools of its type.

    `period` is written where it is not the asked quarter. Where the quarter is withheld and the
    school year is shown, `now` is the year's point and `period` says so; `substitute` is the
    sentence for the reader, or "".
    """

    indicator: Indicator
    period: str
    now: Point
    district: Point
    points: tuple[Point, ...]
    spread: Spread | None
    substitute: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A school in two minutes. `facts` is the line below its name."""

    question: Question
    school: OrgUnit
    facts: str
    sentences: tuple[str, ...]
    rows: tuple[ProfileRow, ...]
    peers: str
    coverage: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the referral pathway: how many remain, and how many were lost before it."""

    title: str
    remain: int
    lost: int
    reason: str
    share: str


@dataclass(frozen=True, slots=True)
class Pathway:
    """Where the referrals of one matured quarter went; no stages where any count is hidden."""

    question: Question
    indicator: Indicator
    period: str
    stages: tuple[Stage, ...]
    finding: Finding
    footnotes: Footnotes


class Arrived:
    """Words for what a source had sent for a quarter."""

    COMPLETE = "complete"
    LATE = "late"
    PARTIAL = "partial"
    NONE = "none"
    NOT_DUE = "not due"


@dataclass(frozen=True, slots=True)
class ArrivalCell:
    """One source in one quarter: the word, and what to write in the box."""

    quarter: Quarter
    word: str
    text: str
    reported: int
    expected: int
    received_on: date | None


@dataclass(frozen=True, slots=True)
class Completeness:
    """Which source reported when: one row a source, one cell a quarter, newest last."""

    quarters: tuple[tuple[Quarter, str], ...]
    sources: tuple[tuple[str, tuple[ArrivalCell, ...]], ...]
    finding: Finding


@dataclass(frozen=True, slots=True)
class Definition:
    """An indicator as About the data explains it."""

    indicator: Indicator
    source: str
    published: str
    breakdowns: tuple[str, ...]
    targets: tuple[str, ...]
