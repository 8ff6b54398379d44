"""One journey for each kind of reader, at a desk and on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.district import PAGES, District
from tests.journeys.conftest import Open
from tests.journeys.screens import DESKTOP, MENU, PHONE, SCREENS, WIDER, Screen, Window
from wellness.domain.places import Level

pytestmark = pytest.mark.browser
at_every_screen = pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
WAY = ("Service access", "Training reach", "SEL indicators", "Awareness and referrals")


@at_every_screen
def test_leadership_goes_from_the_overview_to_a_theme_and_looks_at_another_quarter(
    server: str, district: District, open_window: Open, screen: Screen
) -> None:
    reader = open_window(server, screen)

    reader.open()
    assert reader.address == {
        "q": district.quarters["latest finished"],
        "place": district.place(Level.DISTRICT),
    }
    reader.go("Service access")
    found = reader.title.inner_text()
    choose_quarter(reader, district, "oldest")

    assert reader.title.inner_text() != found
    assert reader.page.evaluate(WIDER) == []


@at_every_screen
def test_the_collaborative_finds_the_schools_without_a_door(
    server: str, open_window: Open, screen: Screen
) -> None:
    reader = open_window(server, screen)

    reader.open()
    poster = reader.page.get_by_role("img", name=re.compile("^No door: "))
    count = re.findall(r"No door: (\d+)", poster.get_attribute("alt") or "")
    reader.page.get_by_text("Every school and its doors").click()
    reader.page.get_by_role("radio", name="No door").click()

    expect(reader.page.get_by_text(re.compile(rf"^{count[0]} of \d+ schools$"))).to_be_visible()
    assert reader.page.evaluate(WIDER) == []


@at_every_screen
def test_the_collaborative_asks_once_and_every_page_follows(
    server: str, district: District, open_window: Open, screen: Screen
) -> None:
    reader, name = open_window(server, screen), region_name(district)
    asked = {"q": district.quarters["oldest"], "place": district.place(Level.REGION)}

    reader.open()
    choose_quarter(reader, district, "oldest")
    choose_region(reader, district)
    for title in WAY:
        reader.go(title)

        assert reader.address == asked
        expect(reader.page.locator(".st-key-place")).to_contain_text(name)


@at_every_screen
def test_a_copied_address_shows_a_stranger_the_same(
    server: str, district: District, open_window: Open, screen: Screen
) -> None:
    sender, receiver = open_window(server, screen), open_window(server, screen)

    sender.open()
    choose_quarter(sender, district, "oldest")
    choose_region(sender, district)
    sender.go("Training reach")
    receiver.page.goto(sender.page.url)
    receiver.settle()

    assert receiver.page.url == sender.page.url
    assert text(receiver) == text(sender)


@at_every_screen
def test_back_undoes_one_step_through_filters_and_pages(
    server: str, district: District, open_window: Open, screen: Screen
) -> None:
    reader = open_window(server, screen)
    steps: list[Callable[[], None]] = [
        lambda: choose_quarter(reader, district, "oldest"),
        lambda: reader.go("Service access"),
        lambda: choose_region(reader, district),
        lambda: reader.go("Training reach"),
        lambda: choose_quarter(reader, district, "latest finished"),
    ]

    reader.open()
    seen = [view(reader)]
    for step in steps:
        step()
        seen.append(view(reader))

    for before in reversed(seen[:-1]):
        reader.back()
        expect(reader.title).to_have_text(before[1])
        assert view(reader) == before


@at_every_screen
def test_a_principal_finds_the_school_and_reads_its_numbers(
    server: str, district: District, open_window: Open, screen: Screen
) -> None:
    reader = open_window(server, screen)
    school = district.contents.places.unit(district.place(Level.SCHOOL))

    reader.open()
    reader.go("My school")
    search = reader.page.get_by_role("textbox", name="Search a school by its name")
    search.fill(school.name[:-2].lower())
    search.press("Enter")
    reader.page.get_by_role("button", name=school.name).click()
    reader.arrive(place=school.code)

    expect(reader.title).to_have_text(school.name)
    expect(reader.page.get_by_role("cell", name=re.compile("^Students served"))).to_be_visible()
    open_numbers(reader)
    expect(reader.page.get_by_role("columnheader", name="Period")).to_be_visible()
    assert reader.page.evaluate(WIDER) == []


def test_a_chosen_page_is_not_covered_by_the_menu(
    server: str, district: District, open_window: Open
) -> None:
    reader = open_window(server, PHONE)
    links = reader.page.get_by_test_id("stPageLink")

    reader.open(place=district.place(Level.REGION))
    reader.page.locator(MENU).get_by_role("button").click()
    links.get_by_role("link", name="Training reach", exact=True).click()
    expect(reader.page).to_have_title(re.compile("Training reach"))
    reader.settle()

    expect(links.get_by_role("link", name="SEL indicators", exact=True)).to_be_hidden()


@at_every_screen
def test_who_delivers_sees_what_arrived_and_what_the_words_mean(
    server: str, district: District, open_window: Open, screen: Screen
) -> None:
    reader = open_window(server, screen)
    visits = district.contents.catalogue["visits"]

    reader.open()
    reader.go("About the data")
    expect(reader.title).to_contain_text("sources")
    reader.choose("Indicator", visits.title, i="visits")
    expect(reader.page.get_by_text(visits.owner).first).to_be_visible()
    reader.choose("Word", "indicator")

    expect(reader.page.get_by_text("The definition of a measure: what is counted")).to_be_visible()
    assert reader.page.evaluate(WIDER) == []


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_wider_than_a_phone(
    server: str, district: District, open_window: Open, page: str
) -> None:
    reader = open_window(server, PHONE)

    for level in (Level.DISTRICT, Level.SCHOOL):
        reader.open(page, place=district.place(level))

        assert reader.page.evaluate(WIDER) == []


def test_an_unknown_address_is_told_where_it_is_typed(server: str, open_window: Open) -> None:
    reader = open_window(server, DESKTOP)

    reader.open("service_access", place="nowhere")

    expect(reader.page.get_by_text("“nowhere” is not a place of this district.")).to_be_visible()


def choose_quarter(reader: Window, district: District, which: str) -> None:
    calendar, asked = district.contents.calendar, district.quarters[which]
    reader.choose("Quarter", calendar.label(calendar.parse(asked)), q=asked)


def choose_region(reader: Window, district: District) -> None:
    """Choose a level, then a name, in the one place picker."""
    reader.page.locator(".st-key-place").get_by_role("button").first.click()
    reader.choose("Level", "Region")
    reader.choose("Region", region_name(district), place=district.place(Level.REGION))
    reader.page.keyboard.press("Escape")


def region_name(district: District) -> str:
    return district.contents.places.unit(district.place(Level.REGION)).name


def open_numbers(reader: Window) -> None:
    reader.page.get_by_text("The numbers behind this chart").first.click()
    reader.settle()


def text(reader: Window) -> str:
    """Everything on the page."""
    return reader.page.get_by_test_id("stMain").inner_text()


def view(reader: Window) -> tuple[str, str]:
    """The address and what was found there."""
    return reader.page.url, reader.title.inner_text()
