"""What every test may use: a PostgreSQL of the run's own, the `database` marker, the shared data.

The run's server is embedded, under a temporary folder, so that runs side by side do not meet; the workers of
pytest-xdist share it, each with a test database of its own. DATABASE_URL names another server instead, and
BONAFIDES_PGBIN other programs: `BONAFIDES_PGBIN=/usr/lib/postgresql/15/bin pytest -m database`.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_django.fixtures
from tests.prepared import copy_prepared

from bonafides.site import embedded
from bonafides.site.database import database_url
from bonafides.site.embedded.initialise import DATABASE
from bonafides.site.embedded.locks import close_lock, mutex, open_lock, take

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("BONAFIDES_SHARED") or REPOSITORY.parent / "shared")

# Workers inherit the folder of the process that started them, which removes it at the end.
_GIVEN = os.environ.get("BONAFIDES_TEST_VAR")
_PREFIX = "bonafides-test-"
_VAR = Path(_GIVEN or tempfile.mkdtemp(prefix=_PREFIX))
os.environ["BONAFIDES_SEARCHES"] = ""  # all tests search from one address
os.environ["BONAFIDES_TEST_VAR"] = os.environ["BONAFIDES_VAR"] = str(_VAR)

_DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "django_db_setup",
    "live_server",
}


def shared(*parts: str) -> Path:
    """A file of the shared folder; skips the test where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {path}; set BONAFIDES_SHARED to the folder that holds {'/'.join(parts)}")
    return path


@pytest.fixture(name="shared", scope="session")
def _shared() -> Callable[..., Path]:
    """`shared("data", "x.csv")`: a file of the shared folder, or the test is skipped."""
    return shared


def pytest_configure(config: pytest.Config) -> None:
    """Register our marker; keep static files collected by `serve` out of the pages that tests see."""
    config.addinivalue_line("markers", "database: needs PostgreSQL; added to every test that uses the database")
    config.addinivalue_line("markers", "spark: needs pyspark and Java 17; skipped where they are absent")
    from django.conf import settings

    # pytest-django makes the database only where a test asks for it by a fixture of its own; ours come to it by others.
    found = pytest_django.fixtures._get_databases_for_setup
    pytest_django.fixtures._get_databases_for_setup = lambda items: ({"default"}, found(items)[1])
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    settings.STATIC_ROOT = _VAR / "static" / worker  # who collects them empties the folder first
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the true one is slow on purpose
    # A ledger remembers outside its database what it signed: each worker has a database, and so a folder, of its own.
    settings.LEDGER_FOLDER = str(_VAR / "ledger" / worker)
    if _GIVEN is None:
        _sweep()
        take(open_lock(_VAR / "run.lock"), fcntl.LOCK_EX)  # says that this run lives, whatever ends it


@pytest.hookimpl(tryfirst=True)  # before -m looks at the markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use the database."""
    from django.test import TransactionTestCase

    for item in items:
        uses = item.get_closest_marker("django_db") or _DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
        kind = getattr(item, "cls", None)
        if uses or (isinstance(kind, type) and issubclass(kind, TransactionTestCase)):
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The run's own server has its tables at once, and need not survive a power cut: no waiting for the disk."""
    if database_url() is None:
        with mutex(_VAR / "prepared.lock", 900):
            copy_prepared(embedded.cluster().layout)
        with embedded.ensure().open() as session:
            for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
                session.execute(f"ALTER SYSTEM SET {setting}")
            session.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """This worker's database is there already on the run's own server: a copy of the one that is migrated."""
    if database_url() is not None or request.config.getvalue("create_db"):
        return bool(request.config.getvalue("reuse_db"))
    from django.db import connection

    name = connection.creation._get_test_db_name()
    with embedded.ensure().open() as session:
        if not session.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchall():
            session.execute(f'CREATE DATABASE "{name}" TEMPLATE {DATABASE}')
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The wall stands in every test's database; who goes outside of it is `tests/outside.py`."""
    from bonafides.site.wall import raise_wall

    # One worker at a time: they share the server, and the role is the server's.
    with mutex(_VAR / "prepared.lock", 900), django_db_blocker.unblock():
        raise_wall()


def _sweep() -> None:
    """Remove what runs that were killed have left: their servers, their folders."""
    for folder in _VAR.parent.glob(_PREFIX + "*"):
        if folder.owner() == _VAR.owner() and time.time() - folder.stat().st_mtime > 600:
            fd = open_lock(folder / "run.lock")
            if take(fd, fcntl.LOCK_EX):
                embedded.Cluster(embedded.Layout(folder / "postgres")).stop(force=True)
                shutil.rmtree(folder, ignore_errors=True)
            close_lock(fd)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the run's server, even one that a killed worker left, and remove its folder."""
    if _GIVEN is None:
        embedded.cluster().stop(force=True)
        shutil.rmtree(_VAR, ignore_errors=True)
