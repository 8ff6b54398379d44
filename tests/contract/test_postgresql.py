"""What is true of PostgreSQL alone: roles, waiting writers, and the sentences of a server."""

import traceback
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import URL, text

from data_access import migrations
from data_access.dialects import postgresql as dialect
from data_access.dialects import postgresql_rights
from data_access.engines import open_engine, reading, writing
from data_access.stores import Stores, open_publishing, open_reading
from tests.contract import examples
from tests.contract.examples import NOON, WITH_NUL, cell, cells, observation, part, spreads
from tests.postgresql import PASSWORD, Corner, urls
from wellness.domain.errors import StoreError

COUNT = 987_654_321
QUOTED = "not %2F a %40 secret"  # the password, as an address writes it


@pytest.fixture
def database(postgresql: Corner) -> URL:
    return postgresql.database()


def sentence(address: URL | str) -> str:
    """What both halves say of an address that cannot be opened; never with a password."""
    told = set()
    for opened in (open_reading, open_publishing):
        with pytest.raises(StoreError) as refused:
            opened(urls(address))
        whole = "".join(traceback.format_exception(refused.value))
        assert PASSWORD not in whole
        assert QUOTED not in whole
        told.add(str(refused.value))
    [said] = told
    assert "\n" not in said
    return said


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])  # the latter may be two addresses
def test_a_server_that_is_not_there_does_not_answer(host: str) -> None:
    told = sentence(URL.create("postgresql", "ada", PASSWORD, host, 1, "wellness"))

    assert told.startswith(f"The server of the store postgresql://ada:***@{host}:1/wellness does")
    assert "Check host and port" in told


def test_a_host_that_has_no_name_does_not_answer() -> None:
    address = URL.create("postgresql", "ada", PASSWORD, "no-such-host.invalid", database="wellness")

    assert "does not answer" in sentence(address)


def test_a_wrong_password_is_told_and_not_repeated(postgresql: Corner, database: URL) -> None:
    ada = postgresql.user(database)

    assert "the name or the password is wrong" in sentence(ada.set(password=PASSWORD + "?"))
    assert "the name or the password is wrong" in sentence(ada.set(username="nobody_at_all"))


def test_a_missing_database_is_named(postgresql: Corner, database: URL) -> None:
    nowhere = postgresql.user(database.set(database="nowhere"))
    none = URL.create(nowhere.drivername, nowhere.username, PASSWORD, "127.0.0.1")

    assert "has no database “nowhere”" in sentence(nowhere)
    assert "needs a database" in sentence(none)


def test_a_user_who_may_not_connect_is_told_who_may_allow_it(
    postgresql: Corner, database: URL
) -> None:
    postgresql.server.run(f"REVOKE CONNECT ON DATABASE {database.database} FROM PUBLIC")

    assert "GRANT CONNECT" in sentence(postgresql.user(database))


def test_an_address_that_cannot_be_read_is_not_repeated() -> None:
    assert "cannot be read" in sentence(f"postgresql://ada:{PASSWORD}@host:port/wellness")


def test_a_database_of_another_encoding_is_refused(postgresql: Corner) -> None:
    latin = postgresql.database("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")

    with pytest.raises(StoreError, match="keeps texts in LATIN1"):
        open_publishing(urls(latin))


def test_a_text_with_nul_is_refused_and_nothing_is_kept(database: URL) -> None:
    rows = examples.observations(observation(), observation(flag=WITH_NUL))
    with open_publishing(urls(database)) as stores:
        for keep in (
            lambda: stores.intake.append(1, rows),
            lambda: stores.state.begin_load(examples.load(file_name=WITH_NUL)),
            lambda: stores.released.write(part(), cells(cell(category=WITH_NUL)), spreads()),
        ):
            with pytest.raises(StoreError, match="holds the character NUL"):
                keep()

        assert len(stores.intake.select([1])) == 0
        assert stores.state.loads() == ()
        with pytest.raises(StoreError, match="lacks 1 of 1 parts"):
            stores.released.read([part().part_id])


def test_no_count_stands_in_a_fault(database: URL) -> None:
    """A server repeats the line that it cannot copy; we do not."""
    too_far = examples.observations(observation(numerator=COUNT))
    twice = cells(cell(numerator=COUNT), cell(numerator=COUNT))
    with open_publishing(urls(database)) as stores:
        with pytest.raises(StoreError) as one:
            stores.intake.append(2**40, too_far)
        with pytest.raises(StoreError, match="contradict each other") as other:
            stores.released.write(part(), twice, spreads())

    for fault in (one, other):
        assert str(COUNT) not in "".join(traceback.format_exception(fault.value))


def test_texts_are_ordered_by_code_point_whatever_the_database_speaks(database: URL) -> None:
    asked = text(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema LIKE 'wellness_%' AND data_type = 'text'"
        " AND collation_name IS DISTINCT FROM 'C'"
    )
    with open_publishing(urls(database)) as stores, reading(stores.state.engine) as connection:
        assert connection.execute(asked).all() == []


def test_a_reading_transaction_sees_one_moment_and_changes_nothing(database: URL) -> None:
    with open_publishing(urls(database)) as stores, reading(stores.state.engine) as connection:
        asked = text("SELECT count(*) FROM releases")
        before = connection.execute(asked).scalar_one()
        stores.state.publish(examples.release(), [], {}, [])

        assert connection.execute(asked).scalar_one() == before
        with pytest.raises(StoreError, match=r"read-only"), reading(stores.state.engine) as other:
            other.execute(text("DELETE FROM releases"))
        assert len(stores.state.releases()) == 1


def test_readers_go_on_after_the_server_let_them_go(database: URL) -> None:
    with open_publishing(urls(database)) as stores:
        let_go(stores)

        assert stores.state.releases() == ()


def let_go(stores: Stores) -> None:
    with writing(stores.intake.engine) as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        connection.execute(
            text(f"{others} WHERE datname = current_database() AND pid <> pg_backend_pid()")
        )


def test_a_connection_lost_midway_is_told(database: URL) -> None:
    with (
        open_publishing(urls(database)) as stores,
        pytest.raises(StoreError, match=r"was lost\. Try again"),
        writing(stores.state.engine) as connection,
    ):
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))


def test_writers_of_one_store_wait_and_writers_of_another_do_not(database: URL) -> None:
    with open_publishing(urls(database)) as stores, ThreadPoolExecutor(1) as pool:
        with writing(stores.released.engine):
            stores.state.record("Ada", "load", "load 1", "", NOON)
            late = pool.submit(stores.released.sweep, [], NOON)
            with pytest.raises(TimeoutError):
                late.result(timeout=0.1)

        assert late.result(timeout=10) == ()


def test_a_writer_does_not_wait_for_ever(database: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(dialect._SESSION, "lock_timeout", "50ms")
    with (
        open_publishing(urls(database)) as stores,
        writing(stores.state.engine),
        pytest.raises(StoreError, match="Another program has been writing"),
    ):
        stores.state.record("Ada", "load", "load 1", "", NOON)


@pytest.fixture
def own_roles(postgresql: Corner, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """A server on which nobody has made the roles yet."""
    names = (f"{postgresql.database().database}_reads", f"{postgresql.database().database}_all")
    for constant, name in zip(("READER", "STEWARD"), names, strict=True):
        monkeypatch.setattr(postgresql_rights, constant, name)
    return names


def roles(database: URL, names: tuple[str, str]) -> list[str]:
    with open_publishing(urls(database)) as stores, reading(stores.state.engine) as connection:
        asked = text("SELECT rolname FROM pg_roles WHERE rolname = ANY(:names) AND NOT rolcanlogin")
        return sorted(connection.execute(asked, {"names": list(names)}).scalars())


@pytest.mark.parametrize("attributes", ["CREATEROLE", "SUPERUSER"])
def test_whoever_may_make_roles_makes_them_with_the_first_store(
    postgresql: Corner, database: URL, own_roles: tuple[str, str], attributes: str
) -> None:
    ada = postgresql.user(database, attributes=attributes)
    postgresql.server.run(f"ALTER DATABASE {database.database} OWNER TO {ada.username}")

    assert roles(ada, own_roles) == sorted(own_roles)
    assert roles(ada, own_roles) == sorted(own_roles)
    postgresql.users.extend(own_roles)


def test_roles_that_another_database_makes_at_once_are_shared(
    postgresql: Corner, own_roles: tuple[str, str]
) -> None:
    databases = [postgresql.database() for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda database: roles(database, own_roles), databases))

    assert found == [sorted(own_roles)] * 4
    postgresql.users.extend(own_roles)


def test_whoever_may_not_make_roles_is_told_the_commands(
    postgresql: Corner, database: URL, own_roles: tuple[str, str]
) -> None:
    reader, all_of_it = own_roles
    ada = postgresql.user(database)
    postgresql.server.run(f"ALTER DATABASE {database.database} OWNER TO {ada.username}")

    with pytest.raises(StoreError, match=f"CREATE ROLE {reader}; CREATE ROLE {all_of_it}; GRANT"):
        open_publishing(urls(ada))

    for role in own_roles:
        postgresql.server.run(f"CREATE ROLE {role}")
        postgresql.users.append(role)
    postgresql.server.run(f"GRANT {all_of_it} TO {ada.username}")
    assert roles(ada, own_roles) == sorted(own_roles)


def test_a_later_migration_gives_the_role_no_more_than_pages_read(
    postgresql: Corner, database: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_publishing(urls(database)) as stores:
        stores.state.publish(examples.release(), [], {}, [])
    late = (
        *migrations.STEPS["state"],
        lambda c: c.exec_driver_sql("CREATE TABLE note (word TEXT)"),
    )
    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, "state": late})
    reader = postgresql.user(database, "wellness_reader")

    open_publishing(urls(database)).close()

    with open_reading(urls(reader)) as pages:
        assert len(pages.state.releases()) == 1
        with pytest.raises(StoreError, match="permission denied for table note"):  # noqa: SIM117
            with reading(pages.state.engine) as connection:
                connection.execute(text("SELECT * FROM note"))


def test_a_store_that_nobody_made_cannot_be_opened_for_reading(database: URL) -> None:
    with pytest.raises(StoreError, match="state store was not made yet"):
        open_engine(database, "state", durable=True)
