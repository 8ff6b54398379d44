"""Pathways: what became of the referrals of one quarter, stage by stage."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wellness.domain.cells import Cell
from wellness.domain.indicators import Breakdown
from wellness.domain.questions import Question
from wellness.domain.stores import Source
from wellness.reporting import findings, wording
from wellness.reporting.answers import Finding, Pathway, Stage
from wellness.reporting.footnotes import footnotes
from wellness.reporting.memory import remembered
from wellness.reporting.messages import capital, say, sentences, uncapital
from wellness.reporting.reading import history, numerator, required_place
from wellness.reporting.series import Series, series, subject

OUTCOMES, OUTCOME = "referral_outcomes", "outcome"
SEEN = "seen"
RECEIVED = "Received"
# What a referral has behind it once it was not lost to a reason, in the order of the work. A
# reason that is not named here comes after these, in the order of its breakdown.
STAGES: Mapping[str, str] = {
    "not_eligible": "Eligible",
    "no_consent": "Consent given",
    "no_contact": "Family reached",
    "no_capacity": "Opening available",
    "declined": "Accepted",
    "open": "Seen",
}


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """The total and its parts in one period; a part that is not shown is missing."""

    total: Series
    breakdown: Breakdown
    counts: Mapping[str, int]

    @property
    def is_whole(self) -> bool:
        """Whether every count is shown, so that the stages can be told."""
        parts = all(code in self.counts for code in self.breakdown.categories)
        return parts and bool(self.total.now.numerator) and SEEN in self.counts

    @property
    def reasons(self) -> tuple[str, ...]:
        """The outcomes that are a loss, in the order of the stages."""
        order = [*STAGES, *self.breakdown.categories]
        lost = [code for code in self.breakdown.categories if code != SEEN]
        return tuple(sorted(lost, key=order.index))


def has_pathway(source: Source) -> bool:
    """Whether this release follows its referrals at all."""
    catalogue = source.contents.catalogue
    return OUTCOMES in catalogue and OUTCOME in catalogue[OUTCOMES].breakdowns


@remembered
def pathway(question: Question, source: Source) -> Pathway:
    """Where the referrals of the last matured quarter (or year) of the place went.

    There are no stages where any count is hidden: the rest would give it away. Raises
    `UnknownNameError` for an unknown place or a release without referrals, `OutOfScopeError` for
    a place that may not be seen.
    """
    required_place(question, source)
    asked = question.about(OUTCOMES, OUTCOME)
    outcomes = _outcomes(asked, source)
    total = outcomes.total
    return Pathway(
        asked,
        total.indicator,
        total.now.label,
        tuple(_stages(outcomes)) if outcomes.is_whole else (),
        _finding(outcomes),
        footnotes(source.contents, total.indicator, total.now),
        total.window is not None,
    )


def _outcomes(question: Question, source: Source) -> _Outcomes:
    """The total and the outcomes, from two looks at the store."""
    asked = subject(question, source.contents)
    cells = history(source, (OUTCOMES,), question.place)[OUTCOMES]
    parts = history(source, (OUTCOMES,), question.place, OUTCOME)[OUTCOMES]
    total = series(asked, cells)
    return _Outcomes(total, asked.indicator.breakdown(OUTCOME), _counts(total, parts))


def _counts(total: Series, parts: Sequence[Cell]) -> Mapping[str, int]:
    if total.window is None:
        return {}
    period = total.window.last, total.window.period_type
    mine = [c for c in parts if (c.quarter, c.period_type) == period]
    counts = {c.category: numerator(c) for c in mine}
    return {code: number for code, number in counts.items() if number is not None}


def _stages(outcomes: _Outcomes) -> Iterator[Stage]:
    total = remain = outcomes.total.now.numerator or 0
    yield Stage(RECEIVED, remain, 0, "", "")
    for code in outcomes.reasons:
        lost = outcomes.counts[code]
        remain -= lost
        reason = outcomes.breakdown.title_of(code)
        title = STAGES.get(code, reason)
        yield Stage(title, remain, lost, reason, wording.percent(lost / total, total))


def _finding(outcomes: _Outcomes) -> Finding:
    total = outcomes.total
    if not outcomes.is_whole:
        note = say("pathway.elsewhere" if total.window is None else "pathway.hidden")
        return findings.of_series(total, note)
    slots = {
        "named": capital(total.indicator.unit),
        "unit": total.indicator.unit,
        "seen": wording.count(outcomes.counts[SEEN]),
        "total": wording.count(total.now.numerator or 0),
        "when": findings.when(total),
        "days": total.indicator.matures_after_days,
    }
    span = "" if total.indicator.matures_after_days else ".open"
    said = say(f"pathway.sentence{span}", **slots)
    cautions = findings.cautions(total)
    title = say(f"pathway.title{span}", **slots)
    return Finding(title, sentences(said, _most(outcomes), *cautions))


def _most(outcomes: _Outcomes) -> str:
    """The outcome that most of the others had, if there was any."""
    code = max(outcomes.reasons, key=lambda reason: outcomes.counts[reason], default="")
    if not code or not outcomes.counts[code]:
        return ""
    reason = uncapital(outcomes.breakdown.title_of(code))
    return say("pathway.most", reason=reason, lost=wording.count(outcomes.counts[code]))
