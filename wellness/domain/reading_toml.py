"""Read a TOML file into its shape, with sentences of our own about everything that does not fit."""

import re
import tomllib
from enum import Enum
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from wellness.domain.faults import FaultList, nearest, suggestion
from wellness.domain.shapes import Shape

ShapeType = TypeVar("ShapeType", bound=Shape)

_MOST = 100  # faults of one file; whoever has more mends these first
_MESSAGE = re.compile(r"(?P<what>.*?)(?: - at `(?:key in )?\$\.?(?P<path>.*)`)?", re.DOTALL)
_FIELD = re.compile(r"Object (?P<fault>contains unknown|missing required) field `(?P<name>.*)`")
_CHOICE = re.compile(r"Invalid enum value '(?P<given>.*)'")
_TYPE = re.compile(r"Expected `(?P<wanted>.*)`, got `(?P<given>.*)`")
_TYPES = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}
_STEP = re.compile(r"[A-Za-z_]+|\d+|\.\.\.")


def read_shape(file: str, text: str, shape: type[ShapeType], faults: FaultList) -> ShapeType | None:
    """The file as its shape; None where it does not fit, and every reason is noted."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.add(file, "", f"this is not TOML: {error}.")
        return None
    made, found = _fitted(table, shape)
    for place, sentence in found.items():
        faults.add(file, re.sub(r"\[(\d+)\]", _from_one, place[0]), sentence)
    return None if found else made


def _fitted(
    table: dict[str, Any], shape: type[ShapeType]
) -> tuple[ShapeType | None, dict[tuple[str, str], str]]:
    """The shape, and what did not fit: (place, field) → sentence.

    msgspec stops at the first fault, so each is taken out of the table and the rest read again.
    """
    found: dict[tuple[str, str], str] = {}
    for _ in range(_MOST):
        try:
            return msgspec.convert(table, shape), found
        except msgspec.ValidationError as error:
            match = _MESSAGE.fullmatch(str(error))
            what, path = (match["what"], match["path"] or "") if match else (str(error), "")
            field = _FIELD.fullmatch(what)
            name = field["name"] if field else ""
            place = f"{path}.{name}".strip(".")
            if not any(f"{told}.{key}".strip(".") == place for told, key in found):
                found[path, name] = _explained(what, path, shape)
            _mend(table, path, name, shape)
    return None, found


def _explained(what: str, path: str, shape: type[Shape]) -> str:
    """Our sentence for what msgspec found."""
    if field := _FIELD.fullmatch(what):
        if field["fault"].startswith("missing"):
            return f"the field “{field['name']}” is missing. Add it."
        known = tuple(f.encode_name for f in msgspec.structs.fields(_shape_at(path, shape)))
        return f"“{field['name']}” is not a field. {suggestion(field['name'], known)}"
    if choice := _CHOICE.fullmatch(what):
        choices = _values(_hint_at(path, shape))
        return (
            f"“{choice['given']}” is not one of its values. {suggestion(choice['given'], choices)}"
        )
    if kind := _TYPE.fullmatch(what):
        wanted = [_TYPES.get(name, name) for name in kind["wanted"].split(" | ") if name != "null"]
        given = _TYPES.get(kind["given"], kind["given"])
        return f"it is {given}, and must be {' or '.join(wanted)}."
    return f"{what[0].lower()}{what[1:]}."


def _mend(table: dict[str, Any], path: str, field: str, shape: type[Shape]) -> None:
    """Take out what does not fit; a misspelled field gets its name, a missing one a blank."""
    steps = _STEP.findall(path)
    if "..." in steps:
        steps = steps[: steps.index("...")]  # msgspec does not say which entry
        field = ""
    steps += [field] if field else []
    above, last = steps[:-1], steps[-1]
    holder: Any = table
    for step in above:
        holder = holder[int(step) if step.isdecimal() else step]
    if isinstance(holder, list):
        holder[int(last)] = _blank(_hint_at(path, shape))
        return
    owner = _shape_at(".".join(above), shape)
    named = {f.encode_name: f.name for f in msgspec.structs.fields(owner)}
    if last not in holder:
        holder[last] = _blank(get_type_hints(owner)[named[last]])
        return
    given = holder.pop(last)
    meant = nearest(last, set(named) - set(holder)) if field else ""
    if meant:
        holder[meant] = given


def _from_one(match: re.Match[str]) -> str:
    """Entries are counted from 1 in sentences."""
    return f" {int(match[1]) + 1}"


def _hint_at(path: str, root: type[Shape]) -> Any:  # noqa: ANN401 - a type hint may be anything
    """The type of what stands at a path such as `sources[...].units[0].from`."""
    hint: Any = root
    for name in re.findall(r"[A-Za-z_]+", path):
        owner = _struct(hint) or root
        named = {f.encode_name: f.name for f in msgspec.structs.fields(owner)}
        hint = get_type_hints(owner).get(named.get(name, name))
    return hint


def _shape_at(path: str, root: type[Shape]) -> type[Shape]:
    return _struct(_hint_at(path, root)) or root


def _struct(hint: Any) -> type[Shape] | None:  # noqa: ANN401 - likewise
    """The table that a hint allows, inside of lists, tables and alternatives too."""
    if isinstance(hint, type) and issubclass(hint, Shape):
        return hint
    return next((found for part in get_args(hint) if (found := _struct(part))), None)


def _values(hint: Any) -> list[str]:  # noqa: ANN401 - likewise
    """What a field may say: the values of its enumeration or literal."""
    if isinstance(hint, str):
        return [hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return [str(member.value) for member in hint]
    return [value for part in get_args(hint) for value in _values(part)]


def _blank(hint: Any) -> Any:  # noqa: ANN401 - likewise
    """Something that fits a hint, so that the rest of the file can be judged."""
    if get_origin(hint) is Literal or (isinstance(hint, type) and issubclass(hint, Enum)):
        return _values(hint)[0]
    if isinstance(hint, type) and issubclass(hint, Shape):
        return {
            f.encode_name: _blank(get_type_hints(hint)[f.name])
            for f in msgspec.structs.fields(hint)
            if f.required
        }
    origin = get_origin(hint) or hint
    if origin in (str, int, float, bool, list, dict):
        return origin()
    return _blank(get_args(hint)[0])
