"""Read a TOML file into its shape, with sentences of our own about what does not fit."""

import re
import tomllib
from enum import Enum
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from wellness.domain.faults import FaultList, suggestion
from wellness.domain.shapes import (
    BreakdownShape,
    DefinitionShape,
    DerivedShape,
    LowestLevelShape,
    PlanShape,
    PolicyShape,
    Shape,
    SourceShape,
    TargetShape,
    UnitShape,
)

ShapeType = TypeVar("ShapeType", bound=Shape)

# The field under which a table stands tells its shape: `$.breakdowns[...]` is a BreakdownShape.
_TABLES: dict[str, type[Shape]] = {
    "breakdowns": BreakdownShape,
    "definitions": DefinitionShape,
    "derived": DerivedShape,
    "lowest_level": LowestLevelShape,
    "plans": PlanShape,
    "policy": PolicyShape,
    "sources": SourceShape,
    "targets": TargetShape,
    "units": UnitShape,
}
_MESSAGE = re.compile(r"(?P<what>.*?)(?: - at `(?:key in )?\$\.?(?P<path>.*)`)?", re.DOTALL)
_FIELD = re.compile(r"Object (?P<fault>contains unknown|missing required) field `(?P<name>.*)`")
_CHOICE = re.compile(r"Invalid enum value '(?P<given>.*)'")


def read_shape(file: str, text: str, shape: type[ShapeType], faults: FaultList) -> ShapeType | None:
    """The file as its shape; None where it does not fit, and the reason is noted."""
    try:
        return msgspec.convert(tomllib.loads(text), shape)
    except tomllib.TOMLDecodeError as error:
        faults.add(file, "", f"this is not TOML: {error}.")
    except msgspec.ValidationError as error:
        place, sentence = _explained(str(error), shape)
        faults.add(file, place, sentence)
    return None


def _explained(message: str, shape: type[Shape]) -> tuple[str, str]:
    """The field and our sentence for what msgspec found."""
    match = _MESSAGE.fullmatch(message)
    what, path = (match["what"], match["path"] or "") if match else (message, "")
    if field := _FIELD.fullmatch(what):
        known = _fields(_shape_at(path, shape))
        return path, _field_sentence(field["fault"], field["name"], known)
    if choice := _CHOICE.fullmatch(what):
        given = choice["given"]
        choices = _choices(path, shape)
        return path, f"“{given}” is not one of its values. {suggestion(given, choices)}"
    return path, f"{what[0].lower()}{what[1:]}."


def _field_sentence(fault: str, name: str, known: tuple[str, ...]) -> str:
    if fault.startswith("missing"):
        return f"the field “{name}” is missing. Add it."
    return f"“{name}” is not a field. {suggestion(name, known)}"


def _names(path: str) -> list[str]:
    """The fields on the way to a fault: `sources[...].units[0]` → sources, units."""
    return re.findall(r"[A-Za-z_]+", path)


def _shape_at(path: str, root: type[Shape]) -> type[Shape]:
    names = _names(path)
    return _TABLES.get(names[-1], root) if names else root


def _fields(shape: type[Shape]) -> tuple[str, ...]:
    return tuple(f.encode_name for f in msgspec.structs.fields(shape))


def _choices(path: str, root: type[Shape]) -> list[str]:
    """What a field may say: the values of its enumeration or literal."""
    names = _names(path)
    owner = next((_TABLES[n] for n in reversed(names[:-1]) if n in _TABLES), root)
    return _values(get_type_hints(owner).get(names[-1]))


def _values(hint: Any) -> list[str]:  # noqa: ANN401 - a type hint may be anything
    if isinstance(hint, str):
        return [hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return [str(member.value) for member in hint]
    return [value for part in get_args(hint) for value in _values(part)]
