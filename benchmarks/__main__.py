"""`python -m benchmarks [NAME ...]`: measure, and print each figure beside its baseline and bar."""

import argparse
import importlib
import sys
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Protocol, cast

from benchmarks import figures
from benchmarks.databases import NAMES as NAMES_OF_DATABASES
from benchmarks.figures import Figure
from benchmarks.settings import BenchmarkError, Settings

NAMES = ("reruns", "painted", "sessions", "publishing", "checking", "false_alarms")


class Benchmark(Protocol):
    """A module of this folder."""

    def run(self, settings: Settings) -> Iterator[Figure]:
        """Measure; yields each figure as soon as it is known."""
        ...


def main() -> int:
    """Run the benchmarks named, or all; 1 if one of them could not be run."""
    given = vars(_options())
    names, kept = given.pop("names") or NAMES, given.pop("json")
    lists = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
    settings = Settings(**{**given, **lists})
    found: dict[str, list[Figure]] = {}
    failed = 0
    for name in names:
        try:
            found[name] = _measured(name, settings)
        except BenchmarkError as error:
            print(f"  {error}", file=sys.stderr)
            failed = 1
    print("\n" + figures.table(figure for rows in found.values() for figure in rows))
    if kept:
        figures.write(kept, asdict(settings), found)
    return failed


def _measured(name: str, settings: Settings) -> list[Figure]:
    benchmark = cast("Benchmark", importlib.import_module(f"benchmarks.{name}"))
    print(f"\n{name}: {_first_line(benchmark)}", flush=True)
    rows = []
    for figure in benchmark.run(settings):
        rows.append(figure)
        print(f"  {figures.sentence(figure)}", flush=True)
    return rows


def _first_line(benchmark: Benchmark) -> str:
    return (benchmark.__doc__ or "").partition("\n")[0]


def _options() -> argparse.Namespace:
    default = {field.name: field.default for field in fields(Settings)}
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    for name, meaning in {
        "schools": "schools of the sample",
        "quarters": "finished quarters of the sample",
        "seed": "of the sample and of the changes",
        "changes": "changes of each filter on each page",
        "sessions": "open sessions",
    }.items():
        text = f"{meaning} (default {default[name]})"
        parser.add_argument(f"--{name}", type=int, default=default[name], help=text)
    parser.add_argument("--pages", nargs="+", default=(), metavar="PAGE", help="default: all")
    sizes = "of large deliveries (default 100000 1000000)"
    parser.add_argument("--rows", nargs="+", type=int, default=default["rows"], help=sizes)
    parser.add_argument(
        "--databases", nargs="+", choices=NAMES_OF_DATABASES, default=default["databases"]
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures")
    options = parser.parse_args()
    if unknown := set(options.names) - set(NAMES):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}: there are {', '.join(NAMES)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
