"""The planted stories: what they change, and where, in a district of any size."""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from sample_data.chance import Flags, Floats
from sample_data.places import Places
from sample_data.timeline import Timeline
from wellness.domain.periods import Calendar, Quarter
from wellness.domain.places import Level

_FILE = Path(__file__).with_name("stories.toml")
_ODDS = ("level", "growth", "definition")


@dataclass(frozen=True)
class Story:
    """One story; `org_unit` is empty until a place is found for it."""

    name: str
    indicator: str
    kind: str
    size: float
    real: bool
    text: str
    select: dict[str, Any]
    first: Quarter | None = None
    last: Quarter | None = None
    category: str = ""
    org_unit: str = ""

    def holds_in(self, quarter: Quarter) -> bool:
        """Whether the story shows in a quarter."""
        begun = self.first is None or self.first <= quarter
        return begun and (self.last is None or quarter <= self.last)

    def as_json(self) -> dict[str, Any]:
        """What is written beside the deliveries."""
        return {
            "name": self.name,
            "indicator": self.indicator,
            "category": self.category,
            "org_unit": self.org_unit,
            "quarters": [str(q) for q in (self.first, self.last) if q],
            "kind": self.kind,
            "size": self.size,
            "real": self.real,
            "text": self.text,
        }


def read(path: Path = _FILE) -> tuple[Story, ...]:
    """The stories as they are written down, without places."""
    return tuple(_story(entry) for entry in tomllib.loads(path.read_text("utf-8"))["stories"])


def _story(entry: dict[str, Any]) -> Story:
    quarters = [Calendar().parse(text) for text in entry.pop("quarters")]
    first, last, *_ = [*quarters, None, None]
    return Story(**entry, first=first, last=last)


@dataclass(frozen=True)
class Plot:
    """Stories with their places, and what they do to the numbers."""

    stories: tuple[Story, ...]
    places: Places
    timeline: Timeline

    def of(self, *kinds: str) -> tuple[Story, ...]:
        """The stories of some kinds."""
        return tuple(story for story in self.stories if story.kind in kinds)

    def log_odds(self, indicator: str, category: str = "") -> Floats:
        """What the stories add to an indicator's log-odds: org units × quarters."""
        told = [s for s in self.of(*_ODDS) if (s.indicator, s.category) == (indicator, category)]
        return self._sum(told)

    def factor(self, indicator: str) -> Floats:
        """By what the stories multiply an indicator's numbers: org units × quarters."""
        return np.exp(self._sum([s for s in self.of("factor") if s.indicator == indicator]))

    def touched(self, kind: str) -> Flags:
        """Where and when a story of that kind holds: org units × quarters."""
        held = [self.where(story) for story in self.of(kind)]
        return np.asarray(np.logical_or.reduce([*held, self._nowhere()]))

    def where(self, story: Story) -> Flags:
        """Where and when that story holds: org units × quarters."""
        return np.outer(self.rows(story), self._quarters(story))

    def rows(self, story: Story) -> Flags:
        """The sites a story is about: the place itself, or all sites inside it."""
        target = self.places.units[self.places.numbers[story.org_unit]]
        if target.level is Level.DISTRICT:
            return np.ones(len(self.places.units), dtype=np.bool_)
        if target.level is Level.REGION:
            number = self.places.rank(target)
            return np.array([unit.region == number for unit in self.places.units])
        return np.array([unit is target for unit in self.places.units])

    def _sum(self, stories: list[Story]) -> Floats:
        total = np.zeros(self._nowhere().shape)
        for story in stories:
            total += np.outer(self.rows(story), np.log(story.size) * self._course(story))
        return total

    def _course(self, story: Story) -> Floats:
        """How far the story has come, 0 to 1, at each quarter."""
        if story.kind != "growth" or not (story.first and story.last):
            return self._quarters(story).astype(np.float64)
        ordinals = np.array([q.ordinal for q in self.timeline.invented], dtype=np.float64)
        span = story.last.ordinal - story.first.ordinal
        return np.clip((ordinals - story.first.ordinal) / span, 0, 1)

    def _quarters(self, story: Story) -> Flags:
        if story.first is None:
            return np.ones(len(self.timeline.invented), dtype=np.bool_)
        return self.timeline.between(story.first, story.last)

    def _nowhere(self) -> Flags:
        return np.zeros((len(self.places.units), len(self.timeline.invented)), dtype=np.bool_)


def resolve(stories: tuple[Story, ...], places: Places) -> tuple[Story, ...]:
    """Find a place for every story but those of chance, no school twice."""
    found: list[Story] = []
    for story in stories:
        taken = {other.org_unit for other in found}
        chosen = "" if story.kind == "chance" else _choose(story.select, places, taken)
        found.append(replace(story, org_unit=chosen))
    return tuple(found)


def _choose(select: dict[str, Any], places: Places, taken: set[str]) -> str:
    level = Level(select["level"])
    units = [u for u in places.units if u.level is level]
    if level is not Level.SCHOOL:
        return str(units[select.get("number", 1) - 1].code)
    of_type = [u for u in units if select.get("type", u.school_type) == u.school_type]
    by_size = sorted(of_type, key=lambda unit: (unit.students, unit.code))
    # The last of a type stays free: a very small district may have fewer schools than stories.
    free = [u for u in by_size if u.code not in taken] or by_size
    return free[round(float(select["rank"]) * (len(free) - 1))].code


def point_out(stories: tuple[Story, ...], code: str) -> tuple[Story, ...]:
    """Give the story of chance its school, once the numbers are known."""
    return tuple(replace(s, org_unit=code) if s.kind == "chance" else s for s in stories)
