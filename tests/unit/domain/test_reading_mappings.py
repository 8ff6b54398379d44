"""A mapping is read whole, and each mistake in it gets a sentence that says how to mend it."""

from pathlib import Path

import pytest

from tests.unit.publishing.mapped import HEAD, MONTHS, PLAIN, QUARTERS, UNIT, VISITS, workspace
from tests.unit.publishing.small import FILES
from wellness.domain.errors import WorkspaceError
from wellness.domain.mappings import Meaning, Token
from wellness.domain.workspace import parse, parse_documents, read_workspace

WIDE = "numerator = { matches = '%s' }\n"


def refusal(mapping: str) -> str:
    with pytest.raises(WorkspaceError) as error:
        workspace(mapping)
    return str(error.value).removeprefix("mappings/tally.toml, ")


def wide(pattern: str, more: str = "") -> str:
    entry = '[[columns]]\nindicator = "visits"\n' + WIDE % pattern + more
    return HEAD + UNIT + QUARTERS + entry


def test_a_workspace_without_the_folder_has_no_mappings() -> None:
    assert parse(FILES).mappings == {}


def test_mappings_are_read_from_their_folder_by_the_names_of_their_files(tmp_path: Path) -> None:
    for name, text in (FILES | {"mappings/tally.toml": PLAIN}).items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    found = read_workspace(tmp_path)

    assert list(found.definitions.mappings) == ["tally"]
    assert found.files["mappings/tally.toml"] == PLAIN


def test_a_release_is_read_without_its_mappings() -> None:
    """They are a record of how files were read; an old one need not be readable any more."""
    assert parse_documents(FILES | {"mappings/tally.toml": "of another time"}).mappings == {}


def test_everything_that_does_not_fit_is_told_at_once_with_its_place() -> None:
    told = refusal(
        'source = 1\nfile = "tally*"\nsheet = true\n'
        '[org_unit]\ncolumn = "School"\nby = "nam"\n'
        "[period]\n"
        '[[columns]]\nindicator = "visits"\nnumerator = "a"\n'
        "[[columns]]\nindicatr = 'visits'\nnumerator = 1.5\n"
    )

    number = "it is a number, and must be a whole number or a text or a table or a list."
    assert told.splitlines() == [
        "6 things in this workspace are to be mended:",
        "- mappings/tally.toml, source: it is a whole number, and must be a text.",
        "- mappings/tally.toml: “file” is not a field. Did you mean “files”?",
        "- mappings/tally.toml, sheet: it is true or false, and must be a whole number or a text.",
        "- mappings/tally.toml, org_unit.by: “nam” is not one of its values. Did you mean “name”?",
        "- mappings/tally.toml, columns 2: “indicatr” is not a field. Did you mean “indicator”?",
        f"- mappings/tally.toml, columns 2.numerator: {number}",
    ]


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        (PLAIN.replace("clinic", "clinc"), "source: “clinc” is not known. Did you mean “clinic”?"),
        (
            PLAIN.replace("visits", "vists"),
            "columns 1.indicator: “vists” is not known. Did you mean “visits”?",
        ),
        (
            PLAIN.replace('indicator = "visits"\n', ""),
            "columns 1: the indicator is missing: name it here, or its column in [indicator].",
        ),
        (
            PLAIN.replace('numerator = "Visits"\n', ""),
            "columns 1: say where its number stands: numerator, denominator or value.",
        ),
        (
            PLAIN.replace('column = "School"\n', ""),
            "org_unit: say where it stands: one of “column” or “columns”, or “constant”.",
        ),
        (
            PLAIN.replace('"School"', '"School"\nconstant = "ash"'),
            "org_unit: say where it stands: one of “column” or “columns”, or “constant”.",
        ),
        (
            PLAIN.replace('"School"', '"School"\ncodes = { A = "ahs" }'),
            "org_unit.codes: “ahs” is not known. Did you mean “ash”?",
        ),
        (
            PLAIN.replace("2026-27 Q1", "Q1 2026"),
            "period: “Q1 2026” is not written as the format says.",
        ),
        (
            HEAD + UNIT + "[period]\n" + VISITS,
            "period: say once where it stands: “column”, “constant”, “file_name”, or in",
        ),
        (
            HEAD + UNIT + '[period]\nfile_name = "20.."\nformat = "YYYY-YY"\n' + VISITS,
            "period.file_name: it has no group. Put brackets around the period.",
        ),
        (
            HEAD + UNIT + MONTHS.replace("YYYY-MM", "MM") + VISITS,
            "period.format: “MM”: it names no year. Write it like YYYYMM, YYYYQN, YYYY-YY or",
        ),
        (
            wide("(?P<channle>.*) visits"),
            "columns 1: “channle” is not a group. Known are: category, indicator, period.",
        ),
        (
            wide("(?P<category>.*) visits"),
            "columns 1: there is a category and no breakdown. Add “breakdown”.",
        ),
        (
            wide("(?P<category>.*) visits", 'breakdown = "chanel"\n'),
            "columns 1.breakdown: “chanel” is not known. Did you mean “channel”?",
        ),
        (
            wide("(?P<category>.*)", 'breakdown = "channel"\ncodes = { Web = "onlin" }\n'),
            "columns 1.category: “onlin” is not known. Did you mean “online”?",
        ),
        (
            PLAIN + "percent = true\n",
            "columns 1.percent: only a value can be in percent; counts are whole.",
        ),
        (wide("("), "columns 1.numerator: “(” is not a pattern: missing ), unterminated "),
        (
            HEAD + 'footnotes = "["\n' + UNIT + QUARTERS + VISITS,
            "footnotes: “[” is not a pattern: ",
        ),
        (
            PLAIN + '[tokens]\n"*" = "withheld "\n',
            "tokens.“*”: “withheld ” is no meaning. Did you mean “withheld”?",
        ),
        (
            PLAIN + '[tokens]\n"<11" = "low_band"\n',
            "tokens.“<11”: “low_band” is no meaning. Write it like “low_band:95”.",
        ),
        (
            PLAIN + '[flags]\nsuffix = "QF"\nmeanings = { u = "zero:1" }\n',
            "flags.meanings.“u”: “zero:1” is no meaning. Write it like “zero”.",
        ),
        (
            PLAIN + '[[leave_out]]\ncolumn = "School"\nwhy = "totals"\n',
            "leave_out 1: say once which rows: “equals” or “matches”.",
        ),
        (
            PLAIN + '[[leave_out]]\ncolumn = "School"\nequals = "All"\n',
            "leave_out 1: the field “why” is missing. Add it.",
        ),
        (
            PLAIN + '[category]\ncolumn = "Sex"\ncodes = { F = "female" }\n',
            "category.codes: “female” has no breakdown. Write it like “breakdown:female”.",
        ),
        (
            PLAIN + '[category]\ncolumn = "Sex"\nbreakdown = "channel"\n'
            '[[columns]]\nindicator = "served"\nnumerator = "S"\nbreakdown = "channel"\n'
            'category = "online"\n',
            "columns 2: the category is said 2 times. Say it once.",
        ),
        (
            PLAIN.replace("[period]", '[[org_unit.aliases]]\ntheirs = "1"\nours = "ahs"\n[period]'),
            "org_unit.aliases.ours: “ahs” is not known. Did you mean “ash”?",
        ),
        (PLAIN.replace("[org_unit]", "[header]\nrow = 0\n[org_unit]"), "header: rows are counted"),
    ],
)
def test_each_mistake_gets_a_sentence(mapping: str, sentence: str) -> None:
    assert refusal(mapping).startswith(sentence)


def test_a_token_that_is_a_band_carries_its_bound() -> None:
    mapping = workspace(PLAIN + '[tokens]\n"Above 95%" = "high_band:95"\n').mappings["tally"]

    assert mapping.tokens == {"Above 95%": Meaning(Token.HIGH_BAND, "95%")}
    assert mapping.tokens["Above 95%"].flag == "high_band:95%"
