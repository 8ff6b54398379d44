"""Cells as a spreadsheet names them: `C5` is column 3 of row 5."""

from functools import lru_cache

_LETTERS = 26


@lru_cache(maxsize=16_384)  # as many columns as a sheet can have
def letters(column: int) -> str:
    """The letters of a column, counted from 1."""
    rest, last = divmod(column - 1, _LETTERS)
    return (letters(rest) if rest else "") + chr(ord("A") + last)


@lru_cache(maxsize=16_384)
def column_number(name: str) -> int:
    """The number of a column's letters. Raises `ValueError` where they are none."""
    number = 0
    for letter in name:
        if not "A" <= letter <= "Z":
            message = f"{name!r} names no column"
            raise ValueError(message)
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def position(reference: str) -> tuple[int, int]:
    """The row and column of a reference, from 1. Raises `ValueError` where it is none."""
    name = reference.rstrip("0123456789")
    row, column = int(reference[len(name) :]), column_number(name)
    if row < 1 or column < 1:
        message = f"{reference!r} names no cell"
        raise ValueError(message)
    return row, column
