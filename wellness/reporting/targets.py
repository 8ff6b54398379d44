"""Targets: what a plan promised for the district, and how its last number stands to that."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from wellness.domain.cells import Cell
from wellness.domain.district import Plan
from wellness.domain.indicators import Improvement, Indicator, Target
from wellness.domain.periods import Quarter
from wellness.domain.places import Level
from wellness.domain.releases import Contents
from wellness.reporting import windows, wording
from wellness.reporting.answers import Finding, Point, TargetLine
from wellness.reporting.messages import say, sentences
from wellness.reporting.series import Subject, point

REACHED, NOT_REACHED, TO_CONFIRM, OPEN = "reached", "not reached", "to confirm", ""


def lines(subject: Subject, cells: Iterable[Cell]) -> tuple[TargetLine, ...]:
    """The targets of every plan that had begun by the asked quarter; at the district only."""
    if subject.place.level is not Level.DISTRICT:
        return ()
    plans, held = subject.contents.district.plans, tuple(cells)
    return tuple(
        _line(subject, held, target, plans[target.plan])
        for target in subject.indicator.targets
        if plans[target.plan].first_quarter <= subject.asked
    )


def leading(found: Iterable[TargetLine]) -> TargetLine | None:
    """The one to show where there is room for one: confirmed before open, newer before older."""
    return max(found, key=lambda line: (line.target.confirmed, line.target.by), default=None)


def ended_plan(contents: Contents, asked: Quarter) -> Plan | None:
    """The plan that ended last before the asked quarter."""
    ended = [plan for plan in contents.district.plans.values() if plan.ended_by(asked)]
    return max(ended, key=lambda plan: plan.last_quarter, default=None)


def indicators_of(contents: Contents, plan: Plan) -> tuple[Indicator, ...]:
    """The indicators with a confirmed target of a plan."""
    published = contents.catalogue.published()
    return tuple(i for i in published if any(_counts(t, plan) for t in i.targets))


def plan_finding(
    contents: Contents, plan: Plan, cells: Mapping[str, tuple[Cell, ...]]
) -> Finding | None:
    """How many confirmed targets of an ended plan were reached; None if it had none.

    `cells` are the district's, by indicator.
    """
    district = contents.places.district
    words = [
        _word(indicator, target, reached(subject, cells[indicator.code], target))
        for indicator in indicators_of(contents, plan)
        for target in indicator.targets
        if _counts(target, plan)
        for subject in [Subject(contents, indicator, district, target.by)]
    ]
    if not words:
        return None
    slots = {"reached": words.count(REACHED), "told": len(words) - words.count(OPEN)}
    month = wording.closing_month(contents.calendar, plan.last_quarter)
    result = say("plan.sentence", plan=plan.title, month=month, **slots)
    rest = say("plan.open", open=words.count(OPEN)) if OPEN in words else ""
    title = say("plan.title", plan=plan.title, **slots)
    return Finding(title, sentences(result, rest))


def reached(subject: Subject, cells: Iterable[Cell], target: Target) -> Point | None:
    """The number of the period that a target names; None until that period is told."""
    contents, indicator = subject.contents, subject.indicator
    is_over = target.by in contents.finished
    if not is_over or not windows.has_matured(contents, indicator, target.by):
        return None
    found = _closing(subject, cells, target.by)
    return point(contents, indicator, found) if found else None


def began(subject: Subject, cells: Iterable[Cell], target: Target) -> Point | None:
    """The number that a target is measured from; None if it names no quarter or nothing is known.

    It `breaks` if the definition changed between that quarter and the one that the target names.
    """
    held = tuple(cells)
    first = target.baseline_quarter and _closing(subject, held, target.baseline_quarter)
    if not first:
        return None
    last = _closing(subject, held, target.by)
    has_changed = last is not None and last.definition_version != first.definition_version
    breaks = say("break.since") if has_changed else ""
    return point(subject.contents, subject.indicator, first, breaks)


def _closing(subject: Subject, cells: Iterable[Cell], quarter: Quarter) -> Cell | None:
    """The cell of the period that a quarter is, or closes."""
    window = replace(subject, asked=quarter).window
    if window is None:
        return None
    wanted = (window.last, window.period_type)
    return next((c for c in cells if (c.quarter, c.period_type) == wanted), None)


def _line(subject: Subject, cells: Iterable[Cell], target: Target, plan: Plan) -> TargetLine:
    calendar, is_due = subject.contents.calendar, target.by <= subject.asked
    result = reached(subject, cells, target) if target.confirmed and is_due else None
    word = _word(subject.indicator, target, result) if target.confirmed else TO_CONFIRM
    has_ended = plan.ended_by(subject.asked)
    return TargetLine(
        target,
        plan,
        wording.target(subject.indicator, target.value),
        word,
        result,
        wording.closing_month(calendar, target.by),
        wording.closing_month(calendar, plan.last_quarter) if has_ended else "",
    )


def _word(indicator: Indicator, target: Target, result: Point | None) -> str:
    if result is None or result.amount is None or indicator.improvement is Improvement.NEUTRAL:
        return OPEN
    if indicator.improvement is Improvement.INCREASE:
        return REACHED if result.amount >= target.value else NOT_REACHED
    return REACHED if result.amount <= target.value else NOT_REACHED


def _counts(target: Target, plan: Plan) -> bool:
    return target.confirmed and target.plan == plan.code
