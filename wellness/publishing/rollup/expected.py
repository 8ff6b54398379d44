"""Who owes a number: which source expects which org unit, in each period of a school year."""

import numpy as np

from wellness.domain.district import DataSource
from wellness.domain.periods import QUARTERS_A_YEAR
from wellness.publishing.rollup.arrays import PERIODS, YEAR, BoolArray, quarters
from wellness.publishing.rollup.geography import Geography


def expected(source: DataSource, geography: Geography) -> BoolArray:
    """Where the source owes numbers: units × periods; for a year, as of its closing quarter."""
    units = geography.places.units
    found = np.zeros((len(units), PERIODS), dtype=np.bool_)
    owing = _may_owe(source, geography)
    for slot, quarter in enumerate(quarters(geography.year)):
        for position in owing:
            unit = units[geography.codes[position]]
            found[position, slot] = source.expects(unit, quarter)
    found[:, YEAR] = found[:, QUARTERS_A_YEAR - 1]
    return found


def _may_owe(source: DataSource, geography: Geography) -> list[int]:
    """Units that the source names, or those of its levels: asking all the others takes long."""
    if source.units:
        return sorted({geography.index[u.org_unit] for u in source.units})
    return np.flatnonzero(np.isin(geography.levels, [v.value for v in source.reports])).tolist()
