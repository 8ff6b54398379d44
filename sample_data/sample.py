"""The whole sample: an invented district, its stories, and every number it reports."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sample_data import (
    access,
    attendance,
    awareness,
    care,
    centers,
    courses,
    doors,
    places,
    reference,
    referrals,
    stories,
    survey,
    training,
    writing,
)
from sample_data.history import memberships
from sample_data.reports import SOURCES, Series
from sample_data.stories import Plot
from sample_data.timeline import Timeline
from sample_data.world import World


@dataclass(frozen=True)
class Sample:
    """One invented district; the same settings give the same numbers."""

    schools: int = 300
    quarters: int = 21
    seed: int = 1
    reach: float = 0.041

    @cached_property
    def world(self) -> World:
        """Places, quarters and stories."""
        timeline = Timeline(self.quarters)
        found = places.invent(self.seed, self.schools, timeline.finished[0], self.quarters)
        plot = Plot(stories.resolve(stories.read(), found), found, timeline)
        return World(self.seed, self.reach, timeline, found, plot)

    @cached_property
    def access(self) -> access.Access:
        """Who is served."""
        return access.Access(self.world)

    @cached_property
    def batches(self) -> tuple[writing.Batch, ...]:
        """Everything that is sent, by source."""
        by_source: dict[str, list[Series]] = defaultdict(list)
        for series in self._series():
            by_source[series.source].append(series)
        return tuple(writing.Batch(self.world, source, by_source[source]) for source in SOURCES)

    @property
    def plot(self) -> Plot:
        """The stories, each with its place."""
        told = stories.point_out(self.world.plot.stories, access.furthest_by_chance(self.access))
        return replace(self.world.plot, stories=told)

    def _series(self) -> Iterator[Series]:
        staff = training.Staff(self.world)
        asked = referrals.Referrals(self.access)
        yield from access.deliver(self.access)
        yield from care.deliver(self.access, asked.received, staff)
        yield from centers.deliver(self.world)
        yield from referrals.deliver(asked)
        yield from training.deliver(staff)
        yield from courses.deliver(self.world)
        yield from survey.deliver(self.world)
        yield from attendance.deliver(self.world)
        yield from awareness.deliver(self.world)
        yield from doors.deliver(self.world)
        yield from reference.deliver(staff)

    def write(self, folder: Path) -> Iterator[writing.Delivery]:
        """Write everything into a folder; yields each delivery as it is written."""
        folder.mkdir(parents=True, exist_ok=True)
        writing.write_org_units(memberships(self.world.plot), folder)
        writing.write_stories([story.as_json() for story in self.plot.stories], folder)
        deliveries = []
        for batch in self.batches:
            for delivery in writing.write_deliveries(batch, folder):
                deliveries.append(delivery)
                yield delivery
        writing.write_list(deliveries, folder)
