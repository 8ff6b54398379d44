"""What comes back about open doors: through how many ways students can reach support."""

from dataclasses import dataclass, replace

from wellness.domain.places import OrgUnit
from wellness.domain.questions import Question
from wellness.reporting.answers import Finding, Footnotes

Tally = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DoorRow:
    """The schools of a place by how many of their doors are open.

    `now[0]` schools have no door, `now[1]` one, and so on; `year_ago` likewise. Either is None
    where it is not shown, or not comparable. `gained` schools have a door open that was closed a
    year ago, `lost` ones the other way round; a school can be both, and one that was not told of
    a year ago is neither. They are None where nothing is compared. `silent` schools owe a report
    that did not come: they are in none of the numbers.
    """

    place: OrgUnit
    now: Tally | None
    year_ago: Tally | None = None
    gained: int | None = None
    lost: int | None = None
    silent: int = 0


@dataclass(frozen=True, slots=True)
class OpenDoors:
    """The doors of a place's schools, and at the district of each region's.

    `labels` name the numbers of `DoorRow.now` (`No door`, `One door`). `before` is the period of
    the year ago, "" where nothing is compared.
    """

    question: Question
    labels: tuple[str, ...]
    period: str
    before: str
    row: DoorRow
    regions: tuple[DoorRow, ...]
    level_title: str
    finding: Finding
    footnotes: Footnotes

    @property
    def is_told(self) -> bool:
        """Whether there is a number to show, of the place or of a region."""
        return any(row.now is not None for row in (self.row, *self.regions))


@dataclass(frozen=True, slots=True)
class ListedDoors:
    """A school in the list: what each door is (`since 2024-25 Q1`, `not open`, `not reported`).

    `number` counts the open ones, None where one is not told of. `gained` and `lost` are the
    doors that opened and closed within a year.
    """

    name: str
    kind: str
    region: str
    number: int | None
    doors: tuple[str, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]

    def told(self, titles: tuple[str, ...], closed: str) -> str:
        """Everything that it may be found by; of its doors those that are not `closed`."""
        doors = [f"{t} {d}" for t, d in zip(titles, self.doors, strict=True) if d != closed]
        return " ".join([self.name, self.kind, self.region, *doors]).casefold()


@dataclass(frozen=True, slots=True)
class DoorList:
    """Every school of a place by name. `titles` name the doors, `labels` their numbers."""

    question: Question
    period: str
    before: str
    titles: tuple[str, ...]
    labels: tuple[str, ...]
    schools: tuple[ListedDoors, ...]

    def of(self, schools: tuple[ListedDoors, ...]) -> "DoorList":
        """The same list with these schools alone."""
        return replace(self, schools=schools)
