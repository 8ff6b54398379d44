"""Readers: who asks, and which places they may see."""

from dataclasses import dataclass

from wellness.domain.errors import OutOfScopeError


@dataclass(frozen=True, slots=True)
class Scope:
    """The org units a reader may see; None means every one."""

    org_units: frozenset[str] | None = None

    def __contains__(self, org_unit: object) -> bool:
        """Whether the place may be seen."""
        return self.org_units is None or org_unit in self.org_units

    def require(self, org_unit: str, name: str) -> None:
        """Raise `OutOfScopeError` where the place may not be seen."""
        if org_unit not in self:
            message = f"{name} is outside what your role may see. Choose another place."
            raise OutOfScopeError(message)


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks. Until sign-in exists everybody is a reader of everything that is released."""

    name: str = "reader"
    role: str = "reader"
    scope: Scope = EVERYTHING
