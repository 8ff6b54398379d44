"""The plan that ended: each of its targets beside what was reached."""

from collections.abc import Iterator

import streamlit as st

from wellness.domain.cells import State
from wellness.reporting import plan_result
from wellness.reporting.answers import PlanResult, Promise
from wellness.views import words
from wellness.views.tables import files, rows
from wellness.views.tables.listings import listing
from wellness.views.tables.numbers import opened
from wellness.views.visit import Visit

HEAD = ["Target of the plan", "Baseline", "Target", "Result"]
KEY = "plan_targets"


def plan_table(visit: Visit) -> None:
    """Draw the targets behind one click; nothing of them is asked or sent before.

    Four columns, because it stands in the narrow part of a page, and on a phone.
    """
    with opened("Each target and its result", KEY) as is_open:
        result = visit.ask(plan_result) if is_open else None
        if result:
            table = [line(promise) for promise in result.promises]
            rows.draw(HEAD, table, f"{result.plan.title}: each target and its result")
            st.markdown(words.small(*notes(result)))
            files.download(listing(result), KEY)


def line(promise: Promise) -> list[str]:
    """Name and next target; the baseline; what was aimed at; the result and how it stands."""
    aim, then = promise.line, promise.following
    later = [f"by {then.due}: {then.text}", then.word] if then else []
    standing = (aim.word or "not told").replace(" ", "\N{NO-BREAK SPACE}")
    return [
        rows.below(words.named(promise.indicator), words.quiet(", ".join(filter(None, later)))),
        rows.past(promise.began) or words.quiet("not known"),
        words.plain(aim.text),
        rows.below(rows.amount(aim.reached), words.quiet(standing)),
    ]


def notes(result: PlanResult) -> Iterator[str]:
    """Of which periods the columns are, and what must not be compared."""
    began = {p.began.label: None for p in result.promises if p.began}
    if began:
        yield f"Baseline: {' or '.join(began)}"
    ended = {p.line.reached.label: None for p in result.promises if p.line.reached}
    yield f"Result: {' or '.join(ended)}"
    changed = [p.indicator.title for p in result.promises if p.began and p.began.breaks]
    if changed:
        yield f"Counted otherwise at the baseline: {', '.join(changed)}"
    if any(p.line.reached and p.line.reached.state is State.WITHHELD for p in result.promises):
        yield "Withheld: hidden to protect privacy"
