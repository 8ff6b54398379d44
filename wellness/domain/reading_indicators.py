"""Read `indicators/CODE.toml`, and check what the files say of each other."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import PurePosixPath

from wellness.domain.district import District
from wellness.domain.faults import FaultList
from wellness.domain.indicators import (
    Breakdown,
    Catalogue,
    DefinitionVersion,
    Indicator,
    PublicationPlan,
    Target,
)
from wellness.domain.periods import Calendar, Quarter
from wellness.domain.reading_toml import read_shape
from wellness.domain.shapes import (
    BreakdownShape,
    IndicatorShape,
    LowestLevelShape,
    TargetShape,
)

FOLDER = "indicators"
_NO_QUARTER = Quarter(1, 1)  # stands in for one that was noted as a fault: never returned


def file_of(code: str) -> str:
    """The file of an indicator, as messages name it."""
    return f"{FOLDER}/{code}.toml"


def read_indicator_files(
    files: Mapping[str, str], calendar: Calendar, faults: FaultList
) -> Catalogue:
    """Every indicator whose file can be read; what is wrong with the others is noted."""
    paths = sorted(name for name in files if PurePosixPath(name).parts[0] == FOLDER)
    if not paths:
        faults.add(FOLDER, "", "there is no indicator file. Add one, as CODE.toml.")
    made = (_indicator(path, files[path], calendar, faults) for path in paths)
    return Catalogue(tuple(indicator for indicator in made if indicator))


def _indicator(path: str, text: str, calendar: Calendar, faults: FaultList) -> Indicator | None:
    shape = read_shape(path, text, IndicatorShape, faults)
    return _Reader(path, calendar, faults).indicator(shape) if shape else None


class _Reader:
    """Makes an indicator of a shape; quarters need the calendar."""

    def __init__(self, file: str, calendar: Calendar, faults: FaultList) -> None:
        self.file = file
        self.calendar = calendar
        self.faults = faults

    def indicator(self, shape: IndicatorShape) -> Indicator:
        derived = shape.derived
        return Indicator(
            code=PurePosixPath(self.file).stem,
            title=shape.title.strip(),
            theme=shape.theme,
            kind=shape.kind,
            unit=shape.unit,
            improvement=shape.improvement,
            disclosure_class=shape.disclosure_class,
            cadence=shape.cadence,
            lowest_level=_plan(shape.lowest_level),
            why_it_matters=shape.why_it_matters.strip(),
            numerator=shape.numerator.strip(),
            denominator=shape.denominator.strip(),
            result_type=shape.result_type,
            owner=shape.owner,
            sources=tuple(shape.sources),
            order=shape.order,
            headline=shape.headline,
            decimals=shape.decimals,
            breakdowns={code: self.breakdown(code, b) for code, b in shape.breakdowns.items()},
            definitions=self.definitions(shape),
            targets=tuple(self.target(target) for target in shape.targets),
            over_quarters=shape.over_quarters,
            over_schools=shape.over_schools,
            derived=(derived.numerator, derived.denominator) if derived else None,
            denominator_from=shape.denominator_from,
            numerator_count=shape.numerator_count,
            denominator_count=shape.denominator_count,
            subset_of=shape.subset_of,
            matures_after_days=shape.matures_after_days,
            notes=shape.notes.strip(),
        )

    def breakdown(self, code: str, shape: BreakdownShape) -> Breakdown:
        place = f"breakdowns.{code}"
        if not shape.categories:
            self.faults.add(self.file, place, "it has no categories. Name at least one.")
        for category in sorted({c for c in shape.categories if shape.categories.count(c) > 1}):
            self.faults.add(self.file, place, f"the category “{category}” is named twice.")
        for category in shape.titles:
            self.faults.require_known(self.file, f"{place}.titles", category, shape.categories)
        for category in shape.counts:
            self.faults.require_known(self.file, f"{place}.counts", category, shape.categories)
        return Breakdown(
            code,
            shape.title,
            tuple(shape.categories),
            shape.titles,
            shape.partition,
            _plan(shape.lowest_level),
            shape.counts,
        )

    def definitions(self, shape: IndicatorShape) -> tuple[DefinitionVersion, ...]:
        made = tuple(
            DefinitionVersion(d.version, self.quarter("definitions", d.valid_from), d.note)
            for d in shape.definitions
        )
        if not made:
            self.faults.add(self.file, "definitions", "there is none. Add version 1.")
        if any(a.version >= b.version or a.valid_from >= b.valid_from for a, b in pairwise(made)):
            self.faults.add(
                self.file,
                "definitions",
                "versions and their quarters must rise from one to the next. Put them in order.",
            )
        return made

    def target(self, shape: TargetShape) -> Target:
        baseline = shape.baseline_quarter
        return Target(
            shape.value,
            self.quarter("targets.by", shape.by),
            shape.plan,
            shape.status == "confirmed",
            self.quarter("targets.baseline_quarter", baseline) if baseline else None,
        )

    def quarter(self, place: str, text: str) -> Quarter:
        if not text:
            self.faults.add(self.file, place, "a quarter is missing.")
        return self.faults.quarter(self.file, place, text, self.calendar) or _NO_QUARTER


def _plan(shape: LowestLevelShape) -> PublicationPlan:
    return PublicationPlan(shape.quarter or "", shape.year or "")


def check_indicators(
    catalogue: Catalogue, files: Iterable[str], district: District, faults: FaultList
) -> None:
    """Note every name that an indicator uses and nothing defines.

    An indicator whose own file could not be read counts as defined: its fault is noted already.
    """
    codes = [PurePosixPath(name).stem for name in files if name.startswith(f"{FOLDER}/")]
    for indicator in catalogue.values():
        file = file_of(indicator.code)
        for place, name in _named_indicators(indicator):
            faults.require_known(file, place, name, codes)
        for source in indicator.sources:
            faults.require_known(file, "sources", source, district.sources)
        for target in indicator.targets:
            faults.require_known(file, "targets.plan", target.plan, district.plans)
        _check_origin(indicator, file, faults)


def _named_indicators(indicator: Indicator) -> Iterable[tuple[str, str]]:
    if indicator.derived:
        yield "derived.numerator", indicator.derived[0]
        yield "derived.denominator", indicator.derived[1]
    if indicator.denominator_from:
        yield "denominator_from", indicator.denominator_from


def _check_origin(indicator: Indicator, file: str, faults: FaultList) -> None:
    """A number is delivered or derived: one of the two."""
    if indicator.derived and indicator.sources:
        faults.add(file, "sources", "a derived indicator is never delivered. Remove its sources.")
    if not (indicator.derived or indicator.sources):
        faults.add(file, "sources", "nobody delivers it. Name a source, or what it derives from.")
