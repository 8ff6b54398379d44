"""What comes back: answers as values, ready to be drawn, printed or read aloud.

Answers hold released numbers and words only. Nothing downstream computes anything.
"""

from dataclasses import dataclass
from typing import NamedTuple

from wellness.domain.cells import Spread, State
from wellness.domain.district import Plan
from wellness.domain.indicators import Breakdown, Indicator, Target
from wellness.domain.periods import Quarter
from wellness.domain.places import OrgUnit
from wellness.domain.questions import Question


def _by_question(answer: "Trend | Shares | SchoolComparison") -> int:
    """The hash of an answer that is the key of its drawing.

    Equal answers have equal questions; hashing a thousand dots takes longer than sending them.
    """
    return hash(answer.question)


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


class Point(NamedTuple):
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

    @property
    def is_partial(self) -> bool:
        """Whether it is of an unfinished period, and of some of the sites that owe it."""
        return not self.finished and self.reporting < self.expected


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A plan's target for the district: its value as written, and how its own number stands.

    `word` is one of reached, not reached, to confirm, or "" while the plan runs. `reached` is the
    number of the period that the target names, once that is over: an ended plan is told by its
    last number, not by today's. `due` is the month in which that period ends, `ended` the one in
    which the plan ended (`June 2026`), "" while it runs.
    """

    target: Target
    plan: Plan
    text: str
    word: str
    reached: Point | None = None
    due: str = ""
    ended: str = ""


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

    __hash__ = _by_question


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

    __hash__ = _by_question

    @property
    def is_published(self) -> bool:
        """Whether the place has numbers of this split at all."""
        return any(category.points for category in self.categories)


class SchoolDot(NamedTuple):
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
class SchoolWithout:
    """A school of a comparison without a number, and in words why (`text`)."""

    org_unit: str
    name: str
    state: State
    text: str


@dataclass(frozen=True, slots=True)
class SchoolComparison:
    """The schools of one type in one period. `here` is the asked school's code, or "".

    `without` are those without a number by name: first the ones that nothing is known of, last
    those whose number is hidden. `word` and `words` are what the district calls one and some.
    """

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
    without: tuple[SchoolWithout, ...] = ()
    word: str = "school"
    words: str = "schools"

    __hash__ = _by_question


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
    """Some or all indicators of one theme; `page` is its page's file name without the number.

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
class Promise:
    """A confirmed target of an ended plan.

    `began` is the number of the quarter that the plan measures from, None where it names none;
    its `breaks` says if that was counted otherwise. `following` is the next plan's target, or None.
    """

    indicator: Indicator
    line: TargetLine
    began: Point | None = None
    following: TargetLine | None = None


@dataclass(frozen=True, slots=True)
class PlanResult:
    """Every confirmed target of the plan that ended last, in the order of the pages."""

    question: Question
    plan: Plan
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One indicator of a school beside the district and the schools of its type.

    `period` is that of all its numbers (`2026-27 Q1`, `2025-26 school year`). Where the quarter is
    withheld and the school year is shown, `now` is the year's point; `substitute` is the sentence
    for the reader, or "". `beside` is the number of its school type where its own is hidden
    (`Elementary schools: 62.9%`), or "".
    """

    indicator: Indicator
    period: str
    now: Point
    district: Point
    points: tuple[Point, ...]
    spread: Spread | None
    substitute: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A school in two minutes. `name` is its name in the asked quarter, `facts` the line below.

    `history` says whether it was renamed, moved, opened or closed. A school that was not open has
    no rows, and `instead` is the question about the nearest quarter in which it was. `lead` is
    the indicator to draw first. `around` are the larger places that its numbers are part of,
    given where many of its own are hidden. `word` and `words` are what the district calls one
    school and some, `whole` what it calls itself.
    """

    question: Question
    school: OrgUnit
    name: str
    facts: str
    history: str
    sentences: tuple[str, ...]
    rows: tuple[ProfileRow, ...]
    peers: str
    coverage: str
    lead: str = ""
    around: tuple[OrgUnit, ...] = ()
    instead: Question | None = None
    word: str = "school"
    words: str = "schools"
    whole: str = "district"


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
    """Where the referrals of one matured quarter went; no stages where any count is hidden.

    `is_published`: whether the place has any numbers of its own.
    """

    question: Question
    indicator: Indicator
    period: str
    stages: tuple[Stage, ...]
    finding: Finding
    footnotes: Footnotes
    is_published: bool = True
