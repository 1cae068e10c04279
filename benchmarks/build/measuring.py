"""One process and what it cost. This module imports little, for a reason that `measured` tells."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Sample(NamedTuple):
    """What a process took: wall time and CPU time in seconds, and its peak of memory in MB.

    CPU is user and system time with that of all children that it waited for. Memory is the largest of one process
    among it and those children.
    """

    wall: float
    cpu: float
    memory: float


def environment() -> dict[str, str]:
    """The environment of this process, without what would make Python compile the program anew in each process."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measured(
    command: Sequence[str],
    folder: Path,
    variables: Mapping[str, str] | None = None,
    accepted: tuple[int, ...] = (0,),
) -> Sample:
    """Run a command in a folder and measure it; stops the benchmark if it ends with another code than accepted.

    Linux counts the memory of the parent, as it was when the child began, as memory of the child. So whoever calls
    this must be a smaller process than what it measures.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - the commands are our own
            list(command), cwd=folder, env=environment() | dict(variables or {}), stdout=output, stderr=output
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in accepted:
            output.seek(0)
            print(output.read().decode("utf-8", "replace"), file=sys.stderr)
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
