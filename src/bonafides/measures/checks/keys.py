"""The keys of status tokens: a JSON Web Key Set in a file of mode 600 beside the ledger's key, or from the environment.

The last private key of the set signs. Of those before it the public parts stay, so that tokens that are out can be checked.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from bonafides.kernel.tokens.errors import Refused
from bonafides.kernel.tokens.keys import KeySet, PublicKey, SigningKey, lines, members
from bonafides.ledger.key_file import make_once, rewrite
from bonafides.ledger.keys import folder


class StatusKeyError(Exception):
    """The keys of status tokens cannot be had, or not changed so; the text names place and mend."""


@dataclass(frozen=True)
class StatusKeys:
    """What signs, and all that is published."""

    signer: SigningKey
    published: KeySet


def status_keys() -> StatusKeys:
    """The keys of this register; the first is made where there is none. Raises StatusKeyError."""
    if settings.STATUS_KEYS:
        return _parsed(settings.STATUS_KEYS, "BONAFIDES_STATUS_KEYS")
    path = _path()
    try:
        if not path.exists():
            make_once(path, lines([SigningKey(secrets.token_bytes(32))]))
        now = path.stat()
        return _read(path, now.st_mtime_ns, now.st_ino)
    except OSError as error:
        raise StatusKeyError(
            f"{path}: the keys of status tokens can be neither read nor made: {error.strerror}. Set BONAFIDES_STATUS_KEYS, or "
            "move the folder with BONAFIDES_LEDGER"
        ) from error


def rotate() -> StatusKeys:
    """From now on a new key signs. The one before is only published, and what it signed can still be checked."""
    now = _of_the_file()
    rewrite(_path(), lines([*now.published, SigningKey(secrets.token_bytes(32))]))
    return status_keys()


def forget(kid: str) -> StatusKeys:
    """Publish a key no longer: whatever it signed is refused from now on. For a key that somebody else may have."""
    now = _of_the_file()
    left: list[PublicKey | SigningKey] = [one for one in now.published if one.kid != kid and one != now.signer.public]
    if kid == now.signer.public.kid:
        raise StatusKeyError(f"{kid} is the key that signs: make a new one first (bonafides token rotate)")
    if len(left) == len(now.published.keys) - 1:
        raise StatusKeyError(
            f"no published key is called {kid}; those that are: {', '.join(one.kid for one in now.published)}"
        )
    rewrite(_path(), lines([*left, now.signer]))
    return status_keys()


def _path() -> Path:
    return folder() / "status-keys.json"


def _of_the_file() -> StatusKeys:
    if settings.STATUS_KEYS:
        raise StatusKeyError(
            "the keys come from BONAFIDES_STATUS_KEYS, which this command cannot change: put the new private key last there, and "
            "leave of each before it the public part"
        )
    return status_keys()


@lru_cache(maxsize=2)
def _read(path: Path, changed: int, number: int) -> StatusKeys:
    """A file that has not changed need not be read again at every request."""
    return _parsed(path.read_text(), str(path))


@lru_cache(maxsize=2)
def _parsed(text: str, where: str) -> StatusKeys:
    try:
        listed = members(text)
    except Refused as error:
        raise StatusKeyError(f"{where}: {error}") from error
    signer = listed[-1]
    if not isinstance(signer, SigningKey):
        raise StatusKeyError(f"{where}: the last key is the one that signs, and has no private part; restore it")
    return StatusKeys(signer, KeySet(tuple(one.public if isinstance(one, SigningKey) else one for one in listed)))
