"""A program that runs another one with little memory; `apart.py` starts it.

    python limited.py MEMORY PROGRAM WORD ...

Only the standard library is imported, so that it starts at once.
"""

import runpy
import sys


def limit(memory: int) -> None:
    """Never take more bytes than this; only POSIX can be told."""
    try:
        import resource
    except ImportError:
        return
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (OSError, ValueError):  # a system that has the words and not the deed
        return


if __name__ == "__main__":
    _, memory, program, *words = sys.argv
    limit(int(memory))
    sys.argv = [program, *words]
    runpy.run_path(program, run_name="__main__")
