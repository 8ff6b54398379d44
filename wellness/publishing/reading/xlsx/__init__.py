"""What is inside a workbook: its sheets, what they hide, and their cells as texts."""

from wellness.publishing.reading.xlsx.grids import Grid, grids
from wellness.publishing.reading.xlsx.packages import Package, SheetPart, open_package
from wellness.publishing.reading.xlsx.references import column_number, letters, position
from wellness.publishing.reading.xlsx.scanning import Scan, Unreadable, scan

__all__ = [
    "Grid",
    "Package",
    "Scan",
    "SheetPart",
    "Unreadable",
    "column_number",
    "grids",
    "letters",
    "open_package",
    "position",
    "scan",
]
