"""Write the documentation that can be listed by a program; `--check` only says whether it is true.

python docs/generate.py [--check]
"""

import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from wellness.domain.district import District  # noqa: E402
from wellness.domain.indicators import (  # noqa: E402
    Breakdown,
    Catalogue,
    Indicator,
    Kind,
    PublicationPlan,
    Theme,
)
from wellness.domain.workspace import read_settings  # noqa: E402

_KINDS = {
    Kind.FLOW: "How many in the period",
    Kind.UNIQUE: "How many different people",
    Kind.STOCK: "How many on the quarter's last day",
    Kind.PROPORTION: "A percentage",
    Kind.RATIO: "One count divided by another",
    Kind.MEDIAN: "The value in the middle",
    Kind.PUBLISHED_RATE: "A percentage published without its counts",
    Kind.MEAN: "An average",
    Kind.EXPOSURE: "How often, not how many people",
}
_RUNGS = {
    "district": "the district",
    "region": "regions, board districts and school types",
    "school": "schools",
    "": "nowhere",
}


def main() -> int:
    """Write or check every generated page; 1 if a checked page is not true."""
    district, catalogue = read_settings(HERE.parent)
    stale = [path for path, text in pages(district, catalogue) if not _settled(path, text)]
    for path in stale:
        print(f"docs/{path.name} is not what the files say. Run: make docs")
    return 1 if stale else 0


def pages(district: District, catalogue: Catalogue) -> Iterator[tuple[Path, str]]:
    """Each generated page and what should stand in it."""
    yield HERE / "indicators.md", "\n".join(indicator_page(district, catalogue)) + "\n"


def _settled(path: Path, text: str) -> bool:
    if "--check" in sys.argv:
        return path.exists() and path.read_text(encoding="utf-8") == text
    path.write_text(text, encoding="utf-8")
    return True


def indicator_page(district: District, catalogue: Catalogue) -> Iterator[str]:
    """`indicators.md`: every indicator as its file defines it, by theme."""
    yield "# Indicators"
    yield ""
    yield "Generated from `indicators/` by `make docs`. Words are explained in [glossary.md]."
    yield ""
    yield f"{len(catalogue.published())} indicators, and the series that denominators come from."
    for theme in Theme:
        yield from ("", f"## {theme.heading}")
        for indicator in catalogue.of_theme(theme):
            yield from _entry(indicator, district)
    yield from ("", "[glossary.md]: glossary.md")


def _entry(indicator: Indicator, district: District) -> Iterator[str]:
    yield from ("", f"### {indicator.title}", "", f"`{indicator.code}`. {_said(indicator)}", "")
    yield f"- **Counted:** {_one_line(indicator.numerator)}"
    if indicator.denominator:
        yield f"- **Out of:** {_one_line(indicator.denominator)}"
    yield f"- **Source:** {_sources(indicator, district)}"
    yield f"- **Published:** {_published(indicator.lowest_level)}"
    for breakdown in indicator.breakdowns.values():
        yield f"- **By {breakdown.title.lower()}:** {_breakdown(breakdown)}"
    for target in indicator.targets:
        plan = district.plans[target.plan]
        value = f"{target.value:.0%}" if indicator.kind.is_percent else f"{target.value:,g}"
        status = "confirmed" if target.confirmed else "to confirm"
        by = district.calendar.label(target.by)
        yield f"- **Target:** {value} by {by} ({plan.title}; {status})"
    for version in indicator.definitions[1:]:
        since = district.calendar.label(version.valid_from)
        yield f"- **Definition changed in {since}:** {_one_line(version.note)}"
    if indicator.notes:
        yield f"- **Mind:** {_one_line(indicator.notes)}"


def _said(indicator: Indicator) -> str:
    better = {"increase": "more is better", "decrease": "less is better"}
    direction = better.get(indicator.improvement, "neither more nor less is better")
    cadence = "each quarter" if indicator.cadence == "quarter" else "once a year"
    counted = f"{_KINDS[indicator.kind]}, in {indicator.unit}, {cadence}; {direction}."
    return f"{counted} {_one_line(indicator.why_it_matters)}"


def _sources(indicator: Indicator, district: District) -> str:
    if indicator.derived:
        return "worked out from `{}` and `{}`".format(*indicator.derived)
    return ", ".join(district.source(s).title for s in indicator.sources)


def _published(plan: PublicationPlan) -> str:
    quarters, years = _RUNGS[plan.quarter], _RUNGS[plan.year]
    if plan.quarter == plan.year:
        return f"quarters and years down to {quarters}"
    return f"quarters down to {quarters}, years down to {years}"


def _breakdown(breakdown: Breakdown) -> str:
    names = ", ".join(breakdown.title_of(c) for c in breakdown.categories)
    adds = "adds up to the total" if breakdown.partition else "categories overlap"
    return f"{names} ({adds}); {_published(breakdown.lowest_level)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
