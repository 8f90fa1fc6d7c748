"""The browser's script, run by Node where it is there: one process for many bundles."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import bonafides.portal

SCRIPTS = Path(bonafides.portal.__file__).parent / "static" / "portal" / "draw"
NODE = shutil.which("node")


class Verify(Protocol):
    """What the script finds of a bundle, and of an opening."""

    def __call__(self, bundle: Any, *opening: Any) -> dict[str, Any]: ...


@contextmanager
def node(folder: Path) -> Iterator[Verify]:
    """The script in Node, copied to a folder that says that it is made of modules."""
    assert NODE
    copied = shutil.copytree(SCRIPTS, folder / "draw")
    (copied / "package.json").write_text('{"type": "module"}', "utf-8")
    process = subprocess.Popen(
        [NODE, str(Path(__file__).with_name("verify_draw.mjs")), (copied / "verify.js").as_uri()],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip

    def verify(bundle: Any, *opening: Any) -> dict[str, Any]:
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps({"bundle": bundle, "openings": opening}) + "\n")
        process.stdin.flush()
        answer: dict[str, Any] = json.loads(process.stdout.readline())
        assert "    at " not in str(answer.get("refused")), answer["refused"]
        return answer

    try:
        yield verify
    finally:
        assert process.stdin
        process.stdin.close()
        process.wait(timeout=30)
