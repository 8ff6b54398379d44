"""Single rows that a mapping sets aside because they are faulty: found, and told one by one."""

from dataclasses import dataclass

import numpy as np

from wellness.domain.deliveries import Fault, Severity
from wellness.domain.mappings import FileMapping
from wellness.domain.mappings import SetAside as Rule
from wellness.publishing.mapping.bodies import Body
from wellness.publishing.mapping.layouts import Layout
from wellness.publishing.mapping.slots import Places


@dataclass(frozen=True)
class SetAside:
    """Rows of a body that are not read, and what is said of each."""

    rows: frozenset[int]
    faults: tuple[Fault, ...]


def set_aside(body: Body, mapping: FileMapping, layout: Layout) -> SetAside:
    """Find the row of every `[[set_aside]]`.

    One that fits several rows is a fault, for it may hide what it does not mean; one that fits
    none is told: the sender may have mended the row.
    """
    rows: set[int] = set()
    faults = []
    for rule, places in zip(mapping.set_aside, layout.set_aside, strict=True):
        mark = np.ones(len(body), dtype=np.bool_)
        for place, text in zip(places, rule.where.values(), strict=True):
            mark &= body.columns[place].rows_where(text.__eq__)
        found = np.flatnonzero(mark)
        if len(found) == 1:
            rows.add(int(found[0]))
            faults.append(_told(body, rule, places, int(found[0])))
        else:
            faults.append(_not_one(mapping, rule, len(found)))
    return SetAside(frozenset(rows), tuple(faults))


def _told(body: Body, rule: Rule, places: Places, row: int) -> Fault:
    return Fault(
        int(body.lines[row]),
        "",
        "set_aside",
        ", ".join(body.columns[place][row] for place in places),
        f"Set aside by the mapping: {rule.why.rstrip('.')}.",
        "Ask the sender to mend the row, then take the entry out of the mapping.",
        Severity.WARNING,
    )


def _not_one(mapping: FileMapping, rule: Rule, found: int) -> Fault:
    named = ", ".join(f"{column} {text}" for column, text in rule.where.items())
    if found:
        message = f"{mapping.file} sets one row aside, and {found:,} rows are so: {named}."
        remedy = "Name more columns under “where”, until one row is meant."
        return Fault(0, "", "set_aside_several", "", message, remedy)
    message = f"{mapping.file} sets a row aside that is not in this file: {named}."
    remedy = "If the sender has mended it, take the entry out of the mapping."
    return Fault(0, "", "set_aside_none", "", message, remedy, Severity.WARNING)
