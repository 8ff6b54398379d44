"""What is said of a store on every engine."""

from sqlalchemy import URL


def named(url: URL) -> str:
    """An address as it may be shown: a password can stand before the host or behind the `?`."""
    return url.set(query={}).render_as_string()


def contradiction(url: URL, cause: str) -> str:
    """What to say where a key is there twice, or refers to nothing."""
    return (
        f"The store {named(url)} kept nothing: the rows contradict each other or what is there "
        f"({cause}). Mend them and try again."
    )


def undone(url: URL, cause: str, look_for: str) -> str:
    """What to say where nothing better is known."""
    return (
        f"The store {named(url)} did not do what was asked ({cause}), and nothing was changed. "
        f"Try again; if it fails again, look for {look_for}."
    )
