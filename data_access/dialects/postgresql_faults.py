"""What PostgreSQL's refusals mean, and how each is mended."""

import re

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, IntegrityError

from data_access.dialects.postgresql_rights import READER, STEWARD
from data_access.dialects.wording import contradiction, named, undone

_NO_RIGHT, _WAITED, _BAD_TEXT = "42501", "55P03", "22021"
_NUL = re.compile(r"\bNUL\b|\b0x00\b")

# A refused connection carries no code, only words; a server that speaks another language than
# English falls through to the sentence that names all of these.
_CONNECTING = {
    r"authentication failed|no password supplied|role \".*\" does not exist": (
        "The server of the store {store} did not let {user} in: the name or the password is wrong. "
        "Correct them in the address or in the password file."
    ),
    r"database \".*\" does not exist": (
        "The server of the store {store} has no database “{database}”. Correct the address, or let "
        "an administrator make it as the operator's guide says (docs/guides/operator.md)."
    ),
    r"no pg_hba\.conf entry|permission denied for database|not permitted to log in": (
        "The server of the store {store} does not let {user} connect to “{database}”. Let its "
        "administrator allow it with `GRANT CONNECT` and in pg_hba.conf."
    ),
    r"too many clients|remaining connection slots|too many connections": (
        "The server of the store {store} has no connection left. Try again; if it fails again, let "
        "its administrator raise max_connections."
    ),
    r"refused|resolve host|translate host|timeout|timed out|unreachable|No such file|starting up": (
        "The server of the store {store} does not answer. Check host and port of the address, and "
        "that PostgreSQL is running there."
    ),
}


def refusal(url: URL, fault: Exception) -> str:
    """What to say where a store cannot be opened."""
    cause = _cause(fault)
    return _known(url, fault, cause) or (
        f"The store {named(url)} cannot be opened ({cause}). Check the address, the user's name "
        "and password, and that PostgreSQL is running there."
    )


def failure(url: URL, fault: Exception) -> str:
    """What to say where a transaction failed."""
    cause = _cause(fault)
    if isinstance(fault, IntegrityError):
        return contradiction(url, cause)
    return _known(url, fault, cause) or undone(url, cause, "a full disk on the server")


def no_rights(url: URL, cause: str) -> str:
    """What to say to a user whom the operator has given no role, or the other one."""
    user = url.username or "this user"
    return (
        f"{user} may not do this in the store {named(url)} ({cause}). The dashboard needs the role "
        f"{READER}, the data steward {STEWARD}: let an administrator run "
        f"`GRANT {READER} TO {user}` or `GRANT {STEWARD} TO {user}`."
    )


def _known(url: URL, fault: Exception, cause: str) -> str | None:
    code = getattr(getattr(fault, "orig", None), "sqlstate", None)
    if code == _NO_RIGHT:
        return no_rights(url, cause)
    if code == _WAITED:
        return (
            f"Another program has been writing to the store {named(url)} for a while, and nothing "
            "was changed. Try again when it is done."
        )
    if code in (_BAD_TEXT, None) and _NUL.search(cause):
        return (
            "A text holds the character NUL (0x00), which PostgreSQL cannot keep, and nothing was "
            "changed. Take it out of the file or the name, and try again."
        )
    if code is None and (refused := _refused(url, str(fault))):
        return refused
    if isinstance(fault, DBAPIError) and fault.connection_invalidated:
        return (
            f"The connection to the store {named(url)} was lost. Try again; whether a last step "
            "was kept, `python steward.py status` tells."
        )
    return None


def _refused(url: URL, told: str) -> str | None:
    """What is said while connecting: a line for each address that the host's name has."""
    for words, sentence in _CONNECTING.items():
        if re.search(words, told):
            user = url.username or "this user"
            return sentence.format(store=named(url), user=user, database=url.database)
    return None


def _cause(fault: Exception) -> str:
    """The first line of the server's words: further ones repeat keys and values."""
    told = fault.orig if isinstance(fault, DBAPIError) else fault
    primary = getattr(getattr(told, "diag", None), "message_primary", None)
    lines = (primary or str(told)).splitlines() or ["no reason was given"]
    return lines[0].strip()
