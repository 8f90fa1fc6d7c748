"""Make the cluster once, whole or not at all; refuse one that these programs cannot read."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from bonafides.site.embedded.binaries import Binaries, folder_of
from bonafides.site.embedded.errors import EmbeddedError, failed
from bonafides.site.embedded.layout import Layout
from bonafides.site.embedded.privileges import environment, prefix

SUPERUSER = "postgres"
DATABASE = "bonafides"


def prepare(layout: Layout, binaries: Binaries) -> bool:
    """Make the cluster where there is none; True if it was made now. Call it under the mutex.

    Raises EmbeddedError for data of another major version, another user, or data that is not whole.
    """
    for remains in layout.base.glob("data.new-*"):  # an initdb that was killed
        shutil.rmtree(remains, ignore_errors=True)
    if layout.data.is_dir() and any(layout.data.iterdir()):
        _check(layout, binaries)
        return False
    # A name of its own, for an initdb whose starter was killed may still be writing into the last one.
    fresh = layout.base / f"data.new-{os.getpid()}-{os.urandom(3).hex()}"
    try:
        _initdb(fresh, binaries)
        with (fresh / "postgresql.conf").open("a") as conf:
            conf.write("\ninclude_if_exists = 'bonafides.conf'\n")
        fresh.replace(layout.data)
    except OSError as error:
        raise failed(f"Making the database in {layout.data}", str(error), layout.base) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    _sync(layout.base)
    return True


def _initdb(folder: Path, binaries: Binaries) -> None:
    # Code-point order everywhere: results do not change with the system's library.
    choices = (
        [["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]]
        if binaries.major >= 17
        else [["--locale=C.UTF-8"], ["--locale=C"]]
    )
    command = [
        *prefix(),
        binaries.program("initdb"),
        f"--pgdata={folder}",
        f"--username={SUPERUSER}",
        "--auth=trust",  # the socket's folder, open to this user alone, is the lock on the door
        "--encoding=UTF8",
        "--data-checksums",
        "--no-instructions",
    ]
    for number, choice in enumerate(choices, 1):
        run = subprocess.run(
            [*command, *choice],
            cwd="/",
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
        )
        if run.returncode == 0:
            return
        if "invalid locale name" not in run.stderr or number == len(choices):
            raise failed(
                f"Making the database with {binaries.program('initdb')}",
                run.stdout + run.stderr,
                folder.parent,
            )
        shutil.rmtree(folder, ignore_errors=True)


def _check(layout: Layout, binaries: Binaries) -> None:
    owner = layout.data.stat().st_uid
    if owner != os.geteuid():
        raise EmbeddedError(
            f"The database in {layout.data} belongs to user {owner}; this process is user {os.geteuid()}. "
            f"Run as user {owner}, or give this user a database of its own with BONAFIDES_VAR."
        )
    try:
        written = int((layout.data / "PG_VERSION").read_text())
        (layout.data / "global" / "pg_control").stat()
    except (OSError, ValueError) as error:
        raise EmbeddedError(
            f"{layout.data} is not empty and not a whole database ({error}). Nothing in it was touched. "
            f"Restore your backup into it; if there is nothing to keep, move it away: a new one is made."
        ) from error
    if written != binaries.major:
        raise _other_version(layout, binaries, written)


def _other_version(layout: Layout, binaries: Binaries, written: int) -> EmbeddedError:
    old = folder_of(written) or f"/path/to/postgresql-{written}/bin"
    new, aside = binaries.folder, f"{layout.data}-{written}"
    text = (
        f"The data in {layout.data} was written by PostgreSQL {written}; the programs in {new} are "
        f"PostgreSQL {binaries.version}, which cannot read it.\n"
        f"To go on with {written}:\n"
        f"    export BONAFIDES_PGBIN={old}\n"
    )
    if written < binaries.major:
        text += (
            f"To move the data to {binaries.major} (keep {aside} until you have looked at the result):\n"
            f"    BONAFIDES_PGBIN={old} bonafides db start\n"
            f'    {new}/pg_dump --format=custom --file=bonafides.dump "$(bonafides db url)"\n'
            f"    bonafides db stop\n"
            f"    mv {layout.data} {aside}\n"
            f"    BONAFIDES_PGBIN={new} bonafides db start\n"
            f'    {new}/pg_restore --dbname="$(bonafides db url)" bonafides.dump && bonafides db stop\n'
        )
    return EmbeddedError(text.rstrip())


def _sync(folder: Path) -> None:
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
