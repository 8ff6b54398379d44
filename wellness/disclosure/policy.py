"""The policy: which counts are small. `docs/privacy.md` gives the reasons."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Policy:
    """What a district set. `secret` breaks ties; empty breaks none.

    `width` None means threshold - 2: "1 to 10" is then all that a reader may know.
    """

    threshold: int = 11
    width: int | None = None
    zeros: Literal["shown", "small"] = "shown"
    min_across: int = 3
    secret: bytes = field(default=b"", repr=False)
    time_limit: float = 600.0

    @property
    def protected_width(self) -> int:
        """How wide the interval around a withheld count stays."""
        return max(1, self.threshold - 2) if self.width is None else self.width

    def small(self, value: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether each count is small: 1 to threshold - 1, and 0 where zeros are small.

        Negative numbers stand for counts that nobody knows; they are not small.
        """
        least = 0 if self.zeros == "small" else 1
        found: NDArray[np.bool_] = (value >= least) & (value < self.threshold)
        return found

    def sha256(self) -> str:
        """What identifies the policy in a release: canonical JSON without the secret."""
        settings = {
            "min_across": self.min_across,
            "threshold": self.threshold,
            "time_limit": self.time_limit,
            "width": self.protected_width,
            "zeros": self.zeros,
        }
        text = json.dumps(settings, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
