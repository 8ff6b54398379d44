"""The publication plan: which number of an indicator is published at which level, for how long."""

import numpy as np
from numpy.typing import NDArray

from wellness.domain.indicators import Indicator
from wellness.publishing.rollup.arrays import PERIODS, BoolArray, period_type, slots


def planned(indicator: Indicator, levels: NDArray[np.str_]) -> BoolArray:
    """Whether the indicator file publishes a number: units × periods × categories.

    `levels` names the level of each unit.
    """
    wanted = slots(indicator)
    found = np.zeros((len(levels), PERIODS, len(wanted)), dtype=np.bool_)
    for category, (breakdown, _) in enumerate(wanted):
        plan = indicator.plan(breakdown)
        for period in range(PERIODS):
            allowed = [level.value for level in plan.levels(period_type(period))]
            found[:, period, category] = np.isin(levels, allowed)
    return found
