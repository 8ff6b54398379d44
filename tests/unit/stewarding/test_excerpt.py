"""The partner's own rows around the faults, each faulty cell marked."""

from tests.unit.publishing.small import FILE, checked, count, written
from wellness.domain.deliveries import COLUMNS
from wellness.publishing.marking import marks, own_rows
from wellness.stewarding.faults import Excerpt, excerpt


def excerpt_of(*numerators: str, narrow: bool = False) -> Excerpt:
    """What is shown of rows of one school each; the first is row 2."""
    rows = [count(("ash", "elm")[n % 2], text) for n, text in enumerate(numerators)]
    raw = own_rows(FILE, written(*rows), None)
    return excerpt(raw, COLUMNS, marks(checked(*rows), COLUMNS), narrow=narrow)


def test_a_faulty_cell_has_a_mark_and_its_row_is_bold() -> None:
    shown = excerpt_of("12", "-3")

    assert [row[0] for row in shown.rows] == [":gray[2]", "**3**"]
    assert shown.rows[1][shown.head.index("G numerator")] == ":orange[◆ **-3**]"


def test_the_header_is_no_row_beside_a_fault() -> None:
    assert [row[0] for row in excerpt_of("-3").rows] == ["**2**"]


def test_on_a_phone_the_columns_with_faults_are_kept() -> None:
    shown = excerpt_of("-3", narrow=True)

    assert shown.head == ("Row", "A org_unit", "B quarter", "G numerator")
