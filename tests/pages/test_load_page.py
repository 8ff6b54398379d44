"""The steward's page without a browser: a file is dropped, judged, mended, loaded and published."""

import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from data_access.stores import open_publishing
from tests.deliveries import PEOPLE, SECRETS, Delivery, sent
from tests.district import District
from tests.pages.visiting import faults, said, visit

pytestmark = pytest.mark.usefixtures("opened_anew")


@pytest.fixture
def copy(district: District, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> District:
    """The sample in a folder of its own, which may be changed."""
    found = District(shutil.copytree(district.data, tmp_path / "data"))
    monkeypatch.setenv("WELLNESS_DATA", str(found.data))
    return found


@pytest.fixture
def delivery(copy: District) -> Delivery:
    """What a partner would send to correct its newest quarter."""
    return sent(copy).corrected()


@pytest.fixture
def open_to_all() -> Iterator[None]:
    """A server that listens to the network."""
    address = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")  # noqa: S104 that is the fault
    yield
    config.set_option("server.address", address)


def test_every_fault_is_told_where_it_is_and_nothing_is_loaded(
    copy: District, delivery: Delivery
) -> None:
    before = loads(copy)
    app = drop(visit("load"), f"{delivery.name}.xlsx", delivery.faulty().workbook())

    told = " ".join(text for table in app.table for text in texts(table.value))
    fine = len(delivery.rows) - 4
    assert faults(app) == []
    assert title(app).endswith(f"{fine} rows fine, 4 to mend")
    for value in ("S9O2", "<11", "telehelth", "-3"):
        assert f"“{value}”" in told  # in the list
        assert f":orange[◆ **{value}**]" in told  # and in the partner's own rows
    assert downloads(app)[0] == "Their file, with the cells marked"
    assert "Load it" not in said(app)
    assert loads(copy) == before


def test_a_file_is_read_once_whatever_is_clicked(copy: District, delivery: Delivery) -> None:
    del copy
    app = drop(visit("load"), f"{delivery.name}.csv", delivery.csv())
    before = app.session_state["made_receipt"], app.session_state["made_rehearsal"]

    app.selectbox(key="template_source").select_index(1).run()

    after = app.session_state["made_receipt"], app.session_state["made_rehearsal"]
    assert [id(first) for first in before] == [id(second) for second in after]


def test_a_mended_file_is_loaded_and_published_with_name_and_reason(
    copy: District, delivery: Delivery
) -> None:
    number = copy.contents.release.number
    app = drop(visit("load"), f"{delivery.name}.csv", delivery.faulty().csv())
    drop(app, f"{delivery.name}.csv", delivery.csv())
    assert title(app).endswith(f"{len(delivery.rows)} rows fine, none to mend")
    assert button(app, "load").disabled

    app.text_input(key="load_by").input("Kim Lee").run()
    button(app, "load").click().run()
    assert title(app) == f"{len(delivery.rows)} rows loaded"
    assert button(app, "publish_look").disabled

    app.text_input(key="publish_by").input("Kim Lee")
    app.text_input(key="publish_reason").input("Telehealth corrected").run()
    button(app, "publish_look").click().run()
    assert "What will be new" in said(app)
    button(app, "publish").click().run(timeout=60)

    assert faults(app) == []
    assert title(app) == f"Release {number + 1} is published"
    assert f"Release {number + 1} · data to" in said(app)  # as the notice of every page says
    with open_publishing({"WELLNESS_DATA": str(copy.data)}) as stores:
        newest = stores.state.releases()[0]
    assert (newest.number, newest.published_by) == (number + 1, "Kim Lee")
    assert newest.reason == "Telehealth corrected"


def test_rows_that_are_gone_must_be_meant_to_be_gone(copy: District, delivery: Delivery) -> None:
    before, place = loads(copy), delivery.rows[0][0]
    app = drop(visit("load"), f"{delivery.name}.csv", delivery.without(place).csv())
    app.text_input(key="load_by").input("Kim Lee").run()
    assert button(app, "load").disabled

    app.checkbox(key="load_gone").check().run()
    button(app, "load").click().run()

    assert title(app).endswith("rows loaded")
    assert len(loads(copy)) == len(before) + 1


def test_who_sent_a_file_is_asked_where_its_name_does_not_say(
    copy: District, delivery: Delivery
) -> None:
    del copy
    app = drop(visit("load"), "numbers for you.csv", delivery.csv())
    assert title(app) == "One more thing before this file is read"

    app.selectbox(key="load_source").select("telehealth").run()

    assert title(app).endswith(f"{len(delivery.rows)} rows fine, none to mend")


def test_what_is_no_table_is_one_sentence(copy: District) -> None:
    del copy
    app = drop(visit("load"), "telehealth_2026-27-Q1.xlsx", b"%PDF-1.7 not a workbook")

    assert faults(app) == []
    assert title(app) == "This file was refused"
    assert "kept_upload" not in app.session_state


def test_a_list_of_people_is_refused_and_nothing_of_it_stays(copy: District) -> None:
    del copy
    app = drop(visit("load"), "telehealth_2026-27-Q1.csv", PEOPLE.encode())

    assert title(app) == "This file was refused"
    assert "seems to hold" in said(app)
    assert held(app) == []
    assert [secret for secret in SECRETS if secret in said(app)] == []


def test_the_search_for_what_stays_finds_a_file_that_is_kept(
    copy: District, delivery: Delivery
) -> None:
    del copy
    app = drop(visit("load"), f"{delivery.name}.csv", delivery.csv())

    assert "kept_upload" in held(app, "telehealth")


def test_where_the_intake_store_is_shut_the_page_is_not_offered(copy: District) -> None:
    (copy.data / "intake.db").unlink()

    app = visit("load")

    assert "Loading is for the data steward" in said(app)
    assert "Load" not in menu(app)
    assert not (copy.data / "intake.db").exists()


def test_on_an_open_network_the_page_is_not_offered(copy: District, open_to_all: None) -> None:
    del copy, open_to_all
    app = visit("load")

    assert "Loading is for the data steward" in said(app)
    assert app.get("file_uploader") == []
    assert "Load" not in menu(app)


def test_on_the_stewards_computer_the_page_is_in_the_menu(copy: District) -> None:
    del copy

    assert "Load" in menu(visit("overview"))


def test_a_reminder_says_what_when_and_how(copy: District) -> None:
    del copy
    app = visit("load")
    app.session_state["reminder"] = True
    app.run()

    letter = app.code[0].value
    assert letter.startswith("Subject: ")
    assert "due on" in letter
    assert ".xlsx" in letter
    assert "What is expected" in letter


def drop(app: AppTest, name: str, content: bytes) -> AppTest:
    """Drop a file on the page."""
    app.file_uploader[0].set_value((name, content, "application/octet-stream"))
    return app.run(timeout=60)


def title(app: AppTest) -> str:
    [found] = app.title
    return str(found.value).replace("\\", "")


def button(app: AppTest, key: str) -> Button:
    return app.button(key=key)


def texts(frame: pd.DataFrame) -> list[str]:
    """The cells of a table, without the marks that keep Markdown plain."""
    return [str(cell).replace("\\", "") for row in frame.to_numpy() for cell in row]


def downloads(app: AppTest) -> list[str]:
    return [found.proto.label for found in app.get("download_button")]


def menu(app: AppTest) -> list[str]:
    return [link.proto.label.strip("*") for link in app.get("page_link")]


def held(app: AppTest, *what: str) -> list[str]:
    """The names in the session's state, boxes included, under which any of this is found."""
    wanted = [word.encode() for word in what or SECRETS]
    found = app.session_state.to_dict()
    return [name for name, thing in found.items() if any(word in whole(thing) for word in wanted)]


def whole(thing: object) -> bytes:
    """Everything that a thing holds; what cannot be written out is looked at from outside."""
    try:
        return pickle.dumps(thing)
    except (pickle.PicklingError, TypeError, AttributeError):
        return repr(thing).encode()


def loads(district: District) -> tuple[object, ...]:
    with open_publishing({"WELLNESS_DATA": str(district.data)}) as stores:
        return stores.state.loads()
