"""A repair that reads what is not there, or leaves an input of its decision open, is a fault with file, line and mend."""

from __future__ import annotations

import pytest
from tests.registry import repository_pack

from bonafides.packs.faults import PackRefusedError
from bonafides.packs.load import parse_pack

FILE = "repairs/penalty.yaml"


def refused(old: str, new: str, file: str = FILE) -> str:
    files = dict(repository_pack("cn").files)
    text = files[file].decode()
    assert text.count(old) >= 1, old
    files[file] = text.replace(old, new, 1).encode()
    with pytest.raises(PackRefusedError) as told:
        parse_pack(files, "cn")
    return str(told.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: administrative-penalty", "kind: fines", "a kind of the catalogue"),
        ("agencies: [market-regulation]", "agencies: [police]", "an agency of agencies.yaml"),
        ("agencies: [market-regulation]", "agencies: [market-regulation, tax]", "one repair of a kind of an agency"),
        ("decision: penalty_repair", "decision: nothing_such", "a decision of the pack"),
        ("  committed: {committed: true}\n", "", "an entry `committed`, which `penalty_repair` asks"),
        ("  committed: {committed: true}\n", "  committed: {committed: true}\n  more: {today: true}\n", "an input of"),
        ("committed: {committed: true}", "committed: {committed: true, today: true}", "one of minimum"),
        ("{duties: [rectification]}", "{duties: [prayer]}", "one of `duties`"),
        ("[on_abnormal_list, on_serious_list]", "[on_no_list]", "an indicator of the pack"),
        ("owed: fine", "owed: fines", "a fact of `administrative-penalty`"),
        ("amount: amount", "amount: sum", "a fact of `duty-performance`"),
        ("kind: duty-performance", "kind: receipts", "a kind of the catalogue"),
        ("instrument: CR-107", "instrument: CR-999", "the id of an instrument"),
        ("decision: penalty_publicity", "decision: publicity", "a decision of the pack"),
        ("paper: {zh: 罚款缴纳凭证, en: Receipt of the fine}", "paper: {zh: 罚款缴纳凭证}", "in each language"),
    ],
)
def test_it_is_refused(old: str, new: str, told: str) -> None:
    message = refused(old, new)
    assert told in message
    assert "repairs/" in message
