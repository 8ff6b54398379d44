"""The quirks of Scotland's files, copied into files small enough to check by hand."""

from dataclasses import replace
from datetime import date

from wellness.domain.workspace import EXAMPLES, Definitions, read_workspace
from wellness.publishing.check import Receipt, check

CAMHS = read_workspace(EXAMPLES / "scotland_camhs").definitions
BEDS = read_workspace(EXAMPLES / "scotland_beds").definitions
WAITING = (
    "HB,Month,TotalPatientsWaiting,TotalPatientsWaitingQF,NumberOfPatientsWaiting19To35Weeks,"
    "NumberOfPatientsWaiting36To52Weeks,NumberOfPatientsWaitingOver52Weeks"
)
REFERRALS = "HB,Month,ReferralsAccepted,ReferralsAcceptedQF,ReferralsReceived,ReferralsReceivedQF"
BED_DAYS = (
    "Quarter,QuarterQF,HB,HBQF,Location,LocationQF,SpecialtyName,SpecialtyNameQF,"
    "AllStaffedBeds,TotalOccupiedBeds"
)
AYRSHIRE, BORDERS, NATION = "S08000015", "S08000016", "S92000003"


def sent(definitions: Definitions, name: str, *lines: str, mapping: str = "") -> Receipt:
    content = "\n".join(lines).encode()
    return check(name, content, definitions, date(2025, 10, 2), mapping=mapping)


def referrals(*lines: str) -> Receipt:
    return sent(CAMHS, "camhs-referrals.csv", REFERRALS, *lines)


def beds(*lines: str, mapping: str = "mental_health_beds") -> Receipt:
    return sent(BEDS, "beds_by_nhs_board.csv", BED_DAYS, *lines, mapping=mapping)


def amounts(receipt: Receipt, indicator: str, place: str) -> list[tuple[int, int]]:
    """Numerator and denominator of an indicator at a place."""
    assert receipt.delivery is not None
    return [
        (row["numerator"], row["denominator"])
        for row in receipt.delivery.to_pylist()
        if (row["indicator"], row["org_unit"]) == (indicator, place)
    ]


def messages(receipt: Receipt) -> str:
    return "\n".join(fault.message for fault in receipt.faults)


def codes(receipt: Receipt) -> set[str]:
    return {fault.code for fault in receipt.errors}


def test_a_key_with_two_different_values_is_refused_unless_the_faulty_row_is_set_aside() -> None:
    """The other row stands; nothing takes the place of the one that was set aside."""
    lines = (
        f"{AYRSHIRE},202503,70,,1,0,0",
        f"{AYRSHIRE},202501,88,,2,0,0",
        f"{AYRSHIRE},202501,92,,0,0,0",
        f"{BORDERS},202503,30,,3,0,0",
        f"{BORDERS},202501,40,,4,0,0",
        f"{BORDERS},202412,50,,5,0,0",
        f"{NATION},202412,142,d,5,0,0",
        f"{NATION},202501,128,d,6,0,0",
    )
    mapping = CAMHS.mappings["waiting"]
    without = replace(CAMHS, mappings={"waiting": replace(mapping, set_aside=())})

    refused = sent(without, "patients-waiting.csv", WAITING, *lines)
    accepted = sent(CAMHS, "patients-waiting.csv", WAITING, *lines)

    assert "contradicting_row" in codes(refused)
    assert "may be meant for December 2024, which is missing" in refused.errors[0].remedy
    assert accepted.accepted
    assert amounts(accepted, "waiting_over_18_weeks", AYRSHIRE) == [(1, 70)]
    assert "Set aside by the mapping: NHS Ayrshire and Arran" in messages(accepted)


def test_a_month_that_is_not_available_takes_its_quarter_with_it() -> None:
    """And the nation is the sum of those that reported: it moves with them."""
    found = referrals(
        *(f"{BORDERS},20190{month},10,,20,u" for month in (1, 2, 3)),
        *(f"{AYRSHIRE},20190{month},5,,10,y" for month in (1, 2)),
        f"{AYRSHIRE},201903,,:,,:",
        *(f"{NATION},20190{month},15,d,30,d" for month in (1, 2)),
        f"{NATION},201903,10,d,20,d",
    )

    assert found.accepted
    assert amounts(found, "referrals_accepted", BORDERS) == [(30, 60)]
    assert amounts(found, "referrals_accepted", AYRSHIRE) == []
    assert "quarters that lack a month are not reported: NHS Ayrshire" in messages(found)
    assert "Marked as not reported by the sender: 2 numbers" in messages(found)


def test_several_marks_in_one_cell_are_each_counted() -> None:
    found = referrals(*(f"{BORDERS},20190{month},10,d y ,20,d y u" for month in (1, 2, 3)))

    assert found.accepted
    assert "“d” 6 times, “y” 6 times, “u” 3 times" in messages(found)


def test_a_nation_that_its_boards_do_not_add_up_to_is_refused() -> None:
    found = referrals(
        *(f"{BORDERS},20190{month},10,,20,u" for month in (1, 2, 3)),
        f"{NATION},201902,11,d,20,d",
    )

    assert codes(found) == {"total_differs"}


def test_a_boards_old_code_is_known_up_to_its_last_quarter() -> None:
    """NHS Fife was S08000018 up to 1 February 2018, in the middle of a quarter."""
    fife = ["S08000018,201801,1,,2,", "S08000029,201802,1,,2,", "S08000029,201803,1,,2,"]
    later = [f"S08000018,20180{month},1,,2," for month in (4, 5, 6)]

    assert amounts(referrals(*fife), "referrals_accepted", "S08000029") == [(3, 6)]
    assert not referrals(*later).accepted


def test_more_patients_than_beds_are_possible_but_not_more_parts_than_a_total() -> None:
    """Occupancy is a ratio."""
    total = f"2021Q3,p,{BORDERS},d,{BORDERS},d,Mental Health Grouping,d,100,"
    part = f"2021Q3,p,{BORDERS},d,{BORDERS},d,General Psychiatry (Mental Illness),,100,"

    assert beds(f"{total}104", f"{part}104").accepted
    assert codes(beds(f"{total}104", f"{part}105")) == {"total_differs"}


def test_totals_stand_apart_from_their_parts_and_the_provisional_quarter_is_told() -> None:
    rows = [
        f"2021Q3,p,{BORDERS},,B120H,,Mental Health Grouping,d,20,10",
        f"2021Q3,p,{BORDERS},d,{BORDERS},d,Mental Health Grouping,d,60,40",
        f"2021Q3,p,{NATION},d,{NATION},d,Mental Health Grouping,d,60,40",
        f"2021Q3,p,{NATION},d,{NATION},d,All Specialties,d,600,400",
    ]

    found = beds(*rows)

    assert found.accepted
    assert amounts(found, "mental_health_beds", f"{BORDERS}-B120H") == [(10, 20)]
    assert amounts(found, "mental_health_beds", NATION) == [(40, 60)]
    assert "Left out by the mapping, 1 row: Specialties outside of" in messages(found)
    assert "“p” 3 times" in messages(found)


def test_a_total_of_all_specialties_is_compared_with_the_groups_of_them() -> None:
    nation = f"2021Q3,,{NATION},d,{NATION},d"

    found = beds(
        f"{nation},All Specialties,d,100,80",
        f"{nation},All Acute,d,90,75",
        f"{nation},Medical Grouping,d,60,50",
        f"{nation},Surgery Grouping,d,30,25",
        mapping="all_beds",
    )

    assert codes(found) == {"total_differs"}


def test_no_beds_are_no_occupancy() -> None:
    found = beds(f"2018Q1,,{BORDERS},,B120H,,Mental Health Grouping,d,0,0")

    assert found.accepted
    assert amounts(found, "mental_health_beds", f"{BORDERS}-B120H") == [(0, 0)]
