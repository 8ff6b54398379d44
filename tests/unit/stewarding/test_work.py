"""Work goes on whatever becomes of the page that began it."""

from threading import Event

import pytest

from wellness.domain.errors import StoreError
from wellness.publishing.publish import Progress
from wellness.stewarding.work import Work

SOON = 5.0  # seconds


def test_how_far_work_is_can_be_seen_while_it_goes_on() -> None:
    go_on = Event()

    def job(progress: Progress) -> int:
        progress(0.5, "Half of it")
        go_on.wait(SOON)
        return 7

    work = Work(job)
    assert not work.is_done_after(0.05)
    assert (work.share, work.sentence) == (0.5, "Half of it")
    go_on.set()

    assert work.is_done_after(SOON)
    assert work.result() == 7


def test_a_lost_race_is_raised_to_whoever_asks_for_the_result() -> None:
    def job(_progress: Progress) -> int:
        raise StoreError("Somebody published release 3 meanwhile.")

    work = Work(job)

    assert work.is_done_after(SOON)
    with pytest.raises(StoreError, match="meanwhile"):
        work.result()
