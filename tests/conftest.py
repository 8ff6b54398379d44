"""What tests of several folders share."""

import os
from collections.abc import Iterator

import pytest

from tests.district import District, published
from tests.postgresql import Corner, Server, corner, serving


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> District:
    """A small published sample, one for all workers of a run. Copy it before changing it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return published(shared / "district")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A real PostgreSQL, one for all tests of a worker."""
    with serving() as running:
        yield running


@pytest.fixture
def postgresql(server: Server) -> Iterator[Corner]:
    """Databases and users of one test."""
    with corner(server) as own:
        yield own
