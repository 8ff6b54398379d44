"""What the first reader would wait for, done before anybody comes."""

import inspect

from wellness.domain.readers import Reader
from wellness.reporting import ask, open_doors, overview

# Everything that a first page draws with; imported here, it is not imported in somebody's wait.
from wellness.views import charts, layout, menu, tables
from wellness.views.library import Library

DRAWN_WITH = (charts, layout, menu, tables)


def warm(library: Library) -> None:
    """Open the newest release and answer what a reader without a link is shown.

    Raises `WellnessError` while nothing has been published.
    """
    source = library.source(library.releases()[0].number)
    question, _ = ask(source, Reader().scope, {})
    overview(question, source)
    for quarter in source.contents.quarters:  # its schools are many, and each quarter has its own
        open_doors(question.in_quarter(quarter), source)
    # Streamlit looks through the stack at its first element, which takes 60 ms once.
    inspect.stack()
