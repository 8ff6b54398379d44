"""Charts: one Plotly figure an answer, drawn with what is known and never with what is hidden."""

from wellness.views.charts.completeness import completeness_chart
from wellness.views.charts.grades import grade_chart, scale_note
from wellness.views.charts.pathway import pathway_chart
from wellness.views.charts.schools import is_drawn, not_drawn, school_chart
from wellness.views.charts.trend import trend_chart

__all__ = [
    "completeness_chart",
    "grade_chart",
    "is_drawn",
    "not_drawn",
    "pathway_chart",
    "scale_note",
    "school_chart",
    "trend_chart",
]
