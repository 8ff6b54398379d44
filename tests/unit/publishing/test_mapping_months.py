"""Months become quarters by the kind of indicator: flows add, stocks take the last month."""

from tests.unit.publishing.mapped import HEAD, MONTHS, UNIT, VISITS, only_error, tidy, warnings

FLOW = HEAD + UNIT + MONTHS + VISITS
TOKENS = '[tokens]\n"*" = "withheld"\n"." = "not_applicable"\n"" = "not_reported"\n'
SEEN = (
    HEAD + UNIT + MONTHS + '[[columns]]\nindicator = "seen"\nnumerator = "n"\ndenominator = "d"\n'
)
STOCK = HEAD + UNIT + MONTHS + '[[columns]]\nindicator = "staffed"\nnumerator = "Staff"\n'
Q1 = ("2026-07", "2026-08", "2026-09")


def months(*texts: str) -> list[str]:
    return [f"ash,{month},{text}" for month, text in zip(Q1, texts, strict=True)]


def test_three_months_of_a_flow_are_added() -> None:
    assert tidy(FLOW, "School,Month,Visits", *months("1", "2", "4")) == ["ash 2026-27 Q1 visits 7"]


def test_a_proportion_pools_numerators_and_denominators() -> None:
    assert tidy(SEEN, "School,Month,n,d", *months("1,2", "3,4", "5,6")) == [
        "ash 2026-27 Q1 seen 9 12"
    ]


def test_a_stock_is_the_last_months() -> None:
    lines = "School,Month,Staff", *(f"E,{month},{n}" for month, n in zip(Q1, "432", strict=True))

    assert tidy(STOCK, *lines) == ["E 2026-27 Q1 staffed 2"]


def test_a_stock_needs_its_last_month_alone() -> None:
    assert tidy(STOCK, "School,Month,Staff", "E,2026-09,2") == ["E 2026-27 Q1 staffed 2"]
    lines = "School,Month,Staff", "E,2026-09,2", "W,2026-08,3"
    assert tidy(STOCK, *lines) == ["E 2026-27 Q1 staffed 2"]
    assert warnings(STOCK, *lines) == [
        "Staffed: quarters that lack their last month are not reported: West 2026-27 Q1."
    ]


def test_a_flow_with_a_missing_month_is_not_reported_and_that_is_said() -> None:
    lines = "School,Month,Visits", *months("1", "2", "4"), "elm,2026-07,9", "elm,2026-09,9"

    assert tidy(FLOW, *lines) == ["ash 2026-27 Q1 visits 7"]
    assert warnings(FLOW, *lines) == [
        "Visits: quarters that lack a month are not reported: Elm School 2026-27 Q1."
    ]


def test_a_month_that_is_marked_as_not_reported_is_a_missing_one() -> None:
    lines = "School,Month,Visits", *months("1", "", "4"), "elm,2026-07,1"

    assert tidy(FLOW + TOKENS, *lines) == []
    assert "Marked as not reported by the sender: 1 number." in warnings(
        FLOW + TOKENS, "School,Month,Visits", *months("1", "", "4"), *_elm()
    )


def _elm() -> list[str]:
    return [line.replace("ash", "elm") for line in months("1", "1", "1")]


def test_a_quarter_with_a_withheld_month_is_withheld() -> None:
    assert tidy(FLOW + TOKENS, "School,Month,Visits", *months("1", "*", "4")) == [
        "ash 2026-27 Q1 visits withheld"
    ]


def test_a_quarter_is_not_applicable_only_if_all_its_months_are() -> None:
    assert tidy(FLOW + TOKENS, "School,Month,Visits", *months(".", ".", ".")) == [
        "ash 2026-27 Q1 visits not_applicable"
    ]
    assert tidy(FLOW + TOKENS, "School,Month,Visits", *months(".", "2", ".")) == []


def test_people_counted_once_a_month_cannot_be_made_a_quarter() -> None:
    fault = only_error(FLOW.replace('"visits"', '"served"'), "School,Month,Visits", *months(*"123"))

    assert fault.message == "Served comes by month and cannot be made a quarter."


def test_a_code_that_changes_within_a_quarter_keeps_its_place() -> None:
    codes = '"School"\ncodes = { "1" = "ash", "2" = "ash" }\n'
    mapping = FLOW.replace('"School"\n', codes)

    lines = ["1,2026-07,1", "1,2026-08,2", "2,2026-09,4"]

    assert tidy(mapping, "School,Month,Visits", *lines) == ["ash 2026-27 Q1 visits 7"]
