"""Overviews: four themes at a glance, from one look at the store."""

from collections.abc import Iterator, Mapping, Sequence

from wellness.domain.cells import Cell
from wellness.domain.indicators import Indicator, Theme
from wellness.domain.periods import PeriodType, Quarter
from wellness.domain.places import Level, OrgUnit
from wellness.domain.questions import Question
from wellness.domain.releases import Arrival, Contents
from wellness.domain.stores import Source
from wellness.reporting import findings, substitutes, targets, windows
from wellness.reporting.answers import Finding, Overview, OverviewRow, ThemeRows
from wellness.reporting.memory import remembered
from wellness.reporting.messages import capital, say, sentences
from wellness.reporting.reading import history, required_place
from wellness.reporting.series import SPARKLINE, Series, Subject, recent, series

PAGES: Mapping[Theme, str] = {
    Theme.ACCESS: "service_access",
    Theme.TRAINING: "training_reach",
    Theme.SEL: "sel_indicators",
    Theme.AWARENESS: "awareness_and_referrals",
}

Cells = Mapping[str, tuple[Cell, ...]]


@remembered
def overview(question: Question, source: Source) -> Overview:
    """The headline indicators of every theme in the question's place.

    Raises `UnknownNameError` for an unknown place, `OutOfScopeError` for one that may not be seen.
    """
    contents, place = source.contents, required_place(question, source)
    headlines = [i for i in contents.catalogue.published() if i.headline]
    cells = history(source, _codes(contents, headlines, place, question.quarter), place.code)
    found = _series(contents, headlines, place, cells, question.quarter)
    return Overview(
        question,
        place,
        _finding(contents, found, question.quarter),
        tuple(_themes(found, cells)),
        tuple(_sentences(found, cells)),
        _plan(contents, place, cells, question.quarter),
        _coverage(contents, question.quarter),
    )


@remembered
def theme(question: Question, source: Source, theme: Theme) -> ThemeRows:
    """Every indicator of a theme in the question's place, from one look at the store.

    Raises as `overview` does.
    """
    contents, place = source.contents, required_place(question, source)
    indicators = contents.catalogue.of_theme(theme)
    cells = history(source, [i.code for i in indicators], place.code)
    found = _series(contents, indicators, place, cells, question.quarter)
    return _theme(theme, found, cells)


def _series(
    contents: Contents,
    indicators: Sequence[Indicator],
    place: OrgUnit,
    cells: Cells,
    asked: Quarter,
) -> list[Series]:
    subjects = [Subject(contents, indicator, place, asked) for indicator in indicators]
    return [series(s, recent(cells[s.indicator.code], asked)) for s in subjects]


def _codes(
    contents: Contents, headlines: Sequence[Indicator], place: OrgUnit, asked: Quarter
) -> tuple[str, ...]:
    """Headlines, and at the district whatever the ended plan promised."""
    plan = targets.ended_plan(contents, asked)
    promised = targets.indicators_of(contents, plan) if plan and _is_district(place) else ()
    return tuple(dict.fromkeys(i.code for i in (*headlines, *promised)))


def _finding(contents: Contents, found: Sequence[Series], asked: Quarter) -> Finding:
    """The first number as the title, and which quarter this is."""
    calendar, kind = contents.calendar, PeriodType.QUARTER
    period = calendar.months(asked)
    if contents.is_yearly:
        kind = PeriodType.YEAR
        period = capital(calendar.said(asked, kind))
    is_latest = asked == contents.latest_finished
    which = say("overview.latest" if is_latest else "overview.quarter", period=period, kind=kind)
    first = next((s for s in found if s.now.amount is not None), None)
    title = findings.title(first) if first else say("overview.none", period=period)
    return Finding(title, sentences(which, _coverage(contents, asked)))


def _themes(found: Sequence[Series], cells: Cells) -> Iterator[ThemeRows]:
    for theme in PAGES:
        mine = [s for s in found if s.indicator.theme is theme]
        if mine:
            yield _theme(theme, mine, cells)


def _theme(theme: Theme, found: Sequence[Series], cells: Cells) -> ThemeRows:
    rows = tuple(_row(s, cells[s.indicator.code]) for s in found)
    periods = sorted({row.period for row in rows})
    shared = periods[0] if len(periods) == 1 else ""
    return ThemeRows(theme.heading, PAGES[theme], shared, rows)


def _row(found: Series, cells: Sequence[Cell]) -> OverviewRow:
    asked = found.contents.calendar.label(found.subject.asked)
    return OverviewRow(
        found.indicator,
        found.points[-SPARKLINE:],
        found.now,
        found.year_ago,
        targets.leading(targets.lines(found.subject, cells)),
        "" if found.now.label == asked else found.now.label,
        substitutes.own_year(found, cells),
    )


def _sentences(found: Sequence[Series], cells: Cells) -> Iterator[tuple[str, str, Indicator]]:
    """One a theme: its first headline."""
    for theme, page in PAGES.items():
        first = next((s for s in found if s.indicator.theme is theme), None)
        if first is None or first.window is None:
            continue
        instead = substitutes.own_year(first, cells[first.indicator.code])
        yield page, findings.named_number(first, instead), first.indicator


def _plan(contents: Contents, place: OrgUnit, cells: Cells, asked: Quarter) -> Finding | None:
    plan = targets.ended_plan(contents, asked)
    if plan is None or not _is_district(place):
        return None
    return targets.plan_finding(contents, plan, cells)


def _coverage(contents: Contents, asked: Quarter) -> str:
    reported, expected = windows.sources_in(contents, asked)
    told = say("coverage.sources", reported=reported, expected=expected)
    lacking = [_lacking(contents, arrival) for arrival in windows.lacking_sites(contents, asked)]
    return sentences(told, say("arrivals.partial", sources=", ".join(lacking)) if lacking else "")


def _lacking(contents: Contents, arrival: Arrival) -> str:
    title = contents.district.source(arrival.source).title
    return say("arrivals.named", title=title, text=f"{arrival.reported} of {arrival.expected}")


def _is_district(place: OrgUnit) -> bool:
    return place.level is Level.DISTRICT
