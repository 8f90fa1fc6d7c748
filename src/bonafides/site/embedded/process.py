"""Which processes are really our server: a pid alone proves nothing, pids are used again."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
HAS_PROC = (PROC / "self/stat").exists()
# Servers that this process started: they are its children, and it has to take note of their end.
started: set[int] = set()


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What the file postmaster.pid says: the server's main process, its start, its socket, its state."""

    pid: int
    started: int
    sockets: str
    state: str


def read_pid_file(data: Path) -> Postmaster | None:
    """What postmaster.pid says; None where it is absent or not yet whole."""
    with suppress(OSError, ValueError, IndexError):
        lines = (data / "postmaster.pid").read_text().splitlines()
        state = lines[7].strip() if len(lines) > 7 else ""
        return Postmaster(int(lines[0]), int(lines[2]), lines[4] if len(lines) > 4 else "", state)
    return None


def start_ticks(pid: int) -> int | None:
    """When a process started, in ticks since boot: with its pid, its identity. None: ended, or a zombie."""
    if not HAS_PROC:
        with suppress(ProcessLookupError):
            with suppress(PermissionError):
                os.kill(pid, 0)
            return 0
        return None
    try:
        # The name, field 2, may itself hold blanks and brackets.
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZXx" else int(fields[19])


def is_server(postmaster: Postmaster, data: Path) -> bool:
    """Whether that process lives and is the server of this data, not a stranger who got its pid."""
    ticks = start_ticks(postmaster.pid)
    if ticks is None:
        return False
    try:
        return os.path.samestat((PROC / str(postmaster.pid) / "cwd").stat(), data.stat())
    except PermissionError:
        # Another user's process. The server wrote its start into the file: a stranger came later.
        return _boot_time() + ticks / os.sysconf("SC_CLK_TCK") <= postmaster.started + 2
    except OSError:
        return False


def processes_in(data: Path) -> list[int]:
    """The server processes working in this data folder, with or without their postmaster."""
    found = []
    with suppress(OSError):
        here = data.stat()
        for entry in PROC.iterdir() if HAS_PROC else ():
            with suppress(OSError):
                if entry.name.isdigit() and os.path.samestat((entry / "cwd").stat(), here):
                    name = (entry / "comm").read_text().strip()
                    if name in {"postgres", "postmaster"} and start_ticks(int(entry.name)) is not None:
                        found.append(int(entry.name))
    return sorted(found)


def reap(pid: int) -> None:
    """Let a server that we started go once it is dead, so that it does not stay a zombie for our life."""
    with suppress(ChildProcessError):
        if pid in started and os.waitpid(pid, os.WNOHANG)[0]:
            started.discard(pid)


def _boot_time() -> int:
    return next(int(line.split()[1]) for line in (PROC / "stat").read_text().splitlines() if line.startswith("btime"))
