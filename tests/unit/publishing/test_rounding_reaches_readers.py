"""What a mapping says of rounding is kept with the load and the release, and told to readers."""

from pathlib import Path

from tests.contract.memory import MemoryIntake, MemoryReleased, MemoryState
from tests.unit.publishing.mapped import PLAIN, receipt, workspace
from tests.unit.publishing.office import NOW
from tests.unit.publishing.small import FILES
from wellness.domain.cells import State
from wellness.domain.contents import contents
from wellness.domain.workspace import Workspace
from wellness.publishing.load import Stores as LoadStores
from wellness.publishing.load import load
from wellness.publishing.publish import Stores, next_release, publish
from wellness.reporting.footnotes import footnotes
from wellness.reporting.series import absent

ROUNDED = PLAIN + "[numbers]\nrounded_to = 5\n"


def test_the_step_goes_from_the_mapping_to_the_footnote() -> None:
    state, released, intake = MemoryState(), MemoryReleased(), MemoryIntake()
    accepted = receipt(ROUNDED, "School,Visits", "ash,40", "elm,25")
    files = FILES | {"mappings/tally.toml": ROUNDED}
    found = Workspace(Path(), Path(), workspace(ROUNDED), files)

    load(accepted, LoadStores(state, intake), "me", NOW)
    publish(found, Stores(state, released, intake), next_release(state, "me", "ready", NOW))

    (release,) = state.releases()
    held = contents(release, state.parts(1), state.documents(1))
    point = absent(held, held.latest_finished, State.SHOWN)
    told = footnotes(held, held.catalogue["visits"], point)
    assert state.loads()[0].rounded_to == 5
    assert held.rounded_to("visits") == (5,)
    assert "Rounded to the nearest 5 by the source." in told.source
