"""What tests of several folders share."""

import os

import pytest

from tests.district import District, published


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> District:
    """A small published sample, one for all workers of a run. Copy it before changing it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return published(shared / "district")
