"""Check what mappings say of sources, indicators and places."""

from collections.abc import Iterable, Mapping

from wellness.domain.district import District
from wellness.domain.faults import FaultList
from wellness.domain.indicators import Catalogue
from wellness.domain.mappings import ColumnsRule, FileMapping
from wellness.domain.places import OrgUnit


def check_mappings(
    mappings: Iterable[FileMapping],
    district: District,
    catalogue: Catalogue,
    places: Mapping[str, OrgUnit],
    faults: FaultList,
) -> None:
    """Note every source, indicator, breakdown, category and place that nothing defines."""
    for mapping in mappings:
        faults.require_known(mapping.file, "source", mapping.source, district.sources)
        names = [unit.name for unit in places.values()] if mapping.org_unit.by_name else []
        units = [*places, *names]
        for alias in mapping.org_unit.aliases:
            faults.require_known(mapping.file, "org_unit.aliases.ours", alias.ours, units)
        for ours in mapping.org_unit.text.codes.values():
            faults.require_known(mapping.file, "org_unit.codes", ours, units)
        for ours in mapping.indicator.codes.values() if mapping.indicator else ():
            faults.require_known(mapping.file, "indicator.codes", ours, catalogue)
        for number, columns in enumerate(mapping.columns, 1):
            _check_columns(mapping.file, f"columns {number}", columns, catalogue, faults)


def _check_columns(
    file: str, place: str, columns: ColumnsRule, catalogue: Catalogue, faults: FaultList
) -> None:
    if not columns.indicator:
        return
    faults.require_known(file, f"{place}.indicator", columns.indicator, catalogue)
    if columns.indicator not in catalogue or not columns.breakdown:
        return
    breakdowns = catalogue[columns.indicator].breakdowns
    faults.require_known(file, f"{place}.breakdown", columns.breakdown, breakdowns)
    if columns.breakdown in breakdowns:
        known = breakdowns[columns.breakdown].categories
        for category in filter(None, (columns.category, *columns.codes.values())):
            faults.require_known(file, f"{place}.category", category, known)
