"""Who sent a file: the source that is named, else the one that the file's name begins with."""

from datetime import date

from wellness.domain.district import DataSource, District
from wellness.domain.errors import UnknownNameError
from wellness.domain.faults import nearest
from wellness.domain.periods import Quarter
from wellness.publishing.reading import FileName


def origin_of(district: District, name: FileName, source: str, received_on: date) -> DataSource:
    """The source that is named, else that of the file's name. Raises `UnknownNameError`."""
    if source or name.source in district.sources:
        return district.source(source or name.source)
    meant = nearest(name.source, district.sources) or next(iter(district.sources), "SOURCE")
    example = f"{meant}_{district.calendar.address(name.last or _last_over(district, received_on))}"
    raise UnknownNameError(
        f"Who sent “{name.source}”? Rename the file like {example}.csv, or name its source with "
        f"--source. This district names: {', '.join(sorted(district.sources))}."
    )


def _last_over(district: District, day: date) -> Quarter:
    """The last quarter that was over on a day, the first of the district at the earliest."""
    quarter = district.first_quarter
    while district.calendar.end(quarter + 1) < day:
        quarter = quarter + 1
    return quarter
