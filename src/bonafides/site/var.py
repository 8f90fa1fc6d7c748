"""Where this installation keeps what it writes: the database, the secret key, collected static files."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]


def var_dir() -> Path:
    """The folder `var`: BONAFIDES_VAR, else in the repository we run from, else in the current folder."""
    if moved := os.environ.get("BONAFIDES_VAR"):
        return Path(moved).expanduser().absolute()
    repository = PACKAGE.parents[1]
    home = repository if (repository / "pyproject.toml").is_file() else Path.cwd()
    return home / "var"
