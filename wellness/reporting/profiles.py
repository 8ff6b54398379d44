"""Profiles: a school in two minutes, beside the district and the schools of its type."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wellness.domain.cells import Cell, Spread, State
from wellness.domain.errors import UnknownNameError
from wellness.domain.indicators import Indicator, Theme
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level, OrgUnit
from wellness.domain.questions import Question
from wellness.domain.releases import Contents
from wellness.domain.stores import Source
from wellness.reporting import findings, histories, substitutes, wording
from wellness.reporting.answers import Point, Profile, ProfileRow
from wellness.reporting.memory import remembered
from wellness.reporting.messages import capital, say, sentences
from wellness.reporting.reading import history, numerator, required_place
from wellness.reporting.series import Series, Subject, point_or_absent, recent, series
from wellness.reporting.windows import Window, window, year_window

SENTENCES = 3
MANY = 1 / 3  # of the numbers hidden: then the page leads to larger places
_HIDDEN = {State.WITHHELD, State.CODED}
_AROUND = {Level.REGION, Level.BOARD_DISTRICT, Level.SCHOOL_TYPE}

Cells = Mapping[str, tuple[Cell, ...]]
Spreads = Mapping[tuple[str, Quarter, PeriodType], Spread]


@remembered
def profile(question: Question, source: Source) -> Profile:
    """The headline indicators that schools have, for one school.

    Three looks at the store, and a fourth where a number is hidden.

    Indicators that can never apply to the school are left out. Raises `UnknownNameError` for a
    place that is no school, `OutOfScopeError` for one that may not be seen.
    """
    contents, school = source.contents, _required_school(question, source)
    shown = tuple(_published(contents, question.quarter))
    sizes = reference_series(contents)
    own = history(source, [i.code for i in (*sizes, *shown)], school.code)
    is_open = school.exists_in(question.quarter)
    told = list(_series(question, contents, school, shown, own)) if is_open else []
    drawn = tuple(_rows(question, source, school, shown, told)) if told else ()
    seen = histories.nearest_open(school, question.quarter)
    return Profile(
        question,
        school,
        contents.places.name_in(school.code, seen),
        facts(contents, school, [_size(size, own[size.code], seen) for size in sizes], seen),
        histories.told(contents, school, question.quarter),
        tuple(_sentences(contents, [t.series for t in told], drawn)),
        drawn,
        _peers(contents, school, question.quarter) if is_open else "",
        _coverage(drawn),
        _lead(drawn),
        tuple(_around(question, contents, drawn)),
        None if is_open else question.in_quarter(seen),
        contents.district.word(Level.SCHOOL),
        contents.district.word(Level.SCHOOL, 2),
        contents.district.word(Level.DISTRICT),
    )


def _required_school(question: Question, source: Source) -> OrgUnit:
    place = required_place(question, source)
    if place.level is Level.SCHOOL:
        return place
    word = source.contents.district.word(Level.SCHOOL)
    message = f"{place.name} is not a {word}. Choose a {word} to see its profile."
    raise UnknownNameError(message)


def _published(contents: Contents, asked: Quarter) -> Iterator[Indicator]:
    for indicator in contents.catalogue.published():
        if indicator.headline and window(contents, indicator, Level.SCHOOL, asked):
            yield indicator


@dataclass(frozen=True, slots=True)
class _Told:
    """The series that a row tells, and the sentence that says so if it is not the quarter's."""

    series: Series
    substitute: str

    @property
    def period(self) -> Window:
        """The one period that the row shows."""
        kind = PeriodType.YEAR if self.series.is_yearly else PeriodType.QUARTER
        return Window(kind, self.series.now.quarter)


def _series(
    question: Question,
    contents: Contents,
    school: OrgUnit,
    shown: Sequence[Indicator],
    own: Cells,
) -> Iterator[_Told]:
    """The school's quarters; its years where the quarter is hidden and the year is not."""
    for indicator in shown:
        cells = own[indicator.code]
        asked = Subject(contents, indicator, school, question.quarter)
        found = series(asked, recent(cells, question.quarter))
        if not _applies(found):
            continue
        if substitutes.shown_year(found, cells):
            years = year_window(contents, indicator, question.quarter)
            hidden = substitutes.own_year(found, cells)
            yield _Told(series(found.subject, cells, years), hidden)
        else:
            yield _Told(found, "")


def _rows(
    question: Question,
    source: Source,
    school: OrgUnit,
    shown: Sequence[Indicator],
    told: Sequence[_Told],
) -> Iterator[ProfileRow]:
    """Each series beside the district; where it is hidden, beside the school's type as well."""
    contents, asked = source.contents, question.quarter
    codes = [i.code for i in shown]  # of all, told or not: so every school asks for the same
    district = history(source, codes, contents.places.district.code)
    spreads = _spreads(question, source, school, [t.series.indicator for t in told])
    hidden = {t.series.indicator.code for t in told if t.series.now.state is State.WITHHELD}
    school_type = contents.places.parent(school.code, Level.SCHOOL_TYPE, asked)
    alike = history(source, codes, school_type.code) if hidden and school_type else {}
    for each in told:
        code = each.series.indicator.code
        beside = _beside(each, alike.get(code, ()) if code in hidden else ())
        name = school_type.name if school_type else ""
        said = say("school.beside", name=name, text=beside.text) if beside.amount else ""
        yield _row(each, _beside(each, district[code]), spreads, said)


def _applies(found: Series) -> bool:
    """Whether anybody was ever counted, or nothing is known yet; not where nobody ever was."""
    if any(p.amount is not None or p.state in _HIDDEN for p in found.points):
        return True
    return all(p.state is State.NOT_REPORTED for p in found.points)


def _row(told: _Told, district: Point, spreads: Spreads, beside: str) -> ProfileRow:
    found, shown = told.series, told.period
    return ProfileRow(
        found.indicator,
        _period(found),
        found.now,
        district,
        found.points,
        spreads.get((found.indicator.code, shown.last, shown.period_type)),
        told.substitute,
        beside,
    )


def _period(found: Series) -> str:
    """`2026-27 Q1`, `2025-26 school year`, `Spring 2026`."""
    label = found.now.label
    is_named = not found.is_yearly or found.said == label
    return capital(label) if is_named else say("school.year", year=label)


def _beside(told: _Told, cells: Sequence[Cell]) -> Point:
    """Another place's point of the same period."""
    shown = told.period
    same = (c for c in cells if (c.quarter, c.period_type) == (shown.last, shown.period_type))
    return point_or_absent(told.series.contents, told.series.indicator, next(same, None), shown)


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


def facts(contents: Contents, school: OrgUnit, sizes: Iterable[str], asked: Quarter) -> str:
    """`Elementary school · North · Board district 2 · 420 students`."""
    parents = (
        contents.places.parent(school.code, level, asked)
        for level in (Level.REGION, Level.BOARD_DISTRICT)
    )
    words = [kind(contents, school), *(parent.name for parent in parents if parent), *sizes]
    return " · ".join(filter(None, words))


def kind(contents: Contents, school: OrgUnit) -> str:
    """`Charter elementary school`; a type that says it already stands alone."""
    word = contents.district.word(Level.SCHOOL)
    charter = "charter" if school.charter else ""
    words = " ".join(filter(None, [charter, school.school_type]))
    return capital(words if words.endswith(word) else f"{words} {word}".strip())


def reference_series(contents: Contents) -> tuple[Indicator, ...]:
    """What says how large a school is: of each unit (students, staff) the first series."""
    found: dict[str, Indicator] = {}
    for indicator in contents.catalogue.of_theme(Theme.REFERENCE):
        found.setdefault(indicator.unit, indicator)
    return tuple(found.values())


def _size(indicator: Indicator, cells: Sequence[Cell], asked: Quarter) -> str:
    """The last size known by the end of the asked school year; "" for none or nobody."""
    known = [c for c in cells if c.quarter <= asked.closing and numerator(c) is not None]
    newest = max(known, key=lambda c: c.quarter, default=None)
    if newest is None or not newest.numerator:
        return ""
    return say("school.enrolled", count=f"{newest.numerator:,}", unit=indicator.unit)


def _sentences(
    contents: Contents, told: Sequence[Series], rows: Sequence[ProfileRow]
) -> Iterator[str]:
    """A number of each theme, with its peers; then how many are hidden: three at most."""
    hidden = _hidden(contents, rows)
    leading = [s for s in map(_first, _by_theme(told)) if s is not None]
    drawn = {row.indicator.code: row for row in rows}
    for each in leading[: SENTENCES - bool(hidden)]:
        yield sentences(findings.named_number(each), _among(contents, each, drawn))
    if hidden:
        yield hidden


def _among(contents: Contents, found: Series, drawn: Mapping[str, ProfileRow]) -> str:
    """A rate beside the district's and the schools of its type, where all of them are shown."""
    indicator, row = found.indicator, drawn[found.indicator.code]
    spread, place = row.spread, found.subject.place
    school_type = contents.places.parent(place.code, Level.SCHOOL_TYPE, found.subject.asked)
    is_rate = indicator.kind.is_quotient or indicator.kind.arrives_ready
    is_told = is_rate and row.now.finished and row.district.amount is not None
    if spread is None or school_type is None or not is_told:
        return ""
    # Of few schools: no more digits than any of them has.
    first, median, last = (
        wording.amount(indicator, percentile, 0)
        for percentile in (spread.p25, spread.p50, spread.p75)
    )
    return say(
        "school.among",
        here=wording.with_unit(indicator, row.now.text),
        district=contents.district.level_title(Level.DISTRICT),
        whole=row.district.text,
        plural=school_type.name,
        count=wording.count(spread.schools),
        median=median,
        first=first,
        last=last,
    )


def _by_theme(told: Sequence[Series]) -> Iterator[list[Series]]:
    for theme in Theme:
        yield [s for s in told if s.indicator.theme is theme and s.now.amount is not None]


def _first(told: Sequence[Series]) -> Series | None:
    """The first rate, which says more of a school than a count; else the first number."""
    rates = (s for s in told if s.indicator.kind.is_quotient)
    return next(rates, next(iter(told), None))


def _hidden(contents: Contents, rows: Sequence[ProfileRow]) -> str:
    hidden = sum(row.now.state is State.WITHHELD for row in rows)
    years = sum(bool(row.substitute) for row in rows)
    year = "school year" if contents.calendar.school_years else "year"
    said = {"hidden": hidden, "rows": len(rows), "years": years, "year": year}
    if hidden:
        return say("school.hidden.years" if years else "school.hidden", **said)
    return say("school.years", **said) if years else ""


def _lead(rows: Sequence[ProfileRow]) -> str:
    """The first indicator whose trend ends in a number to see; else with any; else the first."""
    shown = [row for row in rows if row.now.amount is not None]
    telling = [row for row in shown if row.now.amount and not row.substitute]
    return next((row.indicator.code for row in (*telling, *shown, *rows)), "")


def _around(
    question: Question, contents: Contents, rows: Sequence[ProfileRow]
) -> Iterator[OrgUnit]:
    """The larger places, where many of the school's own numbers are hidden."""
    hidden = sum(row.now.state is State.WITHHELD for row in rows)
    if not hidden or hidden < MANY * len(rows):
        return
    for place in substitutes.around(contents, question.place, question.quarter):
        if place.level in _AROUND and place.code in question.scope:
            yield place


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
