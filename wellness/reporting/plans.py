"""Plans: every target of the plan that ended last, beside what was reached."""

from collections.abc import Iterator, Sequence

from wellness.domain.cells import Cell
from wellness.domain.district import Plan
from wellness.domain.questions import Question
from wellness.domain.stores import Source
from wellness.reporting import targets
from wellness.reporting.answers import PlanResult, Promise
from wellness.reporting.memory import remembered
from wellness.reporting.reading import history, required_place
from wellness.reporting.series import Subject


@remembered
def plan_result(question: Question, source: Source) -> PlanResult | None:
    """The plan that ended last before the question's quarter; None if there was none.

    From one look at the store. Only the district has promises. Raises `UnknownNameError` for an
    unknown place, `OutOfScopeError` for one that may not be seen.
    """
    contents, place = source.contents, required_place(question, source)
    plan = targets.ended_plan(contents, question.quarter)
    if plan is None:
        return None
    promised = targets.indicators_of(contents, plan)
    cells = history(source, [i.code for i in promised], place.code)
    subjects = [Subject(contents, i, place, question.quarter) for i in promised]
    found = [p for s in subjects for p in _promises(s, cells[s.indicator.code], plan)]
    return PlanResult(question, plan, tuple(found))


def _promises(subject: Subject, cells: Sequence[Cell], plan: Plan) -> Iterator[Promise]:
    lines = targets.lines(subject, cells)
    for line in lines:
        if line.target.confirmed and line.plan == plan:
            later = (other for other in lines if other.target.by > line.target.by)
            began = targets.began(subject, cells, line.target)
            yield Promise(subject.indicator, line, began, next(later, None))
