"""Places with an embedded server of their own, and processes that use it."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import pytest

from bonafides.site import embedded
from bonafides.site.embedded import Cluster, Layout
from bonafides.site.embedded.launch import running

SOURCES = Path(__file__).resolve().parents[2] / "src"
SYSTEM_15 = Path("/usr/lib/postgresql/15/bin")
# In memory where there is room: a hundred starts and copies would wait for a busy disk, and learn nothing from it.
MEMORY = Path("/dev/shm")  # noqa: S108  # a private folder is made in it
ROOMY = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 2**30
FORK = multiprocessing.get_context("fork")


class User:
    """A process of its own that uses the server until told to end."""

    def __init__(self, var: Path) -> None:
        self.pipe, inner = FORK.Pipe()
        self.process = FORK.Process(target=_use, args=(var, inner))
        self.process.start()
        inner.close()

    def ready(self) -> int:
        """Wait until it uses the server; the server's pid. Fails with what it was told instead."""
        said = self.pipe.recv()
        assert isinstance(said, int), said
        return said

    def leave(self) -> None:
        """Let it end by itself."""
        self.pipe.send("leave")
        self.process.join(30)
        assert self.process.exitcode == 0

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.join()


def _use(var: Path, pipe: Pipe) -> None:
    os.environ["BONAFIDES_VAR"] = str(var)
    try:
        embedded.ensure().open("bonafides").close()
        found = running(embedded.cluster().layout)
        pipe.send(found.pid if found else "not running after ensure")
    except embedded.EmbeddedError as error:
        pipe.send(str(error))
    pipe.recv()


class Place:
    """A fresh folder for a server (short, or under that), a way to use it from here, and others that do."""

    def __init__(self, under: str = "") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="bf-", dir=MEMORY if ROOMY else None))
        self.var = var = self.folder / under
        self.layout = Layout(var / "postgres")
        self.cluster = Cluster(self.layout)
        self.users: list[User] = []

    def user(self) -> User:
        """One more process that uses the server; see `ready`."""
        self.users.append(User(self.var))
        return self.users[-1]

    def server(self) -> int | None:
        """The server's pid, if it runs."""
        found = running(self.layout)
        return found.pid if found else None

    def write(self, word: str) -> None:
        """Store a word."""
        with self.cluster.ensure(certain=True).open("bonafides") as session:
            session.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
            session.execute("INSERT INTO kept VALUES (%s)", [word])

    def words(self) -> list[str]:
        """The words stored."""
        with self.cluster.ensure(certain=True).open("bonafides") as session:
            return [word for (word,) in session.execute("SELECT word FROM kept ORDER BY 1").fetchall()]

    def kill_server(self) -> int:
        """kill -9 to the postmaster; its pid."""
        pid = self.server()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        return pid

    def python(self, code: str, *arguments: str, prefix: tuple[str, ...] = (), program: str = "") -> str:
        """Run code in a Python of its own, with what it says on both outputs."""
        environment = {"BONAFIDES_VAR": str(self.var), "PYTHONPATH": os.pathsep.join([str(SOURCES), *sys.path[1:]])}
        run = subprocess.run(
            [*prefix, program or sys.executable, "-B", "-c", code, *arguments],
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=240,  # a whole schema from nothing takes a minute where much else runs
        )
        return run.stdout.strip()

    def close(self) -> None:
        """End everything, remove everything."""
        for user in self.users:
            user.kill()
        self.cluster.stop(force=True)
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture
def new_place() -> Iterator[Callable[..., Place]]:
    """Makes places, each in a folder of its own with a short path (or under that)."""
    made: list[Place] = []

    def new(under: str = "") -> Place:
        made.append(Place(under))
        return made[-1]

    yield new
    for place in made:
        place.close()


@pytest.fixture(scope="session")
def template() -> Iterator[Path]:
    """A cluster made once and stopped; a copy of it spares a test the initdb.

    Small, and not waiting for the disk: we kill processes, not machines, and the kernel keeps what they wrote.
    """
    place = Place()
    place.cluster.ensure()
    place.cluster.release()
    assert place.server() is None
    (place.layout.data / "postgresql.auto.conf").write_text("fsync = off\nshared_buffers = 16MB\n")
    yield place.layout.data
    place.close()


@pytest.fixture
def place(new_place: Callable[..., Place], template: Path) -> Place:
    """A place with a cluster in it, not running."""
    found = new_place()
    shutil.copytree(template, found.layout.data)
    return found
