"""Words of names that contradict each other, or tell an end by what no record says, are faults with file, line and mend."""

from __future__ import annotations

import pytest
from tests.registry import repository_pack

from bonafides.packs.faults import PackRefusedError
from bonafides.packs.load import parse_pack

FILE = "names.yaml"


def refused(old: str, new: str) -> str:
    files = dict(repository_pack("cn").files)
    text = files[FILE].decode()
    assert old in text, old
    files[FILE] = text.replace(old, new, 1).encode()
    with pytest.raises(PackRefusedError) as told:
        parse_pack(files, "cn")
    return str(told.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("written: [SAS]", "written: [有限公司]", "`有限公司`, also of `limited`"),
        ("农业, 林业", "农业, 农业", "`农业` a second time"),
        ("stdnum: cn.loc", "stdnum: cn.nowhere", "a list of python-stdnum"),
        ("kind: registration", "kind: register", "a kind of the catalogue"),
        ("fact: status", "fact: state", "a fact of `registration` with an `enum`"),
        ("values: [deregistered", "values: [gone", "one of in-business"),
    ],
)
def test_it_is_refused(old: str, new: str, told: str) -> None:
    message = refused(old, new)
    assert told in message
    assert FILE in message


def test_a_pack_needs_no_words() -> None:
    assert repository_pack("sf-food").names_file is None
