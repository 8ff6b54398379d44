"""Every source of the sample fills in its template, and it comes back clean."""

from collections.abc import Iterator

import pytest

from data_access.stores import open_publishing
from tests.district import District
from tests.unit.publishing.filling import filled
from wellness.domain.workspace import read_settings, read_workspace
from wellness.publishing.check import check
from wellness.publishing.publish import Stores
from wellness.publishing.reading import read
from wellness.publishing.service import PublishingService

SOURCES = sorted(read_settings()[0].sources)


@pytest.fixture(scope="module")
def service(district: District) -> Iterator[PublishingService]:
    with pytest.MonkeyPatch.context() as patch, open_publishing(district.environment) as opened:
        patch.setenv("WELLNESS_DATA", str(district.data))
        stores = Stores(opened.state, opened.released, opened.intake)
        yield PublishingService(read_workspace(), stores)


@pytest.mark.parametrize("quarter", ["2026-27 Q1", "2025-26 Q4", "2024-25 Q4"])
@pytest.mark.parametrize("source", SOURCES)
def test_filled_in_it_comes_back_clean(
    service: PublishingService, source: str, quarter: str
) -> None:
    """With last year's delivery to go by, and without (the sample begins in 2024-25)."""
    definitions = service.workspace.definitions
    made = service.template(source, quarter)

    receipt = check(made.name, filled(made, definitions), definitions, made.due_on)

    assert (receipt.accepted, receipt.faults) == (True, ())
    assert receipt.rows == made.rows


@pytest.mark.parametrize("source", SOURCES)
def test_it_asks_for_no_more_than_was_sent_for_the_same_quarter_a_year_ago(
    service: PublishingService, source: str
) -> None:
    made = service.template(source, "2025-26 Q4")
    before = service.template(source, "2024-25 Q4")

    assert shapes(made.name, made.content) <= shapes(before.name, before.content)


def shapes(name: str, content: bytes) -> set[tuple[str, ...]]:
    columns = read(name, content).by_name
    wanted = ("period_type", "indicator", "breakdown", "category")
    return set(zip(*(columns[column].as_arrow().to_pylist() for column in wanted), strict=True))
