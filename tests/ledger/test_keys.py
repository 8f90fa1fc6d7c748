"""The keys: made once, for nobody else to read; rotated so that nobody loses the thread."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.conftest import leaves, reading

from bonafides.kernel.merkle.audit import audit as read_log
from bonafides.kernel.merkle.checkpoints import Trust
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.notes import Signer
from bonafides.ledger.audit.whole import audit
from bonafides.ledger.errors import BrokenLedgerError, LedgerError
from bonafides.ledger.keys import keys, retire, rotate
from bonafides.ledger.sequence import sequence


def test_it_is_made_once_and_kept_from_others(own_folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: str(keys().signers[0].verifier), range(16)))
    assert len(made) == 1
    assert stat.S_IMODE((own_folder / "key").stat().st_mode) == 0o600
    assert stat.S_IMODE(own_folder.stat().st_mode) == 0o700
    assert [path.name for path in own_folder.iterdir()] == ["key"]


def test_its_name_is_the_origin(own_folder: Path, settings: Any) -> None:
    settings.LEDGER_ORIGIN = "credit.example.gov/ledger"
    assert keys().origin == "credit.example.gov/ledger"
    settings.LEDGER_ORIGIN = "another.example.gov/ledger"
    with pytest.raises(LedgerError, match="name different logs"):
        keys()


def test_it_may_come_from_the_environment(own_folder: Path, settings: Any) -> None:
    old, new = Signer("example.gov/log", bytes(32)), Signer("example.gov/log", bytes(range(32)))
    settings.LEDGER_KEY = f"{old.verifier} {new.secret_text()}"
    assert (keys().signers, keys().retired) == ((new,), (old.verifier,))
    assert not own_folder.exists()
    with pytest.raises(LedgerError, match="which this command cannot change"):
        rotate()
    settings.LEDGER_KEY = "PRIVATE+KEY+x+00000000+AAAA"
    with pytest.raises(LedgerError, match="cannot be read") as refused:
        keys()
    assert "AAAA" not in str(refused.value)


@pytest.mark.django_db
def test_another_machine_needs_the_same_key(own_folder: Path) -> None:
    sequence()
    (own_folder / "key").unlink()
    leaves(1)
    with pytest.raises(BrokenLedgerError, match="Machines that share a database share the ledger's keys"):
        sequence()


@pytest.mark.django_db
def test_old_and_new_sign_together_until_the_old_is_retired(own_folder: Path) -> None:
    leaves(2)
    sequence()
    [old] = [one.verifier for one in keys().signers]
    new = rotate().signers[-1].verifier
    sequence(again=True)
    for key in (old, new):  # who knows either can go on
        assert read_log(reading(), Trust([key])).opened.checkpoint.size == 2
    retire(old.key_id.hex())
    leaves(1)
    sequence()
    assert read_log(reading(), Trust([new])).opened.checkpoint.size == 3
    with pytest.raises(Refused, match="no key of the log that you trust"):
        read_log(reading(), Trust([old]))
    assert [one.table for one in audit().findings if one.table == "ledger_checkpoint"] == [], (
        "what it signed still holds"
    )
    with pytest.raises(LedgerError, match="is the only key"):
        retire(new.key_id.hex())
    with pytest.raises(LedgerError, match="no key that signs has the id"):
        retire(old.key_id.hex())
