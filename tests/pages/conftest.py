"""Pages are drawn in this process; they read the district that the environment names."""

from collections.abc import Iterator

import pytest
import streamlit as st

from tests.district import District


@pytest.fixture
def reading(district: District, monkeypatch: pytest.MonkeyPatch) -> District:
    """Every page reads the small sample."""
    monkeypatch.setenv("WELLNESS_DATA", str(district.data))
    return district


@pytest.fixture
def opened_anew() -> Iterator[None]:
    """The stores are opened by the test and forgotten after it: they are none that others read."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()
