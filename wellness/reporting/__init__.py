"""Answers to questions: released numbers and plain words, ready to be drawn or read aloud."""

from wellness.reporting.arrivals import completeness
from wellness.reporting.breakdowns import shares, survey
from wellness.reporting.explanations import definitions
from wellness.reporting.overviews import overview
from wellness.reporting.pathways import has_pathway, pathway
from wellness.reporting.places import compare_places
from wellness.reporting.profiles import profile
from wellness.reporting.questions import ask
from wellness.reporting.schools import compare_schools
from wellness.reporting.trends import training, trend

__all__ = [
    "ask",
    "compare_places",
    "compare_schools",
    "completeness",
    "definitions",
    "has_pathway",
    "overview",
    "pathway",
    "profile",
    "shares",
    "survey",
    "training",
    "trend",
]
