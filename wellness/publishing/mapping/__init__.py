"""Read a partner's own layout by a mapping: raw rows become a tidy sheet that knows its cells."""

from wellness.publishing.mapping.applying import Mapped, apply
from wellness.publishing.mapping.choosing import mapping_for
from wellness.publishing.mapping.explaining import explanation

__all__ = ["Mapped", "apply", "explanation", "mapping_for"]
