"""A server's folder in which every table stands already: made once for a state of the migrations, copied by whoever needs one.

To migrate from nothing takes some twenty seconds of processor time, which every run, and every test with a server of its own,
would pay. The copy is brought up to date as any register is, so that nothing is taken on trust but that time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from bonafides.site.embedded import Layout
from bonafides.site.embedded.binaries import find_binaries
from bonafides.site.embedded.layout import own_folder
from bonafides.site.embedded.locks import mutex

ROOT = Path(__file__).resolve().parents[1]
_KEPT_SECONDS = 2 * 24 * 3600
_PATIENCE_SECONDS = 600
_MIGRATE = "from bonafides.cli.database import ready; ready(seal=False)"


def copy_prepared(to: Layout) -> bool:
    """Put a migrated cluster where there is none; False where there is one. `bonafides` is the database in it."""
    if to.data.exists():
        return False
    own_folder(to.base)
    subprocess.run(["cp", "-a", str(_prepared().data), str(to.data)], check=True)  # noqa: S607  # keeps the owner
    return True


def _prepared() -> Layout:
    """The cluster from which the others are copied; made now where the migrations are new."""
    home = Path(tempfile.gettempdir()) / f"bonafides-prepared-{os.geteuid()}"
    own_folder(home)
    var = home / _digest()
    with mutex(home / "mutex.lock", _PATIENCE_SECONDS):
        if not var.exists():
            _sweep(home)
            _make(home / "new", var)
        os.utime(var)
    return Layout(var / "postgres")


def _digest() -> str:
    """Of all from which the tables are made: our migrations and what they import, the libraries', the server."""
    sources = ROOT / "src" / "bonafides"
    files = [
        *sorted(sources.rglob("migrations/*.py")), sources / "acts" / "append_only.py",
        *sorted((sources / "kernel" / "identifiers").glob("*.py")), ROOT / "requirements.lock",
    ]  # fmt: skip
    told = sha256(str(find_binaries()).encode())
    for file in files:
        told.update(sha256(file.read_bytes()).digest())
    return told.hexdigest()[:20]


def _make(new: Path, var: Path) -> None:
    shutil.rmtree(new, ignore_errors=True)  # what was killed before it was whole
    clean = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "BONAFIDES_TEST_VAR")}
    environment = clean | {"BONAFIDES_VAR": str(new), "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path[1:]])}
    subprocess.run([sys.executable, "-c", _MIGRATE], env=environment, check=True, timeout=_PATIENCE_SECONDS)
    new.replace(var)


def _sweep(home: Path) -> None:
    """Remove what no run has used for days."""
    for old in home.iterdir():
        if old.is_dir() and time.time() - old.stat().st_mtime > _KEPT_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
