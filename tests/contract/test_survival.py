"""What other processes do to a store: kill a loader, race to publish, read meanwhile."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from data_access.stores import open_publishing
from tests.contract import examples

ROOT = Path(__file__).parents[2]

KILLED_LOADER = """
import os, signal
from data_access.dialects import dialect_of
from data_access.stores import open_publishing
from tests.contract import examples

stores = open_publishing()
dialect = dialect_of(stores.intake.engine.url)
insert = dialect.insert

def insert_two_chunks_and_die(*rows, seen=[]):
    insert(*rows)
    seen.append(rows)
    if len(seen) == 2:
        os.kill(os.getpid(), signal.SIGKILL)

dialect.insert = insert_two_chunks_and_die
load_id = stores.state.begin_load(examples.load())
stores.intake.append(load_id, examples.observations(*[examples.observation()] * 60_000))
stores.state.finish_load(load_id, 60_000)
"""

RACING_PUBLISHER = """
import sys
from data_access.stores import open_publishing
from tests.contract import examples
from wellness.domain.errors import StoreError

stores = open_publishing()
print("ready", flush=True)
sys.stdin.readline()
try:
    stores.state.publish(examples.release(), [examples.part()], {"a": "b"}, [])
except StoreError as fault:
    print(fault)
else:
    print("won")
"""


def start(script: str, environment: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_loader_killed_in_the_middle_leaves_nothing_to_see(environment: dict[str, str]) -> None:
    with start(KILLED_LOADER, environment) as loader:
        assert loader.wait(timeout=30) == -signal.SIGKILL

    with open_publishing(environment) as stores:
        [load] = stores.state.loads()
        assert load.state == "loading"
        assert len(stores.intake.select([load.load_id])) == 0

        stores.intake.append(load.load_id, examples.observations(examples.observation()))
        assert len(stores.intake.select([load.load_id])) == 1


def test_of_two_racing_processes_exactly_one_publishes(environment: dict[str, str]) -> None:
    open_publishing(environment).close()

    with start(RACING_PUBLISHER, environment) as one, start(RACING_PUBLISHER, environment) as two:
        for racer in (one, two):
            assert racer.stdout is not None
            assert racer.stdout.readline() == "ready\n"
        said = [racer.communicate("go\n", timeout=30)[0].strip() for racer in (one, two)]

    assert sorted(said) == [
        "Somebody published release 1 meanwhile; look at it and publish again.",
        "won",
    ]
