"""Work that goes on whatever is clicked: a page is drawn anew at any click, publishing is not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

from wellness.publishing.publish import Progress

Result = TypeVar("Result")


class Work(Generic[Result]):
    """One piece of work in a thread of its own, and how far it is."""

    def __init__(self, job: Callable[[Progress], Result]) -> None:
        """Begin."""
        self.share, self.sentence = 0.0, "Beginning"
        alone = ThreadPoolExecutor(1)
        self._outcome = alone.submit(job, self._report)
        alone.shutdown(wait=False)

    def is_done_after(self, seconds: float) -> bool:
        """Whether it is done, waiting for it no longer than that."""
        try:
            self._outcome.exception(seconds)
        except TimeoutError:
            return False
        return True

    def result(self) -> Result:
        """What came out; raises what was raised."""
        return self._outcome.result()

    def _report(self, share: float, sentence: str) -> None:
        self.share, self.sentence = share, sentence
