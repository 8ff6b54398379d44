"""Places and their memberships, which have dates."""

import pytest

from wellness.domain.errors import UnknownNameError
from wellness.domain.periods import Quarter
from wellness.domain.places import Level, Membership, Places

Y25, Y26 = Quarter(2025, 1), Quarter(2026, 1)
EAST, WEST = "east", "west"


def school(
    code: str,
    region: str,
    begun: Quarter | None = None,
    ended: Quarter | None = None,
    name: str = "",
) -> tuple[Membership, ...]:
    parents = ((region, Level.REGION), ("elementary", Level.SCHOOL_TYPE))
    return tuple(
        Membership(
            code,
            name or code,
            Level.SCHOOL,
            "elementary",
            parent=parent,
            parent_level=level,
            valid_from=begun,
            valid_to=ended,
        )
        for parent, level in parents
    )


PLACES = Places((
    Membership("all", "Alder Valley", Level.DISTRICT),
    Membership(EAST, "East", Level.REGION, parent="all", parent_level=Level.DISTRICT),
    Membership(WEST, "West", Level.REGION, parent="all", parent_level=Level.DISTRICT),
    Membership("elementary", "Elementary schools", Level.SCHOOL_TYPE, parent="all",
               parent_level=Level.DISTRICT),
    *school("stays", EAST),
    *school("moves", EAST, ended=Y26 - 1),
    *school("moves", WEST, begun=Y26, name="Moved on"),
    *school("closes", WEST, ended=Y26 - 1),
))  # fmt: skip


def test_membership_is_as_of_the_quarter() -> None:
    assert PLACES.parent("moves", Level.REGION, Y25) == PLACES.unit(EAST)
    assert PLACES.parent("moves", Level.REGION, Y26) == PLACES.unit(WEST)
    assert [u.code for u in PLACES.schools(EAST, Y25)] == ["moves", "stays"]
    assert [u.code for u in PLACES.schools(EAST, Y26)] == ["stays"]


def test_the_district_holds_every_school_that_is_open() -> None:
    assert len(PLACES.schools("all", Y25)) == 3
    assert {u.code for u in PLACES.schools("all", Y26)} == {"stays", "moves"}
    assert PLACES.schools("all", Y26, school_type="high") == ()


def test_a_renamed_school_keeps_the_name_of_its_day() -> None:
    assert PLACES.name_in("moves", Y25) == "moves"
    assert PLACES.unit("moves").name == PLACES.name_in("moves", Y26) == "Moved on"


def test_a_line_breaks_where_a_member_moved_and_not_where_one_closed() -> None:
    assert PLACES.moves(EAST) == (Y26,)
    assert PLACES.moves(WEST) == (Y26,)
    assert PLACES.moves("all") == PLACES.moves("elementary") == ()


def test_a_place_that_is_not_known_is_named_in_the_refusal() -> None:
    with pytest.raises(UnknownNameError, match="“nowhere” is not a place"):
        PLACES.unit("nowhere")


def test_a_workspace_has_exactly_one_district() -> None:
    with pytest.raises(UnknownNameError, match="exactly one"):
        _ = Places(()).district
