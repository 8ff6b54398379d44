"""How stores are made, upgraded and refused, on every engine that keeps them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, inspect, text

from data_access import migrations, schema
from data_access.engines import open_engine, reading, writing
from data_access.migrations import migrate, version_of
from data_access.stores import Addresses, open_publishing, open_reading
from tests.contract import examples
from tests.contract.examples import NOON, Q1, cell, cells, part, spreads
from wellness.domain.errors import StoreError

Environment = dict[str, str]
UNPUBLISHED = r"Nothing has been published yet\. Run `make sample`"


def publish(environment: Environment) -> None:
    with open_publishing(environment) as stores:
        stores.released.write(part(), cells(cell()), spreads())
        stores.intake.append(1, examples.observations(examples.observation()))
        stores.state.publish(examples.release(), [part()], {}, [])


def test_reading_sees_what_publishing_released(environment: Environment) -> None:
    publish(environment)

    with open_reading(environment) as stores:
        [release] = stores.state.releases()
        source = stores.released.source(examples.contents(stores.state.parts(release.number)))
        assert len(source.history(["visits"], "S1")) == 1


def test_reading_before_the_first_release_says_what_to_run(environment: Environment) -> None:
    with pytest.raises(StoreError, match=UNPUBLISHED):
        open_reading(environment)

    open_publishing(environment).close()
    with pytest.raises(StoreError, match=UNPUBLISHED):
        open_reading(environment)


def test_reading_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        open_reading({"WELLNESS_DATA": str(tmp_path / "data")})

    assert list(tmp_path.iterdir()) == []


def test_reading_never_opens_the_intake_store(tmp_path: Path) -> None:
    environment = {"WELLNESS_DATA": str(tmp_path)}
    publish(environment)
    for file in tmp_path.glob("intake.db*"):
        file.unlink()
    (tmp_path / "intake.db").mkdir()  # nothing that could be opened

    with open_reading(environment) as stores:
        assert not hasattr(stores, "intake")
        assert len(stores.state.releases()) == 1
    with pytest.raises(StoreError, match=r"intake\.db cannot be opened"):
        open_publishing(environment)


def test_the_reading_half_cannot_change_what_was_released(environment: Environment) -> None:
    publish(environment)

    with open_reading(environment) as stores, pytest.raises(StoreError, match=r"read-?only"):
        stores.released.sweep([], datetime.now(UTC))


def test_stores_are_three_files_in_the_data_folder_of_the_workspace(tmp_path: Path) -> None:
    """Even where the folder's name has signs that mean something in an address."""
    home = tmp_path / "100 % #1? & é"

    open_publishing({"WELLNESS_HOME": str(home)}).close()

    assert {file.name for file in (home / "data").glob("*.db")} == {
        "state.db",
        "released.db",
        "intake.db",
    }


def test_an_address_of_its_own_wins_over_the_folder(tmp_path: Path) -> None:
    given = f"sqlite:///{tmp_path / 'elsewhere.db'}"

    found = Addresses.of({"WELLNESS_DATA": str(tmp_path), "WELLNESS_STATE_URL": given})

    assert found.state == given
    assert str(found.intake) == f"sqlite:///{tmp_path / 'intake.db'}"


def test_three_stores_may_share_one_database(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'all.db'}"
    names = ("STATE", "RELEASED", "INTAKE")
    environment = {f"WELLNESS_{name}_URL": address for name in names}

    publish(environment)

    with open_reading(environment) as stores:
        assert stores.state.releases()[0].through == Q1


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("sqlite:///{folder}/no/such.db", "such.db cannot be opened"),
        ("sqlite:///{folder}/text.db", "file is not a database"),
        ("sqlite:///{folder}/text.db/state.db", "cannot be opened"),
        ("sqlite://", "needs a file"),
        ("no address", "write it like sqlite:///"),
        ("oracle://scott:tiger@host/x", "cannot be kept in oracle"),
    ],
)
def test_a_store_that_cannot_be_opened_is_told_in_a_sentence(
    tmp_path: Path, address: str, sentence: str
) -> None:
    (tmp_path / "text.db").write_text("certainly not a database, and long enough to tell " * 20)

    for create in (False, "no/such" not in address):
        with pytest.raises(StoreError, match=sentence) as told:
            open_engine(address.format(folder=tmp_path), "state", durable=False, create=create)
        assert "tiger" not in str(told.value)


def test_opening_again_changes_nothing(environment: Environment) -> None:
    publish(environment)

    for _ in range(2):
        with open_publishing(environment) as stores, reading(stores.state.engine) as connection:
            versions = connection.execute(schema.SCHEMA_VERSION.select()).all()
            assert [(row.store, row.version) for row in versions] == [("state", 1)]
            assert len(stores.state.releases()) == 1


def test_two_programs_may_open_a_new_store_at_once(environment: Environment) -> None:
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: open_publishing(environment), range(4)))

    for stores in opened:
        assert stores.state.releases() == ()
        stores.close()


@pytest.mark.parametrize("store", ["state", "released", "intake"])
def test_a_store_of_a_newer_program_is_refused(environment: Environment, store: str) -> None:
    publish(environment)
    with (
        open_publishing(environment) as stores,
        writing(getattr(stores, store).engine) as connection,
    ):
        row = {"store": store, "version": 99, "applied_at": NOON}
        connection.execute(insert(schema.SCHEMA_VERSION), row)

    with pytest.raises(StoreError, match=f"The {store} store has version 99, and this program"):
        open_publishing(environment)
    if store != "intake":
        with pytest.raises(StoreError, match="Start the newer program"):
            open_reading(environment)


def add_note(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE note (word TEXT)"))


def fail(connection: Connection) -> None:
    add_note(connection)
    raise ZeroDivisionError


@pytest.fixture
def later_step(monkeypatch: pytest.MonkeyPatch) -> Callable[[migrations.Step], None]:
    """A program whose state store has one step more."""

    def plant(step: migrations.Step) -> None:
        steps = {**migrations.STEPS, "state": (*migrations.STEPS["state"], step)}
        monkeypatch.setattr(migrations, "STEPS", steps)

    return plant


def test_publishing_upgrades_an_older_store_and_reading_asks_for_it(
    environment: Environment, later_step: Callable[[migrations.Step], None]
) -> None:
    publish(environment)
    later_step(add_note)

    with pytest.raises(StoreError, match=r"`python steward\.py status`"):
        open_reading(environment)
    open_publishing(environment).close()

    with open_reading(environment) as stores, reading(stores.state.engine) as connection:
        assert version_of(connection, "state") == 2
        assert inspect(connection).has_table("note")


def test_a_step_that_fails_leaves_nothing_behind(
    environment: Environment, later_step: Callable[[migrations.Step], None]
) -> None:
    publish(environment)
    with open_publishing(environment) as stores:
        later_step(fail)

        with pytest.raises(ZeroDivisionError):
            migrate(stores.state.engine, "state")

        with reading(stores.state.engine) as connection:
            assert version_of(connection, "state") == 1
            assert not inspect(connection).has_table("note")
