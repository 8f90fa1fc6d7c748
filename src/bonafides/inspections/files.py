"""Documents of draws as files."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def write_json(path: Path, value: Any, *, secret: bool) -> None:
    """A document as a file, which replaces an older one; `secret`: for its owner's eyes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600 if secret else 0o644)
    with open(handle, "w", encoding="utf-8") as file:  # noqa: PTH123  # with its mode
        json.dump(value, file, ensure_ascii=False, indent=1)
        file.write("\n")
    part.replace(path)
