"""The keys of status tokens: made once, for nobody else to read; a new one takes over, the old one can still be checked."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bonafides.kernel.tokens.keys import SigningKey, encoded
from bonafides.measures.checks.keys import StatusKeyError, forget, rotate, status_keys


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.LEDGER_FOLDER = str(tmp_path / "ledger")
    return tmp_path / "ledger"


def test_it_is_made_once_and_kept_from_others(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: status_keys().signer.public.kid, range(16)))
    assert len(made) == 1
    [path] = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert encoded(status_keys().signer.seed) not in json.dumps(status_keys().published.as_json())


def test_a_new_key_signs_and_the_old_one_is_only_published(folder: Path) -> None:
    old = status_keys().signer
    new = rotate().signer
    assert new != old
    assert [one.kid for one in status_keys().published] == [old.public.kid, new.public.kid]
    text = (folder / "status-keys.json").read_text()
    assert encoded(new.seed) in text
    assert encoded(old.seed) not in text, "what signs no more cannot sign"
    assert stat.S_IMODE((folder / "status-keys.json").stat().st_mode) == 0o600
    with pytest.raises(StatusKeyError, match="make a new one first"):
        forget(new.public.kid)
    with pytest.raises(StatusKeyError, match="no published key is called"):
        forget("another")
    assert [one.kid for one in forget(old.public.kid).published] == [new.public.kid]
    assert status_keys().signer == new


def test_they_may_come_from_the_environment(folder: Path, settings: Any) -> None:
    old, new = SigningKey(bytes(32)), SigningKey(bytes(range(32)))
    settings.STATUS_KEYS = json.dumps({"keys": [old.public.as_json(), new.secret_json()]})
    assert (status_keys().signer, status_keys().published.keys) == (new, (old.public, new.public))
    assert not folder.exists()
    with pytest.raises(StatusKeyError, match="which this command cannot change"):
        rotate()
    settings.STATUS_KEYS = json.dumps({"keys": [new.secret_json(), old.public.as_json()]})
    with pytest.raises(StatusKeyError, match="BONAFIDES_STATUS_KEYS: the last key is the one that signs"):
        status_keys()


def test_a_file_that_cannot_be_read_is_named(folder: Path) -> None:
    status_keys()
    (folder / "status-keys.json").write_text("{}")
    with pytest.raises(StatusKeyError, match=r"status-keys\.json: the key set: expected"):
        status_keys()
