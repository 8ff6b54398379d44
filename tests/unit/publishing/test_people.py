"""Records about people are refused outright: column and rule are named, a value never."""

import pytest

from tests.unit.publishing.small import FILE, RECEIVED, count, definitions, written
from wellness.publishing.check import Receipt, check
from wellness.publishing.people import PeopleRefusedError, refuse_people
from wellness.publishing.reading import read


def with_column(header: str, *values: str) -> bytes:
    """A file of visits with one more column."""
    lines = written(*(count("ash", 7) for _ in values)).decode().splitlines()
    cells = (header, *values)
    return "\n".join(f"{a},{b}" for a, b in zip(lines, cells, strict=True)).encode()


def checked(content: bytes) -> Receipt:
    return check(FILE, content, definitions(), RECEIVED)


@pytest.mark.parametrize(
    ("header", "rule"),
    [
        ("Student Name", "names of people"),
        ("LastName", "names of people"),
        ("DOB", "birth dates"),
        ("date_of_birth", "birth dates"),
        ("StudentID", "personal numbers"),
        ("ssid", "personal numbers"),
        ("E-Mail", "e-mail addresses"),
        ("Parent phone", "phone numbers"),
        ("home_address", "addresses"),
    ],
)
def test_a_column_about_people_is_refused_by_its_name(header: str, rule: str) -> None:
    with pytest.raises(PeopleRefusedError, match=rule) as refusal:
        checked(with_column(header, "x1"))

    assert f"“{header}”" in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("maria@example.org", "e-mail addresses"),
        ("call 213-555-0100", "phone numbers"),
        ("(213) 555-0100", "phone numbers"),
        ("2011-03-04", "birth dates"),
        ("3/4/2011", "birth dates"),
        ("123-45-6789", "personal numbers"),
        ('"Lopez, Maria"', "names of people"),
        ("12 Maple Street", "addresses"),
    ],
)
def test_a_value_about_a_person_is_refused_wherever_it_stands(value: str, rule: str) -> None:
    rows = [count("ash", 7)] * 50
    content = written(*rows, count("elm", 7, flag=value))

    with pytest.raises(PeopleRefusedError, match=rule) as refusal:
        checked(content)

    assert "“flag”" in str(refusal.value)
    assert value.strip('"') not in str(refusal.value)


def test_a_file_without_a_header_does_not_have_its_first_row_repeated() -> None:
    with pytest.raises(PeopleRefusedError, match="column 1") as refusal:
        checked(b"maria@example.org,10\njohn@example.org,11")

    assert "maria" not in str(refusal.value)


def test_a_number_of_its_own_in_every_row_is_refused() -> None:
    numbers = [f"{90210 + n}" for n in range(12)]

    with pytest.raises(PeopleRefusedError, match="column 11 seems to hold a personal number"):
        checked(with_column("key", *numbers))


def test_one_row_a_person_is_refused() -> None:
    with pytest.raises(PeopleRefusedError, match="one person or one contact a row"):
        checked(written(*(count("ash", 1) for _ in range(12))))


def test_long_codes_of_places_are_no_personal_numbers() -> None:
    """A state's school codes have as many digits as its students' numbers."""
    codes = [f"19647{n:05d}" for n in range(12)]
    sheet = read(FILE, written(*(count(code, 7) for code in codes)))

    refuse_people(sheet, frozenset(codes).__contains__)

    with pytest.raises(PeopleRefusedError, match="“org_unit” seems to hold a personal number"):
        refuse_people(sheet, frozenset[str]().__contains__)
