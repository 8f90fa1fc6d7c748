"""What is committed to, and that an outsider can recompute it."""

from __future__ import annotations

import hashlib
import json

import pytest

from bonafides.records.commitment import MEMBERS, SALT_BYTES, commit, commit_many, committed_text


def test_only_the_members_that_are_there_are_committed_to_in_canonical_order() -> None:
    record = dict.fromkeys(MEMBERS) | {
        "scheme": "uscc", "code": "9", "facts": {"b": [1], "a": "公"}, "known_from": "never", "action": "record",
    }  # fmt: skip
    assert (
        committed_text(record) == '{"action":"record","code":"9","facts":{"a":"公","b":[1]},"scheme":"uscc"}'.encode()
    )
    assert list(MEMBERS) == sorted(MEMBERS)


def test_empty_facts_are_not_no_facts() -> None:
    assert json.loads(committed_text({"facts": {}})) == {"facts": {}}


def test_a_commitment_is_the_hash_of_salt_and_text() -> None:
    assert commit(b"s" * 16, b"{}") == hashlib.sha256(b"s" * 16 + b"{}").digest()


def test_many_commitments_take_their_salts_in_order() -> None:
    salts = bytes(range(SALT_BYTES * 3))
    texts = [b"{}", "公".encode(), b""]
    expected = [commit(salts[n * 16 : n * 16 + 16], text) for n, text in enumerate(texts)]
    assert commit_many(salts, texts) == expected
    assert commit_many(b"", []) == []
    with pytest.raises(ValueError, match="argument"):
        commit_many(salts, texts[:2])
