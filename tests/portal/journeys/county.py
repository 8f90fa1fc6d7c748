"""The register of the demonstration, made once a run: whichever worker comes first makes it, each has a copy of its own.

It is the county that a newcomer meets after `./dev demo`, only smaller and always on the same day. What a journey does to it is
undone: its rows by a transaction, its files by a copy.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import pytest
from django.conf import settings
from django.db import connection
from tests.portal.conftest import database

from bonafides.cli.demo import demo
from bonafides.sample.defaults import AS_OF

AGENCY = "market-regulation"
START = AS_OF
BUSINESSES = 400


@contextmanager
def copied(empty: str) -> Iterator[tuple[str, Path]]:
    """The name of a database that is a copy of the register, and the folder of what the register keeps beside it."""
    home = Path(os.environ["BONAFIDES_TEST_VAR"]) / "county"
    whole = f"county_{hashlib.sha256(str(home).encode()).hexdigest()[:12]}"
    own = f"{empty}_{token_hex(4)}"
    connection.close()
    home.mkdir(exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # let go of when the file is closed
        if not (home / "made").exists():
            _run(f'CREATE DATABASE "{whole}" TEMPLATE "{empty}"')
            with database(whole):
                _make(home / "var")
            (home / "made").touch()
        _run(f'CREATE DATABASE "{own}" TEMPLATE "{whole}"')
    yield own, home / "var"
    _run(f'DROP DATABASE "{own}" WITH (FORCE)')


def _run(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def _make(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.localdate", lambda *_: START)
        at_home(patch, folder)
        demo(entities=BUSINESSES, seed=1, once=True, port=0, json=False)


def at_home(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """What an installation writes goes to this folder."""
    patch.setattr("bonafides.site.var.var_dir", lambda: folder)
    patch.setattr(settings, "VAR", folder)
    patch.setattr(settings, "LEDGER_FOLDER", str(folder / "ledger"))
