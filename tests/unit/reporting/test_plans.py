"""The plan that ended: every target beside its result."""

from dataclasses import replace

import pytest

from tests.unit.reporting.small_source import CELLS, PLAN_END, YEAR_AGO, SmallSource, asked, source
from wellness.domain.errors import OutOfScopeError
from wellness.domain.indicators import Catalogue
from wellness.domain.readers import Scope
from wellness.reporting import overview, plan_result
from wellness.reporting.answers import Promise


def promises(known: SmallSource) -> tuple[Promise, ...]:
    found = plan_result(asked(), known)
    assert found is not None
    return found.promises


def test_every_confirmed_target_stands_beside_its_result_and_the_next() -> None:
    told = [
        (
            p.indicator.code,
            p.line.text,
            p.line.reached and p.line.reached.text,
            p.line.word,
            p.following and (p.following.text, p.following.word),
        )
        for p in promises(source())
    ]

    assert told == [
        ("reach", "6%", "6.0%", "reached", ("7%", "to confirm")),
        ("mindset", "70%", "63.0%", "not reached", None),
    ]


def test_the_table_counts_what_the_overview_says() -> None:
    known = source()
    reached = sum(p.line.word == "reached" for p in promises(known))
    said = overview(asked(), known).plan

    assert said is not None
    assert said.title.endswith(f"{reached} of {len(promises(known))} targets reached")


def test_a_plan_takes_one_look_at_the_store() -> None:
    known = source()

    promises(known)

    assert known.looks == ["history"]


def test_a_baseline_is_the_number_of_the_quarter_that_the_target_names() -> None:
    began = promises(_with_baseline(source()))[0].began

    assert began is not None
    assert (began.label, began.text, began.breaks) == ("2025-26 Q1", "4.1%", "")
    assert promises(source())[0].began is None


def test_a_baseline_counted_otherwise_says_so() -> None:
    lines = CELLS.replace("reach     district 2025-26-Q1 - 17300/421000  4/4\n", "")
    earlier = next(c for c in source().cells if (c.indicator, c.quarter) == ("reach", YEAR_AGO))
    known = source(lines, [earlier._replace(definition_version=0)])

    began = promises(_with_baseline(known))[0].began

    assert began is not None
    assert began.breaks == "The definition has changed since."


def test_a_withheld_result_has_no_word() -> None:
    hidden = promises(source(CELLS.replace("25200", "withheld")))[0].line

    assert hidden.reached is not None
    assert (hidden.reached.amount, hidden.word) == (None, "")


def test_a_running_plan_and_other_places_have_no_results() -> None:
    north = plan_result(asked("north"), source())

    assert plan_result(asked().in_quarter(PLAN_END), source()) is None
    assert north is not None
    assert north.promises == ()


def test_a_plan_outside_the_scope_is_refused() -> None:
    question = replace(asked(), scope=Scope(frozenset({"south"})))

    with pytest.raises(OutOfScopeError, match="Small Unified"):
        plan_result(question, source())


def _with_baseline(known: SmallSource) -> SmallSource:
    """The first target of reach is measured from 2025-26 Q1."""
    catalogue = known.contents.catalogue
    reach = catalogue["reach"]
    first = replace(reach.targets[0], baseline_quarter=YEAR_AGO)
    changed = replace(reach, targets=(first, *reach.targets[1:]))
    others = [i for i in catalogue.published() if i.code != "reach"]
    contents = replace(known.contents, catalogue=Catalogue((changed, *others)))
    return SmallSource(contents, known.cells)
