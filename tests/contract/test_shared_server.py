"""A district on a shared PostgreSQL: stewards publish, the dashboard reads, nobody sees more."""

import json
import runpy
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from click.testing import CliRunner, Result
from sqlalchemy import URL, text

from data_access.audit import first_forged
from data_access.engines import open_engine, reading, writing
from data_access.released import SqlReleasedStore
from data_access.state import SqlStateStore
from data_access.stores import open_publishing, open_reading
from sample_data.sample import Sample
from tests.contract.conftest import Environment
from tests.district import PAGES, ROOT
from tests.pages.visiting import faults, said, visit
from tests.postgresql import PASSWORD, STORES, Corner, Server, corner, urls
from wellness.domain.contents import contents
from wellness.domain.errors import StoreError
from wellness.views import library

SENDERS = ("smh_records", "student_information")
FIRST_DAY_OF_THE_NEWEST = date(2026, 10, 1)
ROLES = ("wellness_steward", "wellness_reader")


@dataclass(frozen=True)
class District:
    """A workspace, and where it is kept for a steward and for the dashboard."""

    database: URL
    steward: Environment
    dashboard: Environment


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What partners of a small district send."""
    folder = tmp_path_factory.mktemp("deliveries")
    list(Sample(12, 5, 1).write(folder))
    return folder


@pytest.fixture(scope="module")
def on_files(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """The district, published into three files."""
    environment = workspace(files, tmp_path_factory.mktemp("sqlite"))
    publish_all(files, environment)
    return environment


@pytest.fixture(scope="module")
def own(server: Server) -> Iterator[Corner]:
    with corner(server) as found:
        yield found


@pytest.fixture(scope="module")
def shared(own: Corner, files: Path, tmp_path_factory: pytest.TempPathFactory) -> District:
    """The same, published by a steward who is no administrator into a database of its own."""
    folder = workspace(files, tmp_path_factory.mktemp("postgresql"))
    district = made_as_the_guide_says(own, folder)
    publish_all(files, district.steward)
    return district


def made_as_the_guide_says(own: Corner, folder: Environment) -> District:
    for role in ROLES:
        own.server.run(
            f"DO $$ BEGIN CREATE ROLE {role}; EXCEPTION WHEN duplicate_object THEN END $$"
        )
    database = own.database("OWNER wellness_steward")
    name = database.database
    own.server.run(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
    own.server.run(f"GRANT CONNECT ON DATABASE {name} TO wellness_reader")
    ada, dashboard = (own.user(database, role) for role in ROLES)
    return District(database, folder | urls(ada), folder | urls(dashboard))


def workspace(files: Path, folder: Path) -> Environment:
    data = folder / "data"
    data.mkdir()
    shutil.copyfile(files / "org_units.csv", data / "org_units.csv")
    return {"WELLNESS_HOME": str(ROOT), "WELLNESS_DATA": str(data)}


def publish_all(files: Path, environment: Environment) -> None:
    """Check and load every delivery; publish before the newest quarter's, and at the end."""
    listed = json.loads((files / "deliveries.json").read_text(encoding="utf-8"))
    sent = [row for row in listed if row["source"] in SENDERS]
    newest = [r for r in sent if date.fromisoformat(r["received"]) >= FIRST_DAY_OF_THE_NEWEST]
    for rows in ([row for row in sent if row not in newest], newest):
        for row in rows:
            file = [str(files / row["file"]), "--received", row["received"]]
            command(environment, "check", *file)
            command(environment, "load", *file, "--by", "Ada", "--accept-missing")
        command(environment, "publish", "--by", "Ada", "--reason", "what has come")


def command(environment: Environment, *typed: str) -> str:
    """Type a steward's command that does what it is asked."""
    done = tried(environment, *typed)
    assert done.exit_code == 0, done.output
    return done.output


def tried(environment: Environment, *typed: str) -> Result:
    """Type a steward's command, in this process: thirty programs would take half a minute."""
    steward = runpy.run_path(str(ROOT / "steward.py"))["steward"]
    return CliRunner().invoke(steward, typed, env=environment)


def test_both_engines_release_the_same_cells(on_files: Environment, shared: District) -> None:
    with open_publishing(on_files) as one, open_publishing(shared.steward) as other:
        assert [release.number for release in other.state.releases()] == [2, 1]
        for number in (1, 2):
            parts = one.state.parts(number)
            assert other.state.parts(number) == parts
            ids = [part.part_id for part in parts]
            assert one.released.read(ids).num_rows > 1000
            assert other.released.read(ids).equals(one.released.read(ids))
        loads = [load.load_id for load in one.state.loads()]
        assert other.intake.first_told(loads).equals(one.intake.first_told(loads))
        verbs = [(event.verb, event.subject, event.detail) for event in one.state.trail()]
        assert [(e.verb, e.subject, e.detail) for e in other.state.trail()] == verbs
        assert first_forged(other.state.trail()) is None


def test_the_dashboards_user_answers_a_question(shared: District) -> None:
    with open_reading(shared.dashboard) as stores:
        newest = stores.state.releases()[0]
        parts, texts = stores.state.parts(newest.number), stores.state.documents(newest.number)
        source = stores.released.source(contents(newest, parts, texts))

        assert len(source.history(["students_served"], "district")) > 0


def test_every_page_opens_for_the_dashboards_user(
    shared: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in shared.dashboard.items():
        monkeypatch.setenv(name, value)
    st.cache_resource.clear()

    for page in PAGES:
        app = visit(page)

        assert faults(app) == []
        assert "Sample data" in said(app)
    let_go(library.shared(open_reading))
    st.cache_resource.clear()


def let_go(opened: library.Library) -> None:
    """Close the connections of pages, which otherwise live as long as the program."""
    assert isinstance(opened.state, SqlStateStore)
    assert isinstance(opened.released, SqlReleasedStore)
    opened.state.engine.dispose()
    opened.released.engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM wellness_intake.observations",
        "SELECT count(*) FROM wellness_intake.schema_version",
        "UPDATE wellness_released.cells SET numerator = 0",
        "DELETE FROM wellness_released.parts",
        "INSERT INTO wellness_state.releases SELECT * FROM wellness_state.releases",
        "SELECT * FROM wellness_state.audit_events",
        "CREATE TABLE wellness_released.own (word text)",
        "DROP SCHEMA wellness_released CASCADE",
        "SET ROLE wellness_steward",
        "CREATE SCHEMA own",
    ],
)
def test_the_dashboards_user_is_denied_all_else(shared: District, statement: str) -> None:
    """By the server, whatever the program does: the user asks it directly."""
    address = shared.dashboard["WELLNESS_STATE_URL"]
    engine = open_engine(address, "state", durable=True)

    with pytest.raises(StoreError, match=r"permission denied|must be owner"):  # noqa: SIM117
        with writing(engine) as connection:
            connection.execute(text(statement))
    engine.dispose()


def test_the_same_statements_succeed_for_a_steward(shared: District) -> None:
    """So the denials above are the role's and not a misspelled name's."""
    engine = open_engine(shared.steward["WELLNESS_STATE_URL"], "state", durable=True)

    with reading(engine) as connection:
        reported = connection.execute(text("SELECT count(*) FROM wellness_intake.observations"))
        assert reported.scalar_one() > 1000
        for table in ("wellness_released.cells", "wellness_state.audit_events"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() > 0  # noqa: S608
    engine.dispose()


def test_publishing_as_the_dashboards_user_is_refused_in_a_sentence(shared: District) -> None:
    with pytest.raises(StoreError, match=r"permission denied for schema wellness_intake.*GRANT"):
        open_publishing(shared.dashboard)

    done = tried(shared.dashboard, "status")
    assert done.exit_code == 1
    assert "wellness_steward" in done.output


def test_a_missing_database_is_one_sentence_of_a_command(shared: District) -> None:
    nowhere = urls(shared.database.set(database="nowhere"))

    done = tried(shared.steward | nowhere, "status")

    assert done.exit_code == 1
    assert "has no database “nowhere”" in done.output
    assert "Traceback" not in done.output


def test_a_user_without_a_role_is_told_which_one_to_ask_for(own: Corner, shared: District) -> None:
    stranger = own.user(shared.database)
    own.server.run(f"GRANT CONNECT ON DATABASE {stranger.database} TO {stranger.username}")

    with pytest.raises(StoreError, match="The dashboard needs the role wellness_reader") as told:
        open_reading(urls(stranger))

    assert PASSWORD not in str(told.value)


def test_every_steward_may_go_on_where_another_began(own: Corner, shared: District) -> None:
    """What a migration makes belongs to the role and not to who happened to run it."""
    ben = urls(own.user(shared.database, "wellness_steward"))

    with open_publishing(ben) as stores:
        stores.state.record("Ben", "look", "release 2", "", stores.state.releases()[0].published_at)
        with writing(stores.state.engine) as connection:
            connection.execute(text("ALTER TABLE releases ADD COLUMN note text"))
            connection.execute(text("ALTER TABLE releases DROP COLUMN note"))

    assert "Release 2 is published" in command(shared.steward | ben, "status")


def test_stores_may_be_kept_in_a_database_each(own: Corner) -> None:
    environment = {
        name: url
        for store in STORES
        for name, url in urls(own.database()).items()
        if name == f"WELLNESS_{store.upper()}_URL"
    }

    open_publishing(environment).close()

    with open_publishing(environment) as stores:
        assert stores.state.loads() == ()
        assert len({stores.state.engine.url, stores.released.engine.url}) == 2
