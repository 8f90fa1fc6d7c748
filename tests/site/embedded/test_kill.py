"""kill -9 of everything there is: nothing that was acknowledged is lost, and the next user finds a server."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from tests.site.conftest import Place

from bonafides.site.embedded.process import processes_in


def test_killed_postmaster(place: Place) -> None:
    place.write("kept")
    killed = place.kill_server()
    assert place.words() == ["kept"]
    assert place.server() != killed


def test_killed_postmaster_with_a_busy_session(place: Place) -> None:
    """A backend in the middle of a statement outlives its postmaster, and would keep the next from starting."""
    place.write("kept")
    ended: list[str] = []

    def busy() -> None:
        with pytest.raises(psycopg.OperationalError) as error, place.cluster.ensure().open("bonafides") as session:
            session.execute("DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$")
        ended.append(str(error.value))

    thread = threading.Thread(target=busy)
    thread.start()
    time.sleep(0.3)
    place.kill_server()
    assert place.words() == ["kept"]
    thread.join(10)
    assert ended, "its processes were ended"


def test_everything_killed_at_once(place: Place) -> None:
    """Like a power cut, as far as processes go: files stay as they lie."""
    user = place.user()
    user.ready()
    place.write("kept")
    user.kill()
    for pid in processes_in(place.layout.data):
        os.kill(pid, signal.SIGKILL)
    assert place.words() == ["kept"]


@contextmanager
def stranger() -> Iterator[int]:
    """A process of ours that has nothing to do with the database."""
    process = subprocess.Popen(["/bin/sleep", "600"])
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def test_a_pid_that_is_somebody_elses_by_now(place: Place) -> None:
    """PostgreSQL itself would refuse: it only looks whether a process has that pid."""
    place.write("kept")
    place.kill_server()
    place.cluster.release()
    lines = (place.layout.data / "postmaster.pid").read_text().splitlines()
    with stranger() as pid:
        for name in (place.layout.data / "postmaster.pid", place.layout.sockets / ".s.PGSQL.5432.lock"):
            name.write_text("\n".join([str(pid), *lines[1:]]) + "\n")
        assert place.server() is None
        assert place.words() == ["kept"]
        os.kill(pid, 0)  # the stranger was left alone
        assert place.cluster.stop(force=True).stopped
        os.kill(pid, 0)


def test_a_pid_file_that_is_not_whole(place: Place) -> None:
    (place.layout.data / "postmaster.pid").write_text("12")
    place.write("kept")


def test_initdb_killed_half_way(new_place: Callable[..., Place]) -> None:
    place = new_place()
    user = place.user()
    while not list(place.layout.base.glob("data.new-*/base")):
        time.sleep(0.005)
    user.kill()
    assert not place.layout.data.exists()
    place.write("kept")
    assert place.words() == ["kept"]
    place.cluster.release()
    # The initdb itself, which nobody killed, may have gone on for a while: the next look sweeps up after it.
    place.write("kept")
    assert [path.name for path in place.layout.base.glob("data*")] == ["data"]


def test_killed_while_starting(place: Place) -> None:
    for pause in (0, 0.01, 0.03, 0.06):
        user = place.user()
        time.sleep(pause)
        user.kill()
    assert place.user().ready() == place.server()


def test_killed_while_stopping(place: Place) -> None:
    for pause in (0, 0.005, 0.02):
        user = place.user()
        user.ready()
        user.pipe.send("leave")
        time.sleep(pause)
        user.kill()
    last = place.user()
    last.ready()
    last.leave()
    assert place.server() is None
