"""The invented places: schools in four regions and seven board districts that cross them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sample_data.chance import Flags, Floats, Ints, stream
from sample_data.names import OPERATORS, REGIONS, place_names, school_name
from wellness.domain.periods import Quarter
from wellness.domain.places import Level

BANDS = ("elementary", "middle", "high")
SCHOOL_TYPES = ("elementary", "middle", "high", "span", "other")
BOARD_DISTRICTS = 7
SCHOOLS_A_CENTER = 30
SMALLEST, LARGEST, MEAN = 60, 4_500, 430
_TYPE_SHARES = np.array([0.50, 0.14, 0.18, 0.14, 0.04])
_TYPICAL_SIZES = {"elementary": 330, "middle": 520, "high": 640, "span": 380, "other": 90}
_SIZE_SPREAD = 0.75  # log-normal: many small schools, a few huge ones
_SPANS = np.array([[0.67, 0.33, 0.0], [0.0, 0.45, 0.55], [0.44, 0.25, 0.31]])
_MERIDIAN, _PARALLEL = 0.55, 0.45  # where the regions meet, on a square map
_CHARTERS = 0.15
_OPENED_LATER = 0.35


@dataclass(frozen=True)
class Unit:
    """One org unit. `region` and `board` number its parents, -1 where it has none."""

    code: str
    name: str
    level: Level
    school_type: str = ""
    charter: bool = False
    operator: str = ""
    region: int = -1
    board: int = -1
    students: int = 0
    bands: tuple[float, float, float] = (0.0, 0.0, 0.0)
    opened: Quarter | None = None


@dataclass(frozen=True)
class Places:
    """All org units: schools, centers, unattributed, then the places that are added up."""

    units: tuple[Unit, ...]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The row of each org unit in every grid."""
        return {unit.code: number for number, unit in enumerate(self.units)}

    def at(self, *levels: Level) -> Flags:
        """Of each org unit, whether it is of one of these levels."""
        return np.array([unit.level in levels for unit in self.units])

    def of_type(self, *school_types: str) -> Flags:
        """Of each org unit, whether it is a school of one of these types."""
        return np.array([u.school_type in school_types for u in self.units])

    def rank(self, unit: Unit) -> int:
        """The place of an org unit among those of its level, from 0: what `region` counts by."""
        return [u.code for u in self.units if u.level is unit.level].index(unit.code)

    @cached_property
    def schools(self) -> int:
        """How many schools there are, open or closed."""
        return int(self.at(Level.SCHOOL).sum())


def invent(seed: int, schools: int, first: Quarter, length: int) -> Places:
    """A district of that many schools; centers open over the `length` quarters from `first`."""
    found = _schools(seed, schools)
    centers = _centers(seed, found, first, length)
    return Places((*found, *centers, *_unattributed(), *_areas()))


def _schools(seed: int, count: int) -> list[Unit]:
    rng = stream(seed, "schools")
    types = rng.permutation(_types(count))
    names = place_names(stream(seed, "names"), count)
    regions, boards = _positions(rng, count)
    sizes = _sizes(rng, types.tolist())
    bands = [_bands(rng, school_type) for school_type in types.tolist()]
    charters = rng.random(count) < _CHARTERS
    width = max(3, len(str(count)))
    return [
        Unit(
            f"S{number + 1:0{width}d}",
            school_name(names[number], school_type),
            Level.SCHOOL,
            school_type,
            charter=bool(charters[number]),
            region=int(regions[number]),
            board=int(boards[number]),
            students=int(sizes[number]),
            bands=bands[number],
        )
        for number, school_type in enumerate(types.tolist())
    ]


def _types(count: int) -> list[str]:
    numbers = np.maximum(1, np.round(_TYPE_SHARES * count)).astype(int)
    numbers[0] += count - numbers.sum()
    return [t for t, n in zip(SCHOOL_TYPES, numbers.tolist(), strict=True) for _ in range(n)]


def _positions(rng: np.random.Generator, count: int) -> tuple[Ints, Ints]:
    """Regions are the four corners of the map, board districts slices across it."""
    east, north = rng.permutation(count) / count, rng.random(count)
    region = 2 * (east >= _MERIDIAN) + (north >= _PARALLEL)
    slices = np.argsort(np.argsort(east + 0.6 * north)) * BOARD_DISTRICTS // count
    return region.astype(np.int64), slices.astype(np.int64)


def _sizes(rng: np.random.Generator, types: list[str]) -> Ints:
    typical = np.array([_TYPICAL_SIZES[school_type] for school_type in types], dtype=np.float64)
    drawn = typical * rng.lognormal(0, _SIZE_SPREAD, len(types))
    for _ in range(20):  # the bounds move the mean, so scaling and bounding take turns
        drawn = np.clip(drawn * MEAN / drawn.mean(), SMALLEST, LARGEST)
    return np.round(drawn).astype(np.int64)


def _bands(rng: np.random.Generator, school_type: str) -> tuple[float, float, float]:
    if school_type == "span":
        elementary, middle, high = _SPANS[rng.integers(len(_SPANS))].tolist()
        return elementary, middle, high
    only = BANDS.index(school_type) if school_type in BANDS else BANDS.index("high")
    elementary, middle, high = np.eye(len(BANDS))[only].tolist()
    return elementary, middle, high


def _centers(seed: int, schools: list[Unit], first: Quarter, length: int) -> list[Unit]:
    """Each stands beside a school, and so in its region and board district."""
    rng = stream(seed, "centers")
    count = max(3, round(len(schools) / SCHOOLS_A_CENTER))
    beside = [schools[n] for n in rng.choice(len(schools), count, replace=False).tolist()]
    later = (rng.random(count) < _OPENED_LATER).tolist()
    opened = [first + int(n) for n in rng.integers(1, max(2, length - 4), count)]
    return [
        Unit(
            f"C{number + 1:02d}",
            f"{_place(school.name)} Wellness Center",
            Level.CENTER,
            operator=OPERATORS[number % len(OPERATORS)],
            region=school.region,
            board=school.board,
            opened=opened[number] if number and later[number] else None,
        )
        for number, school in enumerate(beside)
    ]


def _place(school_name: str) -> str:
    return " ".join(school_name.split()[:2])


def _unattributed() -> list[Unit]:
    regions = [
        Unit(f"U{n + 1}", f"{name}, not at a school", Level.UNATTRIBUTED, region=n)
        for n, name in enumerate(REGIONS)
    ]
    return [*regions, Unit("U0", "District, not at a school", Level.UNATTRIBUTED)]


def _areas() -> list[Unit]:
    regions = [Unit(f"R{n + 1}", f"{name} Region", Level.REGION) for n, name in enumerate(REGIONS)]
    boards = [
        Unit(f"B{n + 1}", f"Board District {n + 1}", Level.BOARD_DISTRICT)
        for n in range(BOARD_DISTRICTS)
    ]
    types = [Unit(t, f"{t.capitalize()} schools", Level.SCHOOL_TYPE) for t in SCHOOL_TYPES]
    district = Unit("district", "Alder Valley Unified School District", Level.DISTRICT)
    return [*regions, *boards, *types, district]


def students_by_band(places: Places) -> Floats:
    """Typical enrollment, org units × grade bands."""
    return np.array([[u.students * share for share in u.bands] for u in places.units])
