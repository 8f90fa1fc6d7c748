"""Our log, checked by an implementation that is not ours: Go's golang.org/x/mod/sumdb, which its module mirror runs on."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.ledger.conftest import many_leaves

from bonafides.ledger.export import export
from bonafides.ledger.keys import keys
from bonafides.ledger.queries import newest, note_of
from bonafides.ledger.sequence import sequence

pytestmark = pytest.mark.django_db
PACKAGES = Path("/usr/share/gocode/src/golang.org/x/mod/sumdb")  # of Debian's golang-golang-x-mod-dev


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, built from Debian's packages alone: nothing is fetched."""
    go = shutil.which("go")
    if go is None or not PACKAGES.is_dir():
        pytest.skip("needs Go and golang.org/x/mod: apt-get install golang-go golang-golang-x-mod-dev")
    folder = tmp_path_factory.mktemp("go")
    source = Path(__file__).with_name("go") / "main.go"
    settings = {"GOPATH": "/usr/share/gocode", "GO111MODULE": "off", "GOCACHE": str(folder / "cache"), "GOFLAGS": ""}
    subprocess.run([go, "build", "-o", folder / "checker", source], env=os.environ | settings, check=True)
    return folder / "checker"


def checked(checker: Path, *given: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([checker, *map(str, given)], capture_output=True, text=True, check=False)


def test_go_reads_our_log(checker: Path, tmp_path: Path) -> None:
    key = str(keys().signers[0].verifier)
    for size, more in ((1, 1), (256, 255), (700, 444)):
        many_leaves(more)
        sequence()
        export(tmp_path / "log")
        old = tmp_path / "old"
        said = checked(checker, tmp_path / "log", key, *([old] if old.exists() else []))
        assert (said.returncode, said.stdout, said.stderr) == (0, f"{size}\n", "")
        last = newest()
        assert last is not None
        old.write_text(str(note_of(last)), encoding="utf-8")


def test_go_refuses_what_we_would(checker: Path, tmp_path: Path) -> None:
    key = str(keys().signers[0].verifier)
    many_leaves(300)
    sequence()
    export(tmp_path)
    tile = tmp_path / "tile" / "0" / "000"
    tile.write_bytes(bytes(32) + tile.read_bytes()[32:])
    refused = checked(checker, tmp_path, key)
    assert refused.returncode == 1
    assert "entry 0 is another" in refused.stderr or "inconsistent tile" in refused.stderr
    note = tmp_path / "checkpoint"
    note.write_text(note.read_text().replace("\n300\n", "\n299\n"))
    assert "invalid signature" in checked(checker, tmp_path, key).stderr
