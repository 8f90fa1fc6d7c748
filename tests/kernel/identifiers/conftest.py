"""Test vectors that nobody in this project wrote; they are not in the repository."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("BONAFIDES_SHARED") or Path(__file__).parents[4] / "shared")


def _folder(path: Path) -> Path:
    if not path.is_dir():
        pytest.skip(f"no test vectors at {path}; set BONAFIDES_SHARED to the folder that has them")
    return path


@pytest.fixture
def uscc_vectors() -> Path:
    return _folder(SHARED / "vectors" / "uscc")


@pytest.fixture
def shared_data() -> Path:
    return _folder(SHARED / "data")
