"""Tables: real ones, with pictures in their cells; they align, print and can be read aloud."""

from wellness.views.tables.categories import category_table
from wellness.views.tables.definitions import definition_table, published_table
from wellness.views.tables.numbers import numbers
from wellness.views.tables.overview import overview_table
from wellness.views.tables.places import place_table
from wellness.views.tables.profile import profile_table
from wellness.views.tables.releases import release_table
from wellness.views.tables.targets import target_table

__all__ = [
    "category_table",
    "definition_table",
    "numbers",
    "overview_table",
    "place_table",
    "profile_table",
    "published_table",
    "release_table",
    "target_table",
]
