"""The one error of the embedded server, and the advice that its logs call for."""

from __future__ import annotations

import shutil
from pathlib import Path

OWN_SERVER = "or set DATABASE_URL=postgresql://user:password@host/database to use a server of your own"

# What PostgreSQL or the kernel says (any of these), and what a person can do about it.
MENDS: list[tuple[tuple[str, ...], str]] = [
    (
        ("No space left on device", "Check free disk space", "Disk quota exceeded"),
        "the disk is full ({free} free at {folder}): free some space, or move the data with BONAFIDES_VAR",
    ),
    (
        ("Permission denied", "Operation not permitted", "has wrong ownership"),
        "open the folders above {folder} to this user (root is as others here), or set BONAFIDES_VAR",
    ),
    (
        ("Cannot allocate memory", "could not create shared memory", "could not map anonymous shared memory"),
        "memory or shared memory ran out: free some, raise the container's limit",
    ),
    (
        ("pre-existing shared memory block", "lock file"),
        "another server still uses this data: end it (its process id is in the lines above)",
    ),
    (
        ("could not locate a valid checkpoint", "invalid magic number", "PANIC"),
        "the data may be damaged: copy {folder} before anything else, then restore your last backup",
    ),
    (
        ("unrecognized configuration parameter", "invalid value for parameter", "contains errors"),
        "a setting is wrong: see postgresql.conf and postgresql.auto.conf in {folder}",
    ),
    (
        ("version `GLIBC", "cannot open shared object", "Exec format error"),
        "these PostgreSQL programs do not run here: set BONAFIDES_PGBIN to others, version 15 or newer",
    ),
]


class EmbeddedError(RuntimeError):
    """The embedded PostgreSQL could not do what was asked; the text says what to do about it."""


def failed(action: str, output: str, folder: Path, log: Path | None = None) -> EmbeddedError:
    """The error for a PostgreSQL program that failed: its last lines, and the mend they call for."""
    lines = [line for line in output.splitlines() if line.strip()][-12:]
    shown = "\n".join(f"    {line}" for line in lines) or "    (it said nothing)"
    source = f"The last lines of {log}:" if log else "It said:"
    return EmbeddedError(f"{action} failed. {source}\n{shown}\nWhat to do: {advice(output, folder)}; {OWN_SERVER}.")


def advice(output: str, folder: Path) -> str:
    """What a person can do about this output."""
    free = _free_mb(folder)
    full = free < 16  # then even the log may be silent: a segment of PostgreSQL's own log has 16 MB
    for phrases, mend in MENDS:
        if full or any(phrase in output for phrase in phrases):
            return mend.format(folder=folder, free=f"{free} MB")
    return f"see the lines above; the data is in {folder}"


def _free_mb(folder: Path) -> int:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free // 2**20
