"""Answers to questions: released numbers and plain words, ready to be drawn or read aloud."""

from wellness.reporting.arrivals import completeness
from wellness.reporting.breakdowns import shares, splits, survey
from wellness.reporting.directories import directory, matching
from wellness.reporting.door_lists import door_list, having, school_doors
from wellness.reporting.doors import open_doors
from wellness.reporting.explanations import definitions, disclosed, sources
from wellness.reporting.groups import fair
from wellness.reporting.overviews import overview, theme
from wellness.reporting.pathways import has_pathway, pathway
from wellness.reporting.places import compare_places, schools_in
from wellness.reporting.plans import plan_result
from wellness.reporting.profiles import profile
from wellness.reporting.questions import ask
from wellness.reporting.revisions import revisions
from wellness.reporting.schools import compare_schools, compares_schools
from wellness.reporting.sites import sites
from wellness.reporting.trends import training, trend, trends

__all__ = [
    "ask",
    "compare_places",
    "compare_schools",
    "compares_schools",
    "completeness",
    "definitions",
    "directory",
    "disclosed",
    "door_list",
    "fair",
    "has_pathway",
    "having",
    "matching",
    "open_doors",
    "overview",
    "pathway",
    "plan_result",
    "profile",
    "revisions",
    "school_doors",
    "schools_in",
    "shares",
    "sites",
    "sources",
    "splits",
    "survey",
    "theme",
    "training",
    "trend",
    "trends",
]
