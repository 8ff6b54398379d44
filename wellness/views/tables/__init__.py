"""Tables: real ones, with pictures in their cells; they align, print and can be read aloud."""

from wellness.views.tables.arrivals import source_table
from wellness.views.tables.categories import category_table
from wellness.views.tables.channels import SCALES, channel_table, column_table, marks
from wellness.views.tables.definitions import definition_table
from wellness.views.tables.doors import door_poster, region_table, school_list
from wellness.views.tables.files import download
from wellness.views.tables.listings import listing
from wellness.views.tables.numbers import numbers, opened
from wellness.views.tables.overview import overview_table, theme_table
from wellness.views.tables.places import place_table
from wellness.views.tables.plans import plan_table
from wellness.views.tables.profile import profile_notes, profile_table
from wellness.views.tables.releases import release_table
from wellness.views.tables.revisions import revision_ledger
from wellness.views.tables.sites import site_matrix
from wellness.views.tables.targets import target_table

__all__ = [
    "SCALES",
    "category_table",
    "channel_table",
    "column_table",
    "definition_table",
    "door_poster",
    "download",
    "listing",
    "marks",
    "numbers",
    "opened",
    "overview_table",
    "place_table",
    "plan_table",
    "profile_notes",
    "profile_table",
    "region_table",
    "release_table",
    "revision_ledger",
    "school_list",
    "site_matrix",
    "source_table",
    "target_table",
    "theme_table",
]
