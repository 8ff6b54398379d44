"""Staff, and their Youth Mental Health First Aid (YMHFA) certificates."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sample_data.chance import Floats, Ints
from sample_data.reports import Series, added, sender
from sample_data.world import World
from wellness.domain.periods import QUARTERS_A_YEAR
from wellness.domain.places import Level

VALID_QUARTERS = 12
ENDING_SOON = QUARTERS_A_YEAR
# Groups of people; those serving grades 7-12 are counted apart, because coverage is theirs alone.
GROUPS = ("certificated_7_12", "certificated", "classified_7_12", "classified", "community")
_STUDENTS_A_CERTIFICATED, _STUDENTS_A_CLASSIFIED = 19.0, 27.0
# Office staff and community partners, for each school of the district.
_REGION_OFFICES = np.array([0.0, 0.6, 0.0, 1.2, 2.0]) * 0.15
_DISTRICT_OFFICES = np.array([0.0, 2.0, 0.0, 4.0, 3.0]) * 0.15
_RATES = np.array([0.034, 0.020, 0.018, 0.012, 0.030])  # first certificates, each quarter
_RENEWED = 0.5
_SEASON = np.array((0.80, 1.20, 1.15, 0.85))


@dataclass(frozen=True)
class Staff:
    """People who could hold a certificate; org units × years × `GROUPS`."""

    world: World

    @cached_property
    def typical(self) -> Ints:
        """People in a typical year: org units × groups."""
        world = self.world
        students = world.enrollment.mean(axis=1)
        older = students @ np.array([0.0, 2 / 3, 1.0])  # grades 7-8 of 6-8, and 9-12
        younger = students.sum(axis=1) - older
        wander = np.exp(world.differences("staff", 0.08)[:, 0])
        schools = [
            count / ratio * wander
            for ratio in (_STUDENTS_A_CERTIFICATED, _STUDENTS_A_CLASSIFIED)
            for count in (older, younger)
        ]
        people = np.stack([*schools, np.zeros(len(wander))], axis=1)
        return np.round(people + self._offices()).astype(np.int64)

    def _offices(self) -> Floats:
        """People who belong to no school: most of them to the district itself."""
        people = np.zeros((self.world.shape[0], len(GROUPS)))
        places = self.world.places
        people[places.at(Level.UNATTRIBUTED)] = _REGION_OFFICES * places.schools
        people[places.numbers["U0"]] = _DISTRICT_OFFICES * places.schools
        return people

    @cached_property
    def certificates(self) -> "Certificates":
        """Their certificates."""
        return certify(self)

    @cached_property
    def people(self) -> Ints:
        """People each year: never fewer than hold a certificate in it."""
        world = self.world
        years = len(world.timeline.years)
        drift = 1 + 0.01 * world.rng("staff").standard_normal((world.shape[0], years, 1))
        usual = np.round(self.typical[:, None, :] * drift).astype(np.int64)
        certified = world.in_years(self.certificates.valid).max(axis=2)
        return np.asarray(np.maximum(usual, certified))

    @cached_property
    def employees(self) -> Ints:
        """All employees each year: everybody but the community partners."""
        open_then = self.world.by_year(self.world.exists)
        return np.asarray(self.people[:, :, :-1].sum(axis=2) * open_then)


@dataclass(frozen=True)
class Certificates:
    """Certificates issued; org units × quarters × `GROUPS`, beginning `VALID_QUARTERS` early."""

    issued: Ints

    @cached_property
    def valid(self) -> Ints:
        """Certificates valid on the last day: those issued in the last three years."""
        return self._issued_before(0, VALID_QUARTERS)

    @cached_property
    def ending(self) -> Ints:
        """Valid ones that end in the coming year: those issued two to three years ago."""
        return self._issued_before(VALID_QUARTERS - ENDING_SOON, VALID_QUARTERS)

    @property
    def new(self) -> Ints:
        """Certificates issued in each quarter of the timeline."""
        return self.issued[:, VALID_QUARTERS:]

    def _issued_before(self, newest: int, oldest: int) -> Ints:
        """At each quarter, the sum of those issued `newest` to `oldest` - 1 quarters before."""
        count = self.issued.shape[1]
        quarters = range(newest, oldest)
        return added(self.issued[:, VALID_QUARTERS - n : count - n] for n in quarters)


def certify(staff: Staff) -> Certificates:
    """Quarter after quarter: certificates end, some are renewed, others get their first."""
    world, people = staff.world, staff.typical
    rng = world.rng("certificates")
    rates = _rates(world)
    issued = np.zeros((*rates.shape[:2], len(GROUPS)), dtype=np.int64)
    valid = rng.binomial(people, 0)
    for quarter in range(issued.shape[1]):
        old = quarter - VALID_QUARTERS
        ended = issued[:, old] if old >= 0 else np.zeros_like(people)
        valid = valid - ended
        renewed = rng.binomial(ended, _RENEWED)
        others = np.maximum(people - valid - ended, 0)
        issued[:, quarter] = renewed + rng.binomial(others, rates[:, quarter])
        valid = valid + issued[:, quarter]
    return Certificates(issued)


def _rates(world: World) -> Floats:
    """The chance of a first certificate, three years early: org units × quarters × groups."""
    early = VALID_QUARTERS // QUARTERS_A_YEAR
    season = np.tile(_SEASON, len(world.timeline.years) + early)
    told = np.pad(world.plot.factor("ymhfa_certificates"), ((0, 0), (VALID_QUARTERS, 0)), "edge")
    lasting = np.exp(world.differences("certificates", 0.4))
    rates = (lasting * told * season)[:, :, None] * _RATES
    return np.asarray(np.minimum(rates, 0.9))


def deliver(staff: Staff) -> Iterator[Series]:
    """The training register: certificates issued, valid and ending, and coverage."""
    world = staff.world
    register = sender(world, "training_register")
    found = staff.certificates
    yield from register.partition("ymhfa_certificates", "role", _roles(found.new))
    yield from register.partition("ymhfa_certified", "role", _roles(found.valid))
    yield from register.partition("ymhfa_lapsing", "role", _roles(found.ending))
    for role in ("certificated", "classified"):
        certified = found.valid[:, :, GROUPS.index(f"{role}_7_12")]
        yield register.total(f"coverage_{role}", certified)


def _roles(counts: Ints) -> dict[str, Ints]:
    groups = dict(zip(GROUPS, np.moveaxis(counts, 2, 0), strict=True))
    return {
        "certificated": groups["certificated_7_12"] + groups["certificated"],
        "classified": groups["classified_7_12"] + groups["classified"],
        "community": groups["community"],
    }
