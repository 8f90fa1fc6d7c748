"""The first start, the second, and what the server is like."""

from __future__ import annotations

import os
import pwd
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.site.conftest import SYSTEM_15, Place


@pytest.mark.parametrize("programs", ["", str(SYSTEM_15)], ids=["wheel", "system-15"])
def test_first_start_then_restart(
    new_place: Callable[..., Place], programs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if programs and not os.access(Path(programs) / "postgres", os.X_OK):
        pytest.skip(f"needs PostgreSQL 15 in {programs}")
    monkeypatch.setenv("BONAFIDES_PGBIN", programs)
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("LC_ALL", "xx_YY.UTF-8")
    place = new_place()
    modes = {parent: parent.stat().st_mode for parent in place.layout.base.parents}
    accounts = len(pwd.getpwall())

    place.write("first")
    place.cluster.release()
    assert place.server() is None, "the last user stops the server"
    assert place.words() == ["first"]

    assert {parent: parent.stat().st_mode for parent in place.layout.base.parents} == modes
    assert len(pwd.getpwall()) == accounts
    assert (place.layout.data.stat().st_mode & 0o777, place.layout.sockets.stat().st_mode & 0o777) == (0o700, 0o700)
    with place.cluster.ensure().open("bonafides") as session:
        found = dict(session.execute("SELECT name, setting FROM pg_settings").fetchall())
        extensions = session.execute("SELECT array_agg(extname::text) FROM pg_extension").fetchone()
        order = session.execute("SELECT array_agg(x ORDER BY x) FROM unnest(array['b','Z','a','中']) x").fetchone()
    assert int(found["server_version_num"]) // 10000 == (15 if programs else 18)
    assert [found[name] for name in ("fsync", "synchronous_commit", "full_page_writes")] == ["on"] * 3
    assert (found["listen_addresses"], found["TimeZone"], found["server_encoding"]) == ("", "UTC", "UTF8")
    assert (found["jit"], found["autovacuum"], found["data_checksums"]) == ("off", "on", "on")
    assert (found["max_connections"], found["port"]) == ("100", "5432")
    assert order == (["Z", "a", "b", "中"],), "code points, whatever the system's locale"
    assert extensions == (["plpgsql"],)


def test_a_setting_of_ones_own_holds(place: Place) -> None:
    with place.cluster.ensure().open() as session:
        session.execute("ALTER SYSTEM SET work_mem = '7MB'")
    place.cluster.release()
    with place.cluster.ensure().open() as session:
        assert session.execute("SHOW work_mem").fetchone() == ("7MB",)


@pytest.mark.parametrize("under", ["a" * 120, "数据" * 20, "a space, a comma, a 'quote'"], ids=["long", "bytes", "odd"])
def test_paths_where_no_socket_can_be(new_place: Callable[..., Place], template: Path, under: str) -> None:
    place = new_place(under)
    shutil.copytree(template, place.layout.data)
    place.write("here")
    assert not place.layout.sockets.is_relative_to(place.var)
    assert place.layout.sockets.stat().st_mode & 0o777 == 0o700
    assert place.user().ready() == place.server(), "another process finds the same socket"
    assert place.cluster.stop(force=True).stopped
    assert not place.layout.sockets.exists(), "removed with the server"


def test_a_strangers_socket_folder_is_refused(new_place: Callable[..., Place], template: Path) -> None:
    place = new_place("a" * 120)
    shutil.copytree(template, place.layout.data)
    place.layout.sockets.mkdir(mode=0o755)
    try:
        with pytest.raises(Exception, match=r"mode 700; found drwxr-xr-x"):
            place.cluster.ensure()
    finally:
        place.layout.sockets.rmdir()
