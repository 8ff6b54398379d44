"""The examples' workspaces and, where the public files are at hand, what is published of them."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data_access.stores import open_publishing
from wellness.domain.workspace import EXAMPLES, read_workspace
from wellness.publishing.examples import publish_example
from wellness.publishing.publish import Stores
from wellness.publishing.service import PublishingService

REAL = Path(os.environ.get("WELLNESS_REAL_DATA", Path(__file__).parents[4] / "shared/real_data"))
CHICAGO = REAL / "chicago_school_progress_reports"
NEW_YORK = REAL / "nyc_school_mental_health"
ENGLAND = REAL / "england_looked_after_children_sdq"
KEY = ["indicator", "org_unit", "quarter", "category"]
needs_real_data = pytest.mark.skipif(
    not REAL.is_dir(), reason="WELLNESS_REAL_DATA names no folder with the public files."
)


@dataclass(frozen=True)
class Published:
    """The newest release as open data, and what the commands said on the way."""

    cells: pd.DataFrame
    said: str

    def cell(self, indicator: str, place: str, year: str, category: str = "") -> dict[str, Any]:
        """One cell of a year, by the columns of the open data."""
        key = pd.Series([indicator, place, f"{year} Q4", category], KEY)
        found = self.cells.loc[(self.cells[KEY] == key).all(axis=1)]
        (row,) = found.to_dict("records")
        return {str(name): value for name, value in row.items()}

    def counts(self, indicator: str, place: str, year: str) -> tuple[float, float]:
        """Numerator and denominator."""
        found = self.cell(indicator, place, year)
        return found["numerator"], found["denominator"]


def published(name: str, data: Path, folder: Path) -> Published:
    """Publish an example into a folder, and read its newest release back."""
    said: list[str] = []
    settings = {"WELLNESS_HOME": str(EXAMPLES / name), "WELLNESS_DATA": str(folder)}
    publish_example(name, data, settings, lambda _share, _sentence: None, said.append)
    with open_publishing(settings) as opened:
        stores = Stores(opened.state, opened.released, opened.intake)
        service = PublishingService(read_workspace(EXAMPLES / name), stores)
        service.export("latest", folder / "open_data")
    cells = pd.read_parquet(folder / "open_data" / "cells.parquet")
    return Published(cells, "\n".join(said))
