"""Completeness: which source had sent what, quarter by quarter."""

from collections.abc import Iterator
from functools import lru_cache
from textwrap import wrap
from typing import Any

from wellness.domain.periods import Quarter
from wellness.reporting.data_answers import ArrivalCell, Arrived, Completeness
from wellness.views import phone, theme, words
from wellness.views.charts import frame
from wellness.views.theme import Tokens

ROW, GAP = {True: 40, False: 32}, 0.045  # on a phone, on a desk
LINE = 18  # characters of a name on a phone
FITS = 5  # characters in a box
QUARTERS = {True: 4, False: 12}  # on a phone, on a desk
Shape = dict[str, Any]


def completeness_chart(completeness: Completeness) -> None:
    """Draw the newest quarters; the note below says how to read the boxes."""
    chosen = completeness_figure(completeness, theme.tokens(), narrow=phone.on_phone())
    frame.draw(chosen, f"{completeness.finding.title}. {completeness.finding.sentence}")


@lru_cache(maxsize=32)
def completeness_figure(completeness: Completeness, colors: Tokens, *, narrow: bool) -> frame.Spec:
    """Complete is pale and wordless, so that what is missing is what one sees."""
    sheet = _Sheet(completeness, narrow)
    height = ROW[narrow] * len(sheet.rows) + 52
    return frame.spec(
        data=[sheet.pointer()],
        layout=frame.layout(
            colors,
            height,
            margin={"l": 0, "r": 0, "t": 4, "b": 44},
            xaxis=frame.period_axis(colors, sheet.ticks(), len(sheet.quarters))
            | {"domain": [0.4 if narrow else 0.27, 1], "range": [-0.5, len(sheet.quarters) - 0.5]},
            yaxis=frame.HIDDEN | {"range": [len(sheet.rows) - 0.5, -0.5]},
            shapes=[s for x, y, cell in sheet.boxes() for s in _box(x, y, cell, colors)],
            annotations=[*sheet.names(colors), *sheet.texts(colors)],
        ),
    )


class _Sheet:
    """The rows and the newest quarters of the matrix."""

    def __init__(self, completeness: Completeness, narrow: bool) -> None:  # noqa: FBT001
        self.narrow = narrow
        self.rows = completeness.sources
        self.quarters = completeness.quarters[-QUARTERS[narrow] :]
        self.places: dict[Quarter, int] = {q: n for n, (q, _) in enumerate(self.quarters)}

    def ticks(self) -> dict[float, str]:
        return {
            n: f"Q{q.number}<br>{label.partition(' ')[0]}"
            if n == 0 or q.number == 1
            else f"Q{q.number}"
            for n, (q, label) in enumerate(self.quarters)
        }

    def boxes(self) -> Iterator[tuple[int, int, ArrivalCell]]:
        for y, (_, cells) in enumerate(self.rows):
            for cell in cells:
                if cell.quarter in self.places:
                    yield self.places[cell.quarter], y, cell

    def names(self, colors: Tokens) -> Iterator[dict[str, Any]]:
        for y, (title, _) in enumerate(self.rows):
            place = {"xanchor": "right", "xshift": -10}
            name = "<br>".join(wrap(title, LINE)) if self.narrow else title
            yield frame.note(-0.5, y, name, colors.ink, **place)

    def texts(self, colors: Tokens) -> Iterator[dict[str, Any]]:
        for x, y, cell in self.boxes():
            if cell.word == Arrived.NOT_DUE:
                yield frame.note(x, y, "·", colors.muted)
            elif cell.word != Arrived.COMPLETE and cell.text:
                small = {"size": 11.5, "color": colors.muted}
                if cell.word in {Arrived.PARTIAL, Arrived.LATE}:
                    small = {"size": 11.5, "color": colors.ink}
                yield frame.note(x, y, _text(cell), "", font=small)

    def pointer(self) -> dict[str, Any]:
        held = list(self.boxes())
        return {
            "x": [x for x, _, _ in held],
            "y": [y for _, y, _ in held],
            "customdata": [self._told(y, cell) for _, y, cell in held],
            "hovertemplate": "%{customdata}<extra></extra>",
            "mode": "markers",
            "marker": {"size": 20, "opacity": 0},
        }

    def _told(self, row: int, cell: ArrivalCell) -> str:
        label = self.quarters[self.places[cell.quarter]][1]
        counted = f"<br>{cell.reported:,} of {cell.expected:,} reported" if cell.expected else ""
        came = f"<br>received {words.day(cell.received_on)}" if cell.received_on else ""
        how = cell.text or cell.word
        return f"<b>{self.rows[row][0]}</b><br>{label}: {how}{counted}{came}"


def _text(cell: ArrivalCell) -> str:
    """What fits the box: how many reported, and of how many where that is short."""
    if cell.word != Arrived.PARTIAL:
        return cell.word
    both = f"{cell.reported}/{cell.expected}"
    return both if len(both) <= FITS else f"{cell.reported:,}"


def _box(x: int, y: int, cell: ArrivalCell, colors: Tokens) -> Iterator[Shape]:
    if cell.word in {Arrived.COMPLETE, Arrived.LATE}:
        yield _rectangle(x, y, fillcolor=colors.band, line={"width": 0})
    elif cell.word == Arrived.PARTIAL:
        yield _rectangle(x, y, line={"width": 1.2, "color": colors.series})
        yield _filled(x, y, cell, colors)
    elif cell.word == Arrived.NONE:
        yield _rectangle(x, y, line={"width": 1.2, "dash": "dot", "color": colors.muted})


def _rectangle(x: int, y: int, **look: Any) -> Shape:  # noqa: ANN401 Plotly's own
    return {
        "type": "rect",
        "x0": x - 0.5 + GAP,
        "x1": x + 0.5 - GAP,
        "y0": y - 0.5 + 2 * GAP,
        "y1": y + 0.5 - 2 * GAP,
        **look,
    }


def _filled(x: int, y: int, cell: ArrivalCell, colors: Tokens) -> Shape:
    share = cell.reported / cell.expected if cell.expected else 0
    whole = _rectangle(x, y, fillcolor=colors.series, line={"width": 0})
    width = whole["x1"] - whole["x0"]
    return whole | {"y0": whole["y1"] - 0.14, "x1": whole["x0"] + share * width}
