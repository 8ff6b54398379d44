"""A look into a workbook before anything else reads it: a packed file can be a trap."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from wellness.publishing.reading.unreadable import UnreadableFileError
from wellness.publishing.reading.xlsx.xml_events import Elements, damaged, follow

_MOST_BYTES = 300_000_000  # unpacked; a million rows of a delivery are about 220 MB
_MOST_PARTS = 5_000
_CHUNK = 1 << 20
_OLD = b"\xd0\xcf\x11\xe0"  # begins old workbooks, and those with a password
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_ENTITIES = b"<!DOCTYPE", b"<!ENTITY"  # no workbook declares any; a trap does
_PERCENT = frozenset({"9", "10"})  # the two formats that every workbook knows
_SAVE = "Open it, save it as an Excel workbook (.xlsx) and send that."


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of cells: its name, the part that holds it, and whether it is hidden."""

    name: str
    path: str
    is_hidden: bool


@dataclass(frozen=True)
class Package:
    """A workbook that may be read.

    `sheets` are in the order of the workbook, charts left out. `percent_styles` are the numbers of
    the cell formats that show percent. `has_links` tells of cells fed by other workbooks.
    """

    file_name: str
    content: bytes
    sheets: tuple[SheetPart, ...]
    parts: frozenset[str]
    percent_styles: frozenset[str]

    @property
    def has_links(self) -> bool:
        """Whether cells take their values from other workbooks."""
        return any(part.startswith("xl/externalLinks/") for part in self.parts)

    @property
    def has_pictures(self) -> bool:
        """Whether there are charts or pictures on its sheets."""
        return any(part.startswith(("xl/charts/", "xl/media/")) for part in self.parts)

    def chunks(self, path: str) -> Iterator[bytes]:
        """One part, unpacked as it is asked for."""
        with _unpacking(self.file_name, self.content) as packed:
            yield from _chunks(packed, path)


def open_package(file_name: str, content: bytes) -> Package:
    """Look into a workbook. Raises `UnreadableFileError` for all that should not be opened."""
    if content.startswith(_OLD):
        raise UnreadableFileError(_why_old(file_name, content))
    with _unpacking(file_name, content) as packed:
        _refuse_traps(file_name, packed)
        parts = frozenset(packed.namelist())
        _refuse_other_kinds(file_name, parts)
        _refuse_entities(file_name, packed)
        sheets = tuple(_sheets(file_name, packed))
        percent = frozenset(_percent_styles(file_name, packed)) if _STYLES in parts else frozenset()
    return Package(file_name, content, sheets, parts, percent)


def _why_old(file_name: str, content: bytes) -> str:
    if _PASSWORD in content:
        return f"{file_name} is protected by a password. Save it without one and send that."
    return f"{file_name} is an old Excel workbook, whatever its name ends in. {_SAVE}"


@contextmanager
def _unpacking(file_name: str, content: bytes) -> Iterator[zipfile.ZipFile]:
    """The packed file; what goes wrong inside it becomes a sentence."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield packed
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError) as error:
        raise damaged(file_name) from error
    except NotImplementedError as error:
        message = f"{file_name} is packed in a way that spreadsheets do not use. {_SAVE}"
        raise UnreadableFileError(message) from error


def _chunks(packed: zipfile.ZipFile, path: str) -> Iterator[bytes]:
    with packed.open(path) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


def _refuse_traps(file_name: str, packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    if sum(part.file_size for part in parts) > _MOST_BYTES or len(parts) > _MOST_PARTS:
        raise UnreadableFileError(
            f"{file_name} unpacks to more than {_MOST_BYTES // 1_000_000} MB. Send the one sheet "
            "with the numbers as “CSV UTF-8”."
        )
    if any(part.flag_bits & 1 for part in parts):
        message = f"{file_name} is protected by a password. Save it without one and send that."
        raise UnreadableFileError(message)


def _refuse_other_kinds(file_name: str, parts: frozenset[str]) -> None:
    if any("vbaproject" in part.lower() or "macrosheets/" in part.lower() for part in parts):
        message = f"{file_name} holds macros, which may be programs of anybody. {_SAVE}"
        raise UnreadableFileError(message)
    if {"content.xml", "xl/workbook.bin"} & parts:
        message = f"{file_name} is a workbook of another kind, whatever its name ends in. {_SAVE}"
        raise UnreadableFileError(message)
    if not {_BOOK, _RELATIONS} <= parts:
        raise damaged(file_name)


def _refuse_entities(file_name: str, packed: zipfile.ZipFile) -> None:
    """Refuse declarations in any part; every part is unpacked once, and its sums are checked."""
    for part in packed.namelist():
        before = b""
        for chunk in _chunks(packed, part):
            if part.endswith((".xml", ".rels")) and any(e in before + chunk for e in _ENTITIES):
                raise UnreadableFileError(
                    f"{file_name} declares entities inside, which no spreadsheet program does and "
                    f"harmful files do. {_SAVE}"
                )
            before = chunk[-max(map(len, _ENTITIES)) :]


def _sheets(file_name: str, packed: zipfile.ZipFile) -> Iterator[SheetPart]:
    paths: dict[str, str] = {}
    found: list[dict[str, str]] = []

    def relation(name: str, has: dict[str, str]) -> None:
        if name == "Relationship" and has.get("Type", "").endswith("/worksheet"):
            # A target that begins with a slash counts from the top, any other from xl/.
            paths[has.get("Id", "")] = posixpath.join("/xl", has.get("Target", "")).lstrip("/")

    def sheet(name: str, has: dict[str, str]) -> None:
        if name == "sheet":
            found.append(has)

    follow(file_name, _chunks(packed, _RELATIONS), Elements(relation))
    follow(file_name, _chunks(packed, _BOOK), Elements(sheet))
    for has in found:
        identity = next((v for k, v in has.items() if k.endswith(":id")), "")
        if path := paths.get(identity):
            hidden = has.get("state", "visible") != "visible"
            yield SheetPart(has.get("name", ""), posixpath.normpath(path), hidden)


def _percent_styles(file_name: str, packed: zipfile.ZipFile) -> Iterator[str]:
    """The numbers by which cells name a format that shows percent."""
    formats: dict[str, str] = {}
    of_cells: list[str] = []
    inside = ""

    def style(name: str, has: dict[str, str]) -> None:
        nonlocal inside
        if name == "numFmt":
            formats[has.get("numFmtId", "")] = has.get("formatCode", "")
        elif name == "xf" and inside == "cellXfs":
            of_cells.append(has.get("numFmtId", ""))
        elif name in {"cellStyleXfs", "cellXfs", "cellStyles", "dxfs"}:
            inside = name

    follow(file_name, _chunks(packed, _STYLES), Elements(style))
    for number, code in enumerate(of_cells):
        if code in _PERCENT or "%" in formats.get(code, ""):
            yield str(number)
