"""Read `mappings/CODE.toml`."""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TypeVar

from wellness.domain.faults import FaultList, suggestion
from wellness.domain.mapping_shapes import (
    AliasShape,
    CategoryShape,
    ColumnsShape,
    LeaveOutShape,
    MappingShape,
    MatchShape,
    NumbersShape,
    PeriodShape,
    TextShape,
    TotalsShape,
)
from wellness.domain.mappings import (
    ROLES,
    Alias,
    CategoryRule,
    Columns,
    ColumnsRule,
    FileMapping,
    FlagRule,
    HeaderRows,
    Meaning,
    NumberColumns,
    OrgUnitRule,
    PeriodRule,
    Ref,
    RowRule,
    RowsEnd,
    SetAside,
    TextRule,
    Token,
    TotalRule,
)
from wellness.domain.period_formats import PeriodFormat
from wellness.domain.periods import Calendar
from wellness.domain.reading_toml import read_shape

FOLDER = "mappings"
Item = TypeVar("Item")
GROUPS = ("period", "category", "indicator")
_BOUND = re.compile(r"\d{1,3}(\.\d{1,3})?%?")


def read_mapping_files(
    files: Mapping[str, str], calendar: Calendar, faults: FaultList
) -> Mapping[str, FileMapping]:
    """Every mapping whose file can be read; what is wrong with the others is noted."""
    found = {}
    for path in sorted(name for name in files if PurePosixPath(name).parts[0] == FOLDER):
        shape = read_shape(path, files[path], MappingShape, faults)
        if shape:
            mapping = _Reader(path, calendar, faults).mapping(shape)
            found[mapping.code] = mapping
    return MappingProxyType(found)


class _Reader:
    """Makes a mapping of its shape; periods need the calendar."""

    def __init__(self, file: str, calendar: Calendar, faults: FaultList) -> None:
        self.file = file
        self.calendar = calendar
        self.faults = faults

    def mapping(self, shape: MappingShape) -> FileMapping:
        columns = tuple(self.columns(n, c, shape) for n, c in enumerate(shape.columns, 1))
        if not columns:
            self.note("columns", "there is none. Say with [[columns]] what the numbers are.")
        if shape.header.row < 1 or shape.header.rows < 1:
            self.note("header", "rows are counted from 1, and there is at least one.")
        unit = self.text("org_unit", shape.org_unit, constant=shape.org_unit.constant)
        stops = (shape.rows.stop_at,) if isinstance(shape.rows.stop_at, str) else shape.rows.stop_at
        return FileMapping(
            code=PurePosixPath(self.file).stem,
            source=shape.source,
            files=(shape.files,) if isinstance(shape.files, str) else tuple(shape.files),
            title=shape.title,
            edition=shape.edition,
            sheet=shape.sheet,
            header=HeaderRows(shape.header.row, shape.header.rows, shape.header.join),
            end=RowsEnd(tuple(filter(None, stops)), shape.rows.stop_at_blank_row),
            footnotes=self.pattern("footnotes", shape.footnotes) if shape.footnotes else None,
            org_unit=OrgUnitRule(
                unit,
                by_name=shape.org_unit.by == "name",
                aliases=tuple(map(self.alias, shape.org_unit.aliases)),
            ),
            period=self.period(shape.period, shape.columns),
            columns=columns,
            indicator=self.text("indicator", shape.indicator) if shape.indicator else None,
            category=self.category(shape.category) if shape.category else None,
            tokens=self.meanings("tokens", shape.tokens),
            flags=FlagRule(
                shape.flags.suffix, self.meanings("flags.meanings", shape.flags.meanings)
            ),
            decimal_comma=shape.numbers.decimal_comma,
            rounded_to=shape.numbers.rounded_to,
            add_rows=shape.add_rows,
            not_people=tuple(shape.not_people),
            leave_out=tuple(self.rows(f"leave_out {n}", r) for n, r in _numbered(shape.leave_out)),
            set_aside=tuple(SetAside(rule.where, rule.why) for rule in shape.set_aside),
            totals=tuple(
                TotalRule(self.rows(f"totals {n}", rule), rule.use)
                for n, rule in _numbered(shape.totals)
            ),
        )

    def note(self, place: str, sentence: str) -> None:
        self.faults.add(self.file, place, sentence)

    def text(self, place: str, shape: TextShape, *, constant: str = "") -> TextRule:
        columns = (shape.column,) if shape.column is not None else tuple(shape.columns)
        told = bool(shape.columns) + (shape.column is not None) + bool(constant)
        if told != 1:
            choices = "“column” or “columns”" + (", or “constant”" if place == "org_unit" else "")
            self.note(place, f"say where it stands: one of {choices}.")
        return TextRule(columns, shape.join, constant, shape.codes)

    def alias(self, shape: AliasShape) -> Alias:
        first, last = (
            self.faults.quarter(self.file, f"org_unit.aliases.{name}", text, self.calendar)
            for name, text in (("valid_from", shape.valid_from), ("valid_to", shape.valid_to))
        )
        if first and last and last < first:
            self.note("org_unit.aliases", f"“{shape.theirs}” ends before it begins.")
        return Alias(shape.theirs, shape.ours, first, last)

    def category(self, shape: CategoryShape) -> CategoryRule:
        if not shape.breakdown:
            for ours in shape.codes.values():
                if ours and ":" not in ours:
                    sentence = f"“{ours}” has no breakdown. Write it like “breakdown:{ours}”."
                    self.note("category.codes", sentence)
        return CategoryRule(self.text("category", shape), shape.breakdown)

    def period(self, shape: PeriodShape, columns: Iterable[ColumnsShape]) -> PeriodRule:
        made = PeriodFormat.of(shape.format, self.calendar, shape.each, shape.year)
        if made.fault:
            self.note("period.format", f"“{shape.format}”: {made.fault}")
        in_headers = any(c.period or "period" in _groups(c) for c in columns)
        told = (shape.column is not None, bool(shape.constant), bool(shape.file_name), in_headers)
        if sum(told) != 1:
            sentence = (
                "say once where it stands: “column”, “constant”, “file_name”, or in [[columns]], "
                "as a group named period in their patterns or as “period”."
            )
            self.note("period", sentence)
        pattern = self.pattern("period.file_name", shape.file_name) if shape.file_name else None
        if pattern and not pattern.groups:
            self.note("period.file_name", "it has no group. Put brackets around the period.")
        for text in filter(None, (shape.constant, *shape.only, *(c.period for c in columns))):
            if not made.fault and made.read(text) is None:
                self.note("period", f"“{text}” is not written as the format says.")
        return PeriodRule(made, shape.column, shape.constant, pattern, frozenset(shape.only))

    def columns(self, number: int, shape: ColumnsShape, whole: MappingShape) -> ColumnsRule:
        place = f"columns {number}"
        numbers = {
            role: self.numbers(f"{place}.{role}", given)
            for role in ROLES
            if (given := getattr(shape, role)) is not None
        }
        groups = _groups(shape)
        if not numbers:
            self.note(place, "say where its number stands: numerator, denominator or value.")
        if shape.period and "period" in groups:
            self.note(place, "the period is said 2 times. Say it once.")
        if shape.percent and "value" not in numbers:
            self.note(f"{place}.percent", "only a value can be in percent; counts are whole.")
        for group in sorted(groups - set(GROUPS)):
            self.note(place, f"“{group}” is not a group. {suggestion(group, GROUPS)}")
        self.once(place, "indicator", bool(shape.indicator), groups, whole.indicator, needed=True)
        self.once(place, "category", bool(shape.category), groups, whole.category)
        if ("category" in groups or shape.category) and not shape.breakdown:
            self.note(place, "there is a category and no breakdown. Add “breakdown”.")
        if shape.breakdown and not (shape.category or "category" in groups):
            self.note(place, "there is a breakdown and no category. Add “category”.")
        return ColumnsRule(
            indicator=shape.indicator,
            period=shape.period,
            breakdown=shape.breakdown,
            category=shape.category,
            codes=shape.codes,
            numbers=numbers,
            flags=_refs(shape.flags),
            percent=shape.percent,
            optional=shape.optional,
        )

    def once(
        self,
        place: str,
        what: str,
        constant: bool,  # noqa: FBT001 - one of three places where it may stand
        groups: frozenset[str],
        column: TextShape | None,
        *,
        needed: bool = False,
    ) -> None:
        """Note what is said twice, or is needed and not said."""
        told = constant + (what in groups) + (column is not None)
        if told > 1:
            self.note(place, f"the {what} is said {told} times. Say it once.")
        if needed and not told:
            self.note(place, f"the {what} is missing: name it here, or its column in [{what}].")

    def numbers(self, place: str, given: NumbersShape) -> NumberColumns:
        if isinstance(given, MatchShape):
            return NumberColumns(pattern=self.pattern(place, given.matches))
        if not _refs(given):
            self.note(place, "it names no column.")
        return NumberColumns(_refs(given))

    def rows(self, place: str, shape: LeaveOutShape | TotalsShape) -> RowRule:
        negated = False
        equals, matches, why = shape.equals, shape.matches, ""
        told = [equals is not None, matches is not None]
        if isinstance(shape, LeaveOutShape):
            why = shape.why
            told += [shape.not_equals is not None, shape.not_matches is not None]
            negated = any(told[2:])
            equals = shape.not_equals if equals is None else equals
            matches = shape.not_matches if matches is None else matches
        if sum(told) != 1:
            self.note(place, "say once which rows: “equals” or “matches”.")
        texts = (equals,) if isinstance(equals, str) else tuple(equals or ())
        pattern = self.pattern(place, matches) if matches is not None else None
        return RowRule(shape.column, why, texts, pattern, negated)

    def meanings(self, place: str, given: Mapping[str, str]) -> dict[str, Meaning]:
        return {token: self.meaning(place, token, text) for token, text in given.items()}

    def meaning(self, place: str, token: str, text: str) -> Meaning:
        name, _, bound = text.partition(":")
        if name not in set(Token):
            sentence = f"“{text}” is no meaning. {suggestion(name, Token)}"
            self.note(f"{place}.“{token}”", sentence)
            return Meaning(Token.SHOWN)
        # “Above 95%” says itself that its bound is in percent.
        percent = "%" if bound and token.endswith("%") and not bound.endswith("%") else ""
        meaning = Meaning(Token(name), bound + percent)
        if meaning.token.is_band is not bool(_BOUND.fullmatch(bound)):
            wanted = f"{name}:95" if meaning.token.is_band else name
            self.note(f"{place}.“{token}”", f"“{text}” is no meaning. Write it like “{wanted}”.")
        return meaning

    def pattern(self, place: str, text: str) -> re.Pattern[str]:
        try:
            return re.compile(text)
        except re.error as error:
            self.note(place, f"“{text}” is not a pattern: {error}.")
            return re.compile("")


def _numbered(items: Iterable[Item]) -> Iterable[tuple[int, Item]]:
    return enumerate(items, 1)


def _refs(given: Ref | list[str | int]) -> Columns:
    return tuple(given) if isinstance(given, list) else (given,)


def _groups(shape: ColumnsShape) -> frozenset[str]:
    """The named groups of an entry's patterns; none of a pattern that is noted as a fault."""
    found: set[str] = set()
    for role in ROLES:
        given = getattr(shape, role)
        if isinstance(given, MatchShape):
            found |= set(re.findall(r"\(\?P<(\w+)>", given.matches))
    return frozenset(found)
