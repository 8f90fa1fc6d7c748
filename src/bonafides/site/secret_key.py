"""The key that signs cookies and tokens: from the environment, else made once and kept in `var`."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def secret_key(path: Path) -> str:
    """BONAFIDES_SECRET_KEY, else the content of the file, made with permissions 600 where absent.

    Several processes may ask first at once: all get the same key.
    Raises ImproperlyConfigured where the file can be neither read nor made.
    """
    if key := os.environ.get("BONAFIDES_SECRET_KEY"):
        return key
    try:
        if not path.exists():
            _make(path)
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot read or make the secret key in {path}: {error.strerror}. Set BONAFIDES_SECRET_KEY, "
            f"or move the folder with BONAFIDES_VAR to where this user may write."
        ) from error


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64) + "\n")
        with suppress(FileExistsError):  # another process was first: its key holds
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
