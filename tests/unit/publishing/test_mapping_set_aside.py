"""`[[set_aside]]`: one faulty row is not read, and nothing is guessed in its place."""

from tests.unit.publishing.mapped import HEAD, MONTHS, UNIT, VISITS, receipt, warnings

READ = HEAD + UNIT + MONTHS + VISITS
AUGUST = 'School = "ash", Month = "2026-08"'
FAULTY = f'{READ}[[set_aside]]\nwhere = {{ {AUGUST}, Visits = "9" }}\nwhy = "Misdated"\n'
LOOSE = f'{READ}[[set_aside]]\nwhere = {{ {AUGUST} }}\nwhy = "Misdated"\n'
HEADER = "School,Month,Visits"
TWICE = ("ash,2026-07,5", "ash,2026-08,6", "ash,2026-08,9")


def test_the_row_is_told_with_its_texts_and_the_reason() -> None:
    found = receipt(FAULTY, HEADER, *TWICE, "ash,2026-09,7")

    (told,) = [fault for fault in found.warnings if fault.code == "set_aside"]
    assert found.accepted
    assert (told.row, told.value) == (4, "ash, 2026-08, 9")
    assert told.message == "Set aside by the mapping: Misdated."


def test_an_entry_that_fits_several_rows_is_a_fault() -> None:
    """It may hide what it does not mean."""
    found = receipt(LOOSE, HEADER, *TWICE, "ash,2026-09,7")

    assert {"set_aside_several", "contradicting_row"} == {fault.code for fault in found.errors}


def test_an_entry_that_fits_no_row_says_that_it_may_go() -> None:
    told = warnings(FAULTY, HEADER, "ash,2026-07,5", "ash,2026-08,6", "ash,2026-09,7")

    assert "mappings/tally.toml sets a row aside that is not in this file: " in "\n".join(told)
