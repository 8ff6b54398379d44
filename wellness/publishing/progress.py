"""How far a long command has come: a line in the terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

Report = Callable[[float, str], None]


def part(report: Report, begin: float, end: float) -> Report:
    """The progress of one step, told as a share of all."""
    return lambda share, sentence: report(begin + (end - begin) * share, sentence)


@contextmanager
def progress_line() -> Iterator[Report]:
    """A line in the terminal; it appears with the first report."""
    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    with Progress(*columns, TextColumn("{task.description}"), console=Console(stderr=True)) as line:
        tasks: list[TaskID] = []

        def report(share: float, sentence: str) -> None:
            if not tasks:
                tasks.append(line.add_task(sentence, total=1.0))
            line.update(tasks[0], completed=share, description=sentence)

        yield report
