"""Read `district.toml`."""

from wellness.domain.district import DataSource, District, ExpectedUnit, Plan, PolicySettings
from wellness.domain.faults import FaultList
from wellness.domain.periods import Calendar, Quarter
from wellness.domain.reading_toml import read_shape
from wellness.domain.shapes import DistrictShape, PlanShape, SourceShape

FILE = "district.toml"
MONTHS_A_YEAR = 12
_NO_QUARTER = Quarter(1, 1)  # stands in for one that was noted as a fault: never returned


def read_district_file(text: str, faults: FaultList) -> District | None:
    """The district's settings; None where the file cannot be read, and the reason is noted."""
    shape = read_shape(FILE, text, DistrictShape, faults)
    if shape is None:
        return None
    if not 1 <= shape.first_month <= MONTHS_A_YEAR:
        faults.add(FILE, "first_month", "write the number of a month, 1 to 12.")
        return None
    reader = _Reader(Calendar(shape.first_month), faults)
    return reader.district(shape)


class _Reader:
    """Makes settings of shapes; quarters need the calendar."""

    def __init__(self, calendar: Calendar, faults: FaultList) -> None:
        self.calendar = calendar
        self.faults = faults

    def district(self, shape: DistrictShape) -> District:
        return District(
            name=shape.name,
            short_name=shape.short_name or shape.name,
            sample=shape.sample,
            notice=shape.notice.strip(),
            calendar=self.calendar,
            first_quarter=self.required("first_quarter", shape.first_quarter),
            levels={level.value: title for level, title in shape.levels.items()},
            levels_plural={level.value: title for level, title in shape.levels_plural.items()},
            policy=PolicySettings(shape.policy.threshold, shape.policy.width, shape.policy.zeros),
            plans={code: self.plan(code, plan) for code, plan in shape.plans.items()},
            sources={code: self.source(code, source) for code, source in shape.sources.items()},
        )

    def plan(self, code: str, shape: PlanShape) -> Plan:
        place = f"plans.{code}"
        first = self.required(f"{place}.first_quarter", shape.first_quarter)
        last = self.required(f"{place}.last_quarter", shape.last_quarter)
        if last < first:
            self.faults.add(FILE, place, "the plan ends before it begins.")
        return Plan(code, shape.title, first, last)

    def source(self, code: str, shape: SourceShape) -> DataSource:
        place = f"sources.{code}"
        if not (shape.reports or shape.units):
            self.faults.add(
                FILE, place, "say for which places it reports: “reports” or “[[units]]”."
            )
        return DataSource(
            code=code,
            title=shape.title,
            owner=shape.owner,
            legal_basis=shape.legal_basis,
            cadence=shape.cadence,
            due_days=shape.due_days,
            reports=frozenset(shape.reports),
            valid_from=self.quarter(f"{place}.from", shape.valid_from),
            valid_to=self.quarter(f"{place}.to", shape.valid_to),
            units=tuple(
                ExpectedUnit(
                    unit.org_unit,
                    self.quarter(f"{place}.units.from", unit.valid_from),
                    self.quarter(f"{place}.units.to", unit.valid_to),
                )
                for unit in shape.units
            ),
            due_from=self.quarter(f"{place}.due_from", shape.due_from),
        )

    def quarter(self, place: str, text: str) -> Quarter | None:
        return self.faults.quarter(FILE, place, text, self.calendar)

    def required(self, place: str, text: str) -> Quarter:
        if not text:
            self.faults.add(FILE, place, "a quarter is missing.")
        return self.quarter(place, text) or _NO_QUARTER
