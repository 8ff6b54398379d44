"""Profiles: a school in two minutes, beside the district and the schools of its type."""

from collections.abc import Iterator, Mapping, Sequence

from wellness.domain.cells import Cell, Spread, State
from wellness.domain.errors import UnknownNameError
from wellness.domain.indicators import Indicator
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level, OrgUnit
from wellness.domain.questions import Question
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting import findings, substitutes
from wellness.reporting.answers import Profile, ProfileRow
from wellness.reporting.memory import remembered
from wellness.reporting.messages import capital, say, uncapital
from wellness.reporting.reading import history, numerator, required_place, size_series
from wellness.reporting.series import Series, Subject, point, point_or_absent, series
from wellness.reporting.windows import Window, window, year_window

SENTENCES = 2  # besides the one about what is hidden

Cells = Mapping[str, tuple[Cell, ...]]
Spreads = Mapping[tuple[str, Quarter, PeriodType], Spread]


@remembered
def profile(question: Question, source: Source) -> Profile:
    """The headline indicators that schools have, for one school; three looks at the store.

    Raises `UnknownNameError` for a place that is no school, `OutOfScopeError` for one that may
    not be seen.
    """
    contents, school = source.contents, _required_school(question, source)
    shown = tuple(_published(contents, question.quarter))
    size = size_series(contents)
    own = history(source, [i.code for i in (size, *shown) if i], school.code)
    district = history(source, [i.code for i in shown], contents.places.district.code)
    subjects = [Subject(contents, i, school, question.quarter) for i in shown]
    found = tuple(series(subject, own[subject.indicator.code]) for subject in subjects)
    spreads = _spreads(question, source, school, shown)
    rows = tuple(_row(s, own[s.indicator.code], district[s.indicator.code], spreads) for s in found)
    return Profile(
        question,
        school,
        _facts(contents, school, size, own, question.quarter),
        tuple(_sentences(found, rows)),
        rows,
        _peers(contents, school, question.quarter),
        _coverage(rows),
    )


def _required_school(question: Question, source: Source) -> OrgUnit:
    place = required_place(question, source)
    if place.level is Level.SCHOOL:
        return place
    word = uncapital(source.contents.district.level_title(Level.SCHOOL))
    message = f"{place.name} is not a {word}. Choose a {word} to see its profile."
    raise UnknownNameError(message)


def _published(contents: Contents, asked: Quarter) -> Iterator[Indicator]:
    for indicator in contents.catalogue.published():
        if indicator.headline and window(contents, indicator, Level.SCHOOL, asked):
            yield indicator


def _row(
    found: Series, own: Sequence[Cell], district: Sequence[Cell], spreads: Spreads
) -> ProfileRow:
    """The school's quarter; its year where the quarter is hidden and the year is not."""
    contents, indicator = found.contents, found.indicator
    now, year = found.now, substitutes.shown_year(found, own)
    if year is not None:
        now = point(contents, indicator, year)
    period_type = PeriodType.YEAR if year or found.is_yearly else PeriodType.QUARTER
    shown = Window(period_type, now.quarter)
    return ProfileRow(
        indicator,
        "" if now.label == contents.calendar.label(found.subject.asked) else now.label,
        now,
        point_or_absent(contents, indicator, _beside(shown, district), shown),
        found.points,
        spreads.get((indicator.code, shown.last, shown.period_type)),
        substitutes.own_year(found, own),
    )


def _beside(shown: Window, cells: Sequence[Cell]) -> Cell | None:
    """The district's cell of the same period."""
    same = (c for c in cells if (c.quarter, c.period_type) == (shown.last, shown.period_type))
    return next(same, None)


def _spreads(
    question: Question, source: Source, school: OrgUnit, shown: Sequence[Indicator]
) -> Spreads:
    """How the schools of its type spread, in every period that a row may show."""
    contents, quarters = source.contents, set[Quarter]()
    for indicator in shown:
        quarters.add(year_window(contents, indicator, question.quarter).last)
        if found := window(contents, indicator, Level.SCHOOL, question.quarter):
            quarters.add(found.last)
    codes = [i.code for i in shown]
    spreads = source.spreads(codes, school.school_type, sorted(quarters))
    return {(s.indicator, s.quarter, s.period_type): s for s in spreads}


def _facts(
    contents: Contents, school: OrgUnit, size: Indicator | None, own: Cells, asked: Quarter
) -> str:
    """`Elementary school · North · Board district 2 · 420 students`."""
    parents = (
        contents.places.parent(school.code, level, asked)
        for level in (Level.REGION, Level.BOARD_DISTRICT)
    )
    students = _size(size, own[size.code], asked) if size else ""
    words = [_kind(school), *(parent.name for parent in parents if parent), students]
    return " · ".join(filter(None, words))


def _kind(school: OrgUnit) -> str:
    """`Charter elementary school`."""
    charter = "charter" if school.charter else ""
    words = [charter, school.school_type]
    return say("school.kind", words=capital(" ".join(filter(None, words)))).strip()


def _size(indicator: Indicator, cells: Sequence[Cell], asked: Quarter) -> str:
    """The last size known by the end of the asked school year."""
    known = [c for c in cells if c.quarter <= asked.closing and numerator(c) is not None]
    if not known:
        return ""
    newest = max(known, key=lambda c: c.quarter)
    return say("school.enrolled", count=f"{newest.numerator:,}", unit=indicator.unit)


def _sentences(found: Sequence[Series], rows: Sequence[ProfileRow]) -> Iterator[str]:
    """The first numbers that are shown, and how many quarterly ones are hidden."""
    for told in [s for s in found if s.now.amount is not None][:SENTENCES]:
        yield findings.named_number(told)
    quarterly = [s for s in found if not s.is_yearly]
    hidden = [s for s in quarterly if s.now.state is State.WITHHELD]
    years = sum(bool(row.substitute) for row in rows)
    if hidden:
        counts = {"hidden": len(hidden), "rows": len(quarterly), "years": years}
        yield say("school.hidden" if years else "school.hidden.only", **counts)


def _peers(contents: Contents, school: OrgUnit, asked: Quarter) -> str:
    """How many schools of its type it stands beside."""
    school_type = contents.places.parent(school.code, Level.SCHOOL_TYPE, asked)
    if school_type is None:
        return ""
    count = len(contents.places.members(school_type.code, asked))
    period = contents.calendar.label(asked)
    return say("school.peers", count=count, plural=school_type.name, period=period)


def _coverage(rows: Sequence[ProfileRow]) -> str:
    """For how many of its indicators the school's own sources reported."""
    reported = sum(row.now.state is not State.NOT_REPORTED for row in rows)
    return say("school.coverage", reported=reported, rows=len(rows))
