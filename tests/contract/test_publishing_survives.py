"""A publication or a load that is killed leaves what was there; of two publishers one wins."""

import json
import os
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from data_access.audit import first_forged
from data_access.stores import Stores as Opened
from data_access.stores import open_publishing, open_reading
from sample_data.sample import Sample
from tests.property.plain_world import workspace_of
from wellness.domain.cells import Cell
from wellness.domain.contents import contents
from wellness.domain.releases import Part
from wellness.publishing.publish import NothingToPublishError, Stores
from wellness.publishing.service import PublishingService

ROOT = Path(__file__).parents[2]
SENDERS = {"smh_records", "telehealth", "wellness_centers", "student_information"}
LAST_QUARTER_OVER = date(2026, 9, 30)
UNLOADED = "smh_records_2026-27-Q2.csv"

SERVICE = """
import os, signal, sys
from datetime import date
from pathlib import Path
from sqlalchemy import Engine, event
from data_access.stores import open_publishing
from wellness.domain.errors import WellnessError
from wellness.domain.workspace import read_workspace
from wellness.publishing.publish import Stores
from wellness.publishing.service import PublishingService

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def die_at(words, times=1):
    seen = []
    def look(connection, cursor, statement, *rest):
        seen.extend([statement] if words in statement else [])
        if len(seen) == times:
            die()
    event.listen(Engine, "after_cursor_execute", look)

opened = open_publishing()
stores = Stores(opened.state, opened.released, opened.intake)
service = PublishingService(read_workspace(), stores)

def publish(progress):
    service.publish("somebody", "the quarter is over", progress=progress)

def load():
    path = Path(os.environ["WELLNESS_DATA"]).parent / "smh_records_2026-27-Q2.csv"
    receipt = service.check(path.name, path.read_bytes(), date(2026, 11, 18))
    service.load(receipt, "somebody")
"""
HALFWAY = "die_at('INSERT INTO parts', 3)\npublish(lambda share, said: None)"
BEFORE_THE_LAST_STEP = "publish(lambda share, said: die() if said == 'Publishing' else None)"
IN_A_PART = "die_at('INSERT INTO cells')\npublish(lambda share, said: None)"
IN_THE_LAST_STEP = "die_at('INSERT INTO release_documents')\npublish(lambda share, said: None)"
IN_THE_ROWS = "die_at('INSERT INTO observations')\nload()"
BEFORE_THE_ROWS_COUNT = "die_at('UPDATE loads')\nload()"
RACER = """
def meet(share, said):
    if said == "Publishing":
        print("ready", flush=True)
        sys.stdin.readline()

try:
    publish(meet)
except WellnessError as fault:
    print(fault)
else:
    print("won")
"""


@pytest.fixture(scope="module")
def first_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with deliveries, and stores with one release and a newer quarter loaded."""
    folder = tmp_path_factory.mktemp("survival")
    list(Sample(20, 5, 1).write(folder))
    (folder / "data").mkdir()
    shutil.copyfile(folder / "org_units.csv", folder / "data" / "org_units.csv")
    with open_publishing(environment(folder)) as opened:
        at_work = service(folder, opened)
        listed = json.loads((folder / "deliveries.json").read_text(encoding="utf-8"))
        published = False
        for row in (r for r in listed if r["source"] in SENDERS and r["file"] != UNLOADED):
            received = date.fromisoformat(row["received"])
            if received > LAST_QUARTER_OVER and not published:
                at_work.publish("somebody", "history")
                published = True
            content = (folder / row["file"]).read_bytes()
            receipt = at_work.check(Path(row["file"]).name, content, received)
            at_work.load(receipt, "somebody", accept_missing=True)
    return folder


@pytest.fixture(scope="module")
def undisturbed(first_release: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Part, ...]:
    """The parts of the second release where nothing goes wrong."""
    copy = tmp_path_factory.mktemp("undisturbed") / "work"
    shutil.copytree(first_release, copy)
    with open_publishing(environment(copy)) as opened:
        service(copy, opened).publish("somebody", "the quarter is over")
        return opened.state.parts(2)


@pytest.fixture
def work(first_release: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    copy = tmp_path / "work"
    shutil.copytree(first_release, copy)
    return copy


def environment(folder: Path) -> dict[str, str]:
    return {"WELLNESS_HOME": str(ROOT), "WELLNESS_DATA": str(folder / "data")}


def service(folder: Path, opened: Opened) -> PublishingService:
    stores = Stores(opened.state, opened.released, opened.intake)
    return PublishingService(workspace_of(folder), stores)


def start(script: str, folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", SERVICE + script],
        cwd=ROOT,
        env=os.environ | environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def killed(script: str, folder: Path) -> bool:
    with start(script, folder) as process:
        return process.wait(timeout=60) == -signal.SIGKILL


def served(folder: Path) -> tuple[Cell, ...]:
    """What a page shows of the district, from the newest release."""
    with open_reading(environment(folder)) as stores:
        release = stores.state.releases()[0]
        parts, texts = stores.state.parts(release.number), stores.state.documents(release.number)
        source = stores.released.source(contents(release, parts, texts))
        return source.history(["students_served", "visits", "student_reach"], "district")


@pytest.mark.parametrize(
    "moment",
    [HALFWAY, IN_A_PART, BEFORE_THE_LAST_STEP, IN_THE_LAST_STEP],
    ids=["halfway", "in a part", "before the last step", "in the last step"],
)
def test_a_killed_publication_is_as_if_it_had_never_begun(
    moment: str, work: Path, undisturbed: tuple[Part, ...]
) -> None:
    before = served(work)

    assert killed(moment, work)

    assert served(work) == before
    with open_publishing(environment(work)) as opened:
        assert [release.number for release in opened.state.releases()] == [1]
        done = service(work, opened).publish("somebody", "the quarter is over")
        assert done.release.number == 2
        assert opened.state.parts(2) == undisturbed
        assert opened.released.read([part.part_id for part in undisturbed]).num_rows > 0
        assert first_forged(opened.state.trail()) is None
    assert served(work) != before


@pytest.mark.parametrize(
    "moment", [IN_THE_ROWS, BEFORE_THE_ROWS_COUNT], ids=["in the rows", "before the rows count"]
)
def test_a_killed_load_publishes_nothing_and_can_be_repeated(
    moment: str, work: Path, undisturbed: tuple[Part, ...]
) -> None:
    before = served(work)

    assert killed(moment, work)

    assert served(work) == before
    with open_publishing(environment(work)) as opened:
        at_work = service(work, opened)
        assert opened.state.loads()[-1].state == "loading"
        assert at_work.publish("somebody", "without it").release.number == 2
        assert opened.state.parts(2) == undisturbed
        content = (work / UNLOADED).read_bytes()
        again = at_work.load(at_work.check(UNLOADED, content, date(2026, 11, 18)), "somebody")
        assert again.state == "ready"
        done = at_work.publish("somebody", "with it")
        assert done.release.changed == "first numbers for 2026-27 Q2"


def test_of_two_racing_publishers_exactly_one_wins(
    work: Path, undisturbed: tuple[Part, ...]
) -> None:
    with start(RACER, work) as one, start(RACER, work) as two:
        for racer in (one, two):
            assert racer.stdout is not None
            assert racer.stdout.readline() == "ready\n"
        said = [racer.communicate("go\n", timeout=60)[0].strip() for racer in (one, two)]

    assert sorted(said) == [
        "Somebody published release 2 meanwhile; look at it and publish again.",
        "won",
    ]
    with open_publishing(environment(work)) as opened:
        assert [release.number for release in opened.state.releases()] == [2, 1]
        assert opened.state.parts(2) == undisturbed
        with pytest.raises(NothingToPublishError):
            service(work, opened).publish("somebody", "again")
