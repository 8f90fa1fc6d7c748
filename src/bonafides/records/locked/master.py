"""The master keys, under which the keys of businesses are kept: from a file, a command (a KMS, a vault) or the environment.

One key a line, 64 digits of hex, the oldest first; the last one wraps, the others only unwrap. The file, of mode 600, belongs
neither into the database nor into a backup of it: whoever has both has the data.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shlex
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from bonafides.ledger.key_file import make_once, rewrite

_KEY_BYTES, _NONCE_BYTES = 32, 12
_COMMAND_SECONDS = 30


class MasterKeyError(Exception):
    """A master key that is not there, or cannot be read. The message says where it was sought, and the mend."""


@dataclass(frozen=True)
class Masters:
    """By their ids, the oldest first."""

    keys: dict[str, bytes]

    @property
    def current(self) -> str:
        return list(self.keys)[-1]

    def wrap(self, keys: Iterable[bytes]) -> list[bytes]:
        """Each key under the current master key, under a nonce of its own."""
        aead = AESGCM(self.keys[self.current])
        nonces = (os.urandom(_NONCE_BYTES) for _ in iter(int, 1))
        return [nonce + aead.encrypt(nonce, key, None) for nonce, key in zip(nonces, keys, strict=False)]

    def unwrap(self, wrapped: Iterable[tuple[str, bytes]]) -> list[bytes]:
        """Each of (id of the master key, wrapped key). Raises MasterKeyError."""
        aeads = {name: AESGCM(key) for name, key in self.keys.items()}
        found = []
        for name, one in wrapped:
            if name not in aeads:
                raise MasterKeyError(
                    f"expected the master key {name}, which wraps keys of businesses here; {_where()} has {', '.join(aeads)}. "
                    "Restore it from where it is kept; without it those facts stay closed"
                )
            try:
                found.append(aeads[name].decrypt(one[:_NONCE_BYTES], one[_NONCE_BYTES:], None))
            except InvalidTag:
                raise MasterKeyError(
                    f"a key that was wrapped under the master key {name} does not unwrap: it was changed behind the "
                    "application's back; restore entities_entitykey from a backup"
                ) from None
        return found


def masters(*, make: bool = False) -> Masters:
    """The master keys as they are now; `make`: the first one, where there is none. Raises MasterKeyError."""
    if settings.MASTER_KEYS:
        return _parsed(settings.MASTER_KEYS)
    if settings.MASTER_COMMAND:
        return _parsed(_told_by(settings.MASTER_COMMAND))
    path = Path(settings.MASTER_FILE)
    try:
        if make and not path.exists():
            make_once(path, f"{secrets.token_hex(_KEY_BYTES)}\n")
        return _parsed(path.read_text())
    except OSError as error:
        raise MasterKeyError(
            f"{path}: the master key can be neither read nor made: {error.strerror}. Restore the file, or say by "
            "BONAFIDES_MASTER_FILE where it is"
        ) from error


def add() -> Masters:
    """A new master key behind those of the file: from now on it wraps. Raises MasterKeyError."""
    now = _of_the_file()
    return _rewritten([*now.keys.values(), secrets.token_bytes(_KEY_BYTES)])


def drop_old() -> Masters:
    """Only the current one stays in the file. Raises MasterKeyError."""
    now = _of_the_file()
    return _rewritten([now.keys[now.current]])


def id_of(key: bytes) -> str:
    """What names a master key, and tells nothing of it."""
    return hashlib.sha256(b"bonafides master key\0" + key).hexdigest()[:16]


def _rewritten(keys: list[bytes]) -> Masters:
    rewrite(Path(settings.MASTER_FILE), "".join(f"{key.hex()}\n" for key in keys))
    return masters()


def _of_the_file() -> Masters:
    if settings.MASTER_KEYS or settings.MASTER_COMMAND:
        raise MasterKeyError(
            f"the master keys come from {_where()}, which this command cannot change: put the new key behind the others there, "
            "then run bonafides entity rotate-key --rewrap-only; take the old one away once it says that nothing needs it"
        )
    return masters(make=True)


def _where() -> str:
    if settings.MASTER_KEYS:
        return "BONAFIDES_MASTER_KEYS"
    return "the command of BONAFIDES_MASTER_COMMAND" if settings.MASTER_COMMAND else str(settings.MASTER_FILE)


def _told_by(command: str) -> str:
    try:
        done = subprocess.run(
            shlex.split(command), capture_output=True, text=True, timeout=_COMMAND_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise MasterKeyError(
            f"BONAFIDES_MASTER_COMMAND did not give the master keys: {type(error).__name__}; run it by hand: it must print "
            "one key a line, 64 digits of hex"
        ) from None
    return done.stdout


def _parsed(text: str) -> Masters:
    keys = []
    for word in text.split():
        try:
            keys.append(bytes.fromhex(word))
        except ValueError:
            keys.append(b"")
        if len(keys[-1]) != _KEY_BYTES:
            raise MasterKeyError(
                f"{_where()}: expected keys of 64 digits of hex, came one that is not (number {len(keys)})"
            )
    if not keys:
        raise MasterKeyError(f"{_where()}: expected at least one key of 64 digits of hex, came none")
    return Masters({id_of(key): key for key in keys})
