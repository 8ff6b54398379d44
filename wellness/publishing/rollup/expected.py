"""Who owes a number: which source expects which org unit, in each period of a school year."""

import numpy as np

from wellness.domain.district import DataSource
from wellness.domain.periods import QUARTERS_A_YEAR
from wellness.publishing.due import expected_units
from wellness.publishing.rollup.arrays import PERIODS, YEAR, BoolArray, quarters
from wellness.publishing.rollup.geography import Geography


def expected(source: DataSource, geography: Geography) -> BoolArray:
    """Where the source owes numbers: units × periods; for a year, as of its closing quarter."""
    found = np.zeros((len(geography.codes), PERIODS), dtype=np.bool_)
    for period, quarter in enumerate(quarters(geography.year)):
        owing = expected_units(source, geography.places, quarter)
        found[[geography.index[code] for code in owing], period] = True
    found[:, YEAR] = found[:, QUARTERS_A_YEAR - 1]
    return found
