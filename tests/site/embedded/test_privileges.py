"""As root, and as anybody else."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.site.conftest import Place

CODE = """
import os
from bonafides.site import embedded
with embedded.ensure().open("bonafides") as session:
    pid = session.execute("SELECT pg_backend_pid()").fetchone()[0]
    print(os.geteuid(), os.stat(f"/proc/{pid}").st_uid, os.stat(embedded.cluster().layout.data).st_uid)
"""


def test_as_whoever_runs_the_tests(place: Place) -> None:
    """As root this goes through a user namespace; the files stay root's."""
    me = os.geteuid()
    assert place.python(CODE) == f"{me} {me} {me}"


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become nobody")
def test_as_nobody(new_place: Callable[..., Place]) -> None:
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("needs setpriv (util-linux)")
    prefix = (setpriv, "--reuid=65534", "--regid=65534", "--clear-groups")
    place = new_place()
    os.chown(place.var, 65534, 65534)
    said = place.python(CODE, prefix=prefix, program=interpreter_for_all())
    assert said == "65534 65534 65534"
    assert place.server() is None


def interpreter_for_all() -> str:
    """A Python of our version outside anybody's home, with ours on its path (see Place.python)."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for found in (sys.executable, f"/usr/bin/{name}", f"/usr/local/bin/{name}"):
        program = Path(found).resolve()
        if program.exists() and all(parent.stat().st_mode & 0o001 for parent in program.parents):
            return str(program)
    pytest.skip(f"needs a {name} that other users may run")
