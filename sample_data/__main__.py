"""Write the sample: `python -m sample_data --out DIR`."""

import sys
from pathlib import Path

import click

from sample_data.sample import Sample

WIPE = "\r\x1b[K"  # to the start of the line, and wipe it


@click.command()
@click.option("--schools", default=300, show_default=True, type=click.IntRange(20, 2_000))
@click.option("--quarters", default=21, show_default=True, type=click.IntRange(5, 41))
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0))
@click.option(
    "--reach",
    default=0.041,
    show_default=True,
    type=click.FloatRange(0.001, 0.5),
    help="Share of all students who are served in a quarter.",
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
def main(schools: int, quarters: int, seed: int, reach: float, out: Path) -> None:
    """Invent a district and write the deliveries that its partners would send."""
    terminal = sys.stderr.isatty()
    count = 0
    for delivery in Sample(schools, quarters, seed, reach).write(out):
        count += 1
        if terminal:
            click.echo(f"{WIPE}{count:4d} files  {delivery.file}", nl=False, err=True)
    done = f"{count} deliveries of {schools} schools in {out}"
    click.echo(f"{WIPE}{done}" if terminal else done, err=True)


if __name__ == "__main__":
    main()
