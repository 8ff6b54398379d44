"""A file that is a trap gets a sentence, soon, in little memory, and none gets through."""

import multiprocessing
import os
import resource
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.district import environment
from tests.security import hostile
from tests.security.hostile import BIDI, CONTROL, CSV, PARQUET, XLSX, Trap, with_text
from tests.unit.publishing.small import FILES, RECEIVED, definitions
from wellness.domain.unseen import unseen
from wellness.publishing.check import check, lines
from wellness.publishing.reading import UnreadableFileError, read_rows
from wellness.publishing.reading.limits import MOST_BYTES

ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES, ADDRESSES = 20, 1_000, 6_000_000_000
PER_MEGABYTE = 1024**2 if sys.platform == "darwin" else 1024
SIZE = 200_000_000
WIDE, BOMB, LINE = "16,384 columns", "a bomb", "a line without end"
LARGE, NAMED_WRONG, DUPLICATES = "200 MB", "wrong extension", "a million duplicate rows"
UNREADABLE, FORMULA = "damaged", "formulas"
SEEN, TURNED, TAGGED = "control characters", "right-to-left marks", "markup"
HIDDEN = "more hidden columns than there are"
LINKS, MACROS, DEEP, ENTITIES = "external links", "macros", "deep XML", "entities"

# What can be done to a file, by its kind. A cell without a trap says why there can be none.
TRAPS: Mapping[str, Mapping[str, Trap | str]] = {
    NAMED_WRONG: {
        CSV: Trap(hostile.xlsx_of, "called a CSV file, but it is packed"),
        XLSX: Trap(hostile.csv_of, "is damaged, or no workbook"),
        PARQUET: Trap(hostile.csv_of, "is no Parquet file"),
    },
    LARGE: {
        kind: Trap(partial(hostile.zeros, SIZE), "has 200 MB, and 100 MB are the most")
        for kind in (CSV, XLSX, PARQUET)
    },
    BOMB: {
        CSV: Trap(hostile.gzipped, "it is a packed file"),
        XLSX: Trap(hostile.zip_bomb, "unpacks to more than 300 MB", is_large=True),
        PARQUET: Trap(hostile.parquet_bomb, "takes more memory", is_large=True),
    },
    "a small file of many cells": {
        CSV: "its cells take a letter each",
        XLSX: Trap(hostile.shared_text, "Send the one sheet with the numbers", is_large=True),
        PARQUET: Trap(hostile.parquet_of_more_rows_than_there_are, "unpacks to more than is read"),
    },
    WIDE: {
        CSV: Trap(partial(hostile.wide_csv, hostile.COLUMNS_OF_EXCEL), "has 16,384 columns"),
        XLSX: Trap(hostile.far_cell, "ends at cell XFD2"),
        PARQUET: Trap(hostile.wide_parquet, "has more than 2,000 columns"),
    },
    "a million columns": {
        CSV: Trap(partial(hostile.wide_csv, hostile.LONG), "a line of more than 1,000,000 letters"),
        XLSX: "a sheet has no more than 16,384",
        PARQUET: "told by their number, as 16,384 are",
    },
    LINE: {
        CSV: Trap(hostile.long_line, "a line of more than 1,000,000 letters, row 3", is_large=True),
        XLSX: "it has cells, not lines",
        PARQUET: "it has cells, not lines",
    },
    "a name of a column without end": {
        CSV: Trap(hostile.long_header, "too long for the name of a column"),
        XLSX: "its letters are counted, see many cells",
        PARQUET: "its letters are counted, see many cells",
    },
    UNREADABLE: {
        CSV: Trap(partial(hostile.zeros, 1_000), "is no plain text"),
        XLSX: Trap(hostile.zipped, "is damaged, or no workbook"),
        PARQUET: Trap(hostile.damaged_parquet, "is no Parquet file"),
    },
    "tables in cells": {
        CSV: "it has none",
        XLSX: "it has none",
        PARQUET: Trap(hostile.nested_parquet, "is no Parquet file of plain columns"),
    },
    DUPLICATES: {
        CSV: Trap(
            partial(hostile.csv_repeated, hostile.LONG),
            "1 row is fine, 999,999 to mend",
            refused=False,
            is_large=True,
        ),
        XLSX: Trap(partial(hostile.xlsx_repeated, 20_000), "19,999 to mend", refused=False),
        PARQUET: Trap(partial(hostile.parquet_repeated, 100_000), "99,999 to mend", refused=False),
    },
    FORMULA: {
        CSV: Trap(with_text(CSV, "=1+1", "numerator"), "numerator “=1+1”", refused=False),
        XLSX: Trap(
            hostile.unfinished_formula, "a formula that was never worked out", refused=False
        ),
        PARQUET: Trap(with_text(PARQUET, "=1+1", "numerator"), "numerator “=1+1”", refused=False),
    },
    SEEN: {
        kind: Trap(with_text(kind, f"ash{text}"), said, refused=False)
        for kind, text, said in (
            (CSV, f"{CONTROL}[2J", "nobody sees: U+001B"),
            (XLSX, "\u200b", "nobody sees: U+200B"),
            (PARQUET, "\0", "nobody sees: U+0000"),
        )
    },
    TURNED: {
        kind: Trap(with_text(kind, f"as{BIDI}h"), "nobody sees: U+202E", refused=False)
        for kind in (CSV, XLSX, PARQUET)
    },
    TAGGED: {
        kind: Trap(
            with_text(kind, "<script>alert(1)</script>"), "No place has this code", refused=False
        )
        for kind in (CSV, XLSX, PARQUET)
    },
    LINKS: {
        XLSX: Trap(
            partial(hostile.part_added, "xl/externalLinks/externalLink1.xml"),
            "from other workbooks",
            refused=False,
        )
    },
    MACROS: {
        XLSX: Trap(partial(hostile.part_added, "xl/vbaProject.bin"), "holds macros"),
    },
    HIDDEN: {XLSX: Trap(hostile.many_hidden_columns, "is damaged, or no workbook")},
    DEEP: {XLSX: Trap(hostile.deep_xml, "nested too deep")},
    ENTITIES: {XLSX: Trap(hostile.entities, "declares entities")},
}
ONLY_IN_WORKBOOKS = {HIDDEN, LINKS, MACROS, DEEP, ENTITIES}
EVERY = {
    f"{what}, {kind}": (kind, trap)
    for what, by_kind in TRAPS.items()
    for kind, trap in by_kind.items()
    if isinstance(trap, Trap)
}
SMALL = [name for name, (_, trap) in EVERY.items() if not trap.is_large]
HEAVY = [name for name, (_, trap) in EVERY.items() if trap.is_large]


def named(trap: Trap, kind: str) -> str:
    return f"{trap.name}.{kind}"


def told(kind: str, trap: Trap, content: bytes) -> str:
    """What the check says of a trap; it must not be accepted."""
    try:
        receipt = check(named(trap, kind), content, definitions(), RECEIVED)
    except UnreadableFileError as error:
        assert trap.refused
        return str(error)
    assert not trap.refused
    assert not receipt.accepted
    return "\n".join(lines(receipt))


def judged(name: str) -> tuple[str, float, float]:
    """In a process of its own: what is said, after how much work, and the most megabytes."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    kind, trap = EVERY[name]
    content = trap.make()
    begun = worked()
    said = told(kind, trap, content)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / PER_MEGABYTE
    return said, worked() - begun, most


def worked() -> float:
    """Seconds that a processor worked for this process and those it started."""
    times = os.times()
    return sum(times[:4])


def test_every_trap_is_set_for_every_kind_of_file() -> None:
    for what, by_kind in TRAPS.items():
        assert set(by_kind) == ({XLSX} if what in ONLY_IN_WORKBOOKS else {CSV, XLSX, PARQUET})


@pytest.mark.parametrize("name", SMALL)
def test_a_trap_gets_a_sentence_and_does_not_get_through(name: str) -> None:
    kind, trap = EVERY[name]

    said = told(kind, trap, trap.make())

    assert trap.said in said
    assert unseen(said) == ()


@pytest.mark.parametrize("name", HEAVY)
def test_a_large_trap_gets_its_sentence_soon_and_in_little_memory(name: str) -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
        said, seconds, megabytes = apart.submit(judged, name).result()

    assert EVERY[name][1].said in said
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("name", [n for n in SMALL if EVERY[n][1].refused])
def test_a_mapping_is_no_way_around(name: str) -> None:
    kind, trap = EVERY[name]

    with pytest.raises(UnreadableFileError) as error:
        read_rows(named(trap, kind), trap.make())

    assert len(str(error.value)) < 400


@pytest.mark.parametrize("ending", ["exe", "html", "xls", "zip", f"{BIDI}vsc.exe", "csv\x07"])
def test_other_files_are_refused_by_their_name(ending: str) -> None:
    with pytest.raises(UnreadableFileError) as error:
        check(f"clinic_2026-27-Q1.{ending}", hostile.csv_of(hostile.ROW), definitions(), RECEIVED)

    assert unseen(str(error.value)) == ()


def test_the_command_looks_at_the_size_before_it_reads(tmp_path: Path) -> None:
    """A file without blocks of its own, of a size that no computer has in memory."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    file = tmp_path / "clinic_2026-27-Q1.csv"
    with file.open("wb") as sparse:
        sparse.truncate(500 * SIZE)

    done = subprocess.run(
        [sys.executable, "steward.py", "check", str(file)],
        cwd=ROOT,
        env=environment(WELLNESS_HOME=str(tmp_path), WELLNESS_DATA=str(tmp_path / "data")),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "has 100000 MB, and 100 MB are the most that is read" in done.stderr


def test_the_page_takes_no_larger_file_than_is_read() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    assert settings["server"]["maxUploadSize"] * 1024**2 < MOST_BYTES
