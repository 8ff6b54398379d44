"""Reference series: the students and staff that other numbers are measured against."""

from collections.abc import Iterator

from sample_data.places import BANDS
from sample_data.reports import Series, by_band, sender, yearly
from sample_data.training import GROUPS, Staff


def deliver(staff: Staff) -> Iterator[Series]:
    """Enrollment by grade band, all employees, and those who serve grades 7-12."""
    world = staff.world
    census = yearly(world, sender(world, "student_information"), whole=False)
    yield from census.partition("enrollment", "grade_band", by_band(world.enrollment, BANDS))
    yield census.total("staff", staff.employees)
    for role in ("certificated", "classified"):
        people = staff.people[:, :, GROUPS.index(f"{role}_7_12")]
        yield census.total(f"staff_{role}_7_12", people)
