"""Several processes, one server; the last one stops it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from tests.site.conftest import Place, User

from bonafides.site.embedded.locks import holders

FORKED = """
import os, sys, time
from bonafides.site import embedded
embedded.ensure()
if os.fork() == 0:
    if sys.argv[1] == "uses":
        embedded.ensure()
    os.close(1), os.close(2)
    time.sleep(1)
    sys.exit()
time.sleep(0.2)
"""


def test_processes_that_start_together_share_one_server(new_place: Callable[..., Place]) -> None:
    place = new_place()  # not even a cluster yet
    users = [place.user() for _ in range(6)]
    servers = {user.ready() for user in users}
    assert len(servers) == 1
    assert set(holders(place.layout.users)) == {user.process.pid for user in users}
    for user in users:
        assert place.server() in servers
        user.leave()
    assert place.server() is None, "the last one stopped it"


def test_one_ends_while_another_begins(place: Place) -> None:
    user = place.user()
    user.ready()
    for _ in range(12):
        following = place.user()
        user.pipe.send("leave")
        following.ready()
        user.process.join()
        assert place.server() is not None
        user = following
    user.leave()
    assert place.server() is None


def test_a_user_that_was_killed_leaves_the_server_to_the_next(place: Place) -> None:
    first = place.user()
    server = first.ready()
    first.kill()
    assert place.server() == server, "nobody could stop it"
    second = place.user()
    assert second.ready() == server, "adopted"
    second.leave()
    assert place.server() is None, "and stopped"


def test_the_end_of_a_process_stops_the_server(place: Place) -> None:
    code = "from bonafides.site import embedded; embedded.ensure(); print('used')"
    assert place.python(code) == "used"
    assert place.server() is None


def test_a_forked_child_that_does_not_use_the_server_does_not_hold_it(place: Place) -> None:
    place.python(FORKED, "idles")
    assert place.server() is None, "stopped by the parent, while the child lives"


def test_a_forked_child_that_uses_the_server_is_a_user_of_its_own(place: Place) -> None:
    place.python(FORKED, "uses")
    assert place.server() is not None, "the parent left it to the child"
    _until(lambda: place.server() is None)


def test_kept_until_told_to_stop(place: Place) -> None:
    place.cluster.keep()
    place.cluster.release()
    server = place.server()
    assert server is not None
    user = place.user()
    assert user.ready() == server
    user.leave()
    assert place.server() == server
    done = place.cluster.stop()
    assert (done.was_running, done.stopped) == (True, True)
    assert place.server() is None
    assert not place.cluster.stop().was_running


def test_stop_waits_for_the_users_unless_forced(place: Place) -> None:
    users: list[User] = [place.user(), place.user()]
    for user in users:
        user.ready()
    done = place.cluster.stop()
    assert (done.stopped, set(done.users)) == (False, {user.process.pid for user in users})
    assert place.server() is not None
    assert place.cluster.stop(force=True).stopped
    assert place.server() is None


def test_the_folder_is_removed_and_made_anew_under_a_user(place: Place) -> None:
    place.write("old")
    first = place.server()
    place.cluster.stop(force=True)
    place.layout.base.rename(place.var / "aside")
    user = place.user()
    assert user.ready() not in (None, first)
    place.cluster.ensure()
    user.leave()
    assert place.server() is not None, "this process holds the new lock, not the old one"
    assert os.path.samestat(place.layout.users.stat(), os.fstat(place.cluster._held or -1))


def _until(holds: Callable[[], bool], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)
