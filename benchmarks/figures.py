"""What a benchmark found: figures with their baselines, and whether they keep within the bar."""

import json
import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One measured number and the same thing measured on the baseline, both in `unit`.

    A bar is the most that the number (`most`) or its ratio to the baseline (`most_times`) may be.
    """

    what: str
    value: float
    unit: str
    baseline: float | None = None
    p95: float | None = None
    most: float | None = None
    most_times: float | None = None

    @property
    def times(self) -> float | None:
        """How many times the baseline; None where it is none, or is zero but for noise."""
        return self.value / self.baseline if self.baseline and self.baseline > 0 else None

    @property
    def verdict(self) -> str:
        """`within` or `over` the bar; nothing where there is no bar."""
        kept = [
            number <= most
            for number, most in ((self.value, self.most), (self.times, self.most_times))
            if number is not None and most is not None
        ]
        return ("within" if all(kept) else "over") if kept else ""

    @property
    def bar(self) -> str:
        """The bar in words of the table: `3 x` or `150 KB`."""
        bars = [f"{self.most_times:g} x"] if self.most_times is not None else []
        bars += [f"{self.most:g} {self.unit}"] if self.most is not None else []
        return ", ".join(bars)


def of_times(
    what: str, measured: Sequence[float], baseline: Sequence[float], most_times: float
) -> Figure:
    """The medians of two lists of seconds, in milliseconds."""
    value, beside = (1000 * statistics.median(seconds) for seconds in (measured, baseline))
    slow = 1000 * percentile(measured, 0.95)
    return Figure(what, value, "ms", beside, p95=slow, most_times=most_times)


def percentile(numbers: Sequence[float], share: float) -> float:
    """The smallest of the numbers that at least this share of them do not exceed."""
    return sorted(numbers)[max(0, math.ceil(share * len(numbers)) - 1)]


HEADER = ("", "measured", "p95", "baseline", "ratio", "bar", "")


def table(figures: Iterable[Figure]) -> str:
    """The figures as lines of aligned columns."""
    rows = [HEADER, *map(_row, figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def write(path: Path, settings: dict[str, object], found: dict[str, list[Figure]]) -> None:
    """Keep the settings and the figures of each benchmark as JSON."""
    figures = {
        name: [{**asdict(f), "times": f.times, "verdict": f.verdict} for f in rows]
        for name, rows in found.items()
    }
    text = json.dumps({"settings": settings, "figures": figures}, indent=2, default=str)
    path.write_text(text + "\n", encoding="utf-8")


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.what,
        f"{_short(figure.value)} {figure.unit}",
        _short(figure.p95),
        _short(figure.baseline),
        "" if figure.times is None else f"{_short(figure.times)} x",
        figure.bar,
        figure.verdict,
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (
        text.rjust(width) if 0 < column < len(widths) - 1 else text.ljust(width)
        for column, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join([first, *rest]).rstrip()


def _short(number: float | None) -> str:
    """Three digits are more than a shared computer can repeat."""
    if number is None:
        return ""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"  # noqa: PLR2004


def sentence(figure: Figure) -> str:
    """One figure in a line, as it is found."""
    texts = [text for text in _row(figure)[1:] if text]
    return f"{figure.what}: {', '.join(texts)}"
