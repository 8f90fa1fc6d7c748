"""The keys that sign checkpoints: in a file of mode 600 outside the database, or from the environment.

    PRIVATE+KEY+name+id+base64      a key that signs; every one that is listed signs every checkpoint
    name+id+base64                  a key that has signed and signs no more; older checkpoints are checked with it

The name of every key is the log's origin.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.notes import Signer, Verifier
from bonafides.ledger.errors import LedgerError
from bonafides.ledger.key_file import make_once, rewrite


@dataclass(frozen=True)
class Keys:
    """The log's keys, the oldest first."""

    signers: tuple[Signer, ...]
    retired: tuple[Verifier, ...] = ()

    @property
    def origin(self) -> str:
        return self.signers[0].name

    @property
    def verifiers(self) -> tuple[Verifier, ...]:
        """Whose signatures hold, the retired ones' too."""
        return (*(one.verifier for one in self.signers), *self.retired)

    def lines(self) -> str:
        return "".join(f"{line}\n" for line in (*map(str, self.retired), *(one.secret_text() for one in self.signers)))


def folder() -> Path:
    """Where the key, the last checkpoint that was signed and the list of witnesses lie."""
    return Path(settings.LEDGER_FOLDER)


def keys() -> Keys:
    """The keys of this log; the first is made where there is none. Raises LedgerError, naming file and mend."""
    given = settings.LEDGER_KEY
    if not given:
        path = folder() / "key"
        try:
            if not path.exists():
                make_once(path, Keys((_new(settings.LEDGER_ORIGIN or "localhost/ledger"),)).lines())
            given = path.read_text()
        except OSError as error:
            raise LedgerError(
                f"{path}: the key of the ledger can be neither read nor made: {error.strerror}. Set BONAFIDES_LEDGER_KEY, or "
                "move the folder with BONAFIDES_LEDGER"
            ) from error
    return _parsed(given)


def rotate() -> Keys:
    """A new key beside those that sign now. Both sign from the next checkpoint on."""
    now = _of_the_file()
    return _rewritten(replace(now, signers=(*now.signers, _new(now.origin))))


def retire(key_id: str) -> Keys:
    """Let a key sign no more; it stays listed, so that what it signed can be checked."""
    now = _of_the_file()
    gone = [one for one in now.signers if one.verifier.key_id.hex() == key_id.lower()]
    left = tuple(one for one in now.signers if one not in gone)
    if not gone:
        listed = ", ".join(one.verifier.key_id.hex() for one in now.signers)
        raise LedgerError(f"no key that signs has the id {key_id}; those that do: {listed}")
    if not left:
        raise LedgerError(
            f"{key_id} is the only key: make a new one first (bonafides ledger rotate), then retire this one"
        )
    return _rewritten(Keys(left, (*now.retired, *(one.verifier for one in gone))))


def _of_the_file() -> Keys:
    if settings.LEDGER_KEY:
        raise LedgerError(
            "the key comes from BONAFIDES_LEDGER_KEY, which this command cannot change: list there every key that signs, and "
            "the public form of each that no longer does, with spaces between them"
        )
    return keys()


def _new(origin: str) -> Signer:
    return Signer(origin, secrets.token_bytes(32))


def _parsed(text: str) -> Keys:
    signers: list[Signer] = []
    retired: list[Verifier] = []
    try:
        for word in text.split():
            if word.startswith("PRIVATE+KEY+"):
                signers.append(Signer.parse(word))
            else:
                retired.append(Verifier.parse(word))
    except Refused as error:
        raise LedgerError(f"the keys of the ledger cannot be read: {error}") from error
    names = {one.name for one in signers} | {one.name for one in retired}
    if settings.LEDGER_ORIGIN:
        names.add(settings.LEDGER_ORIGIN)
    if not signers:
        raise LedgerError("the ledger has no key that signs; restore its file, or BONAFIDES_LEDGER_KEY")
    if len(names) > 1:
        raise LedgerError(
            f"the keys of the ledger and BONAFIDES_LEDGER_ORIGIN name different logs: {', '.join(sorted(names))}; a log keeps "
            "its origin for good"
        )
    return Keys(tuple(signers), tuple(retired))


def _rewritten(now: Keys) -> Keys:
    rewrite(folder() / "key", now.lines())
    return now
