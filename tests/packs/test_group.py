"""Groups of pack.yaml: refused where they cannot divide the businesses, with the place and the mend."""

from __future__ import annotations

import pytest
from tests.registry import TOY
from tests.standing import INDICATORS

from bonafides.packs.faults import PackRefusedError
from bonafides.packs.load import parse_pack
from bonafides.packs.pack import Pack


def with_groups(*groups: str) -> Pack:
    """The toy pack with indicators and these groups."""
    plain = INDICATORS.replace("where: value > high", "where: value > 60").replace("months: lookback", "months: 2")
    text = TOY["pack.yaml"] + "groups:\n" + "".join(f"  - {one}\n" for one in groups)
    files = {**TOY, "indicators.yaml": plain, "pack.yaml": text}
    return parse_pack({name: each.encode() for name, each in files.items()}, "toy")


def test_groups_are_read_in_their_order() -> None:
    pack = with_groups(
        "{group: kind, title: {en: Kind}, of: subject_kind}",
        "{group: place, title: {en: Place}, of: code, characters: {from: 3, to: 8}}",
        "{group: size, title: {en: Size}, of: fined, bands: [10, 100]}",
        "{group: licensed, title: {en: Licensed}, of: licensed}",
    )
    assert [one.group for one in pack.info.groups] == ["kind", "place", "size", "licensed"]


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ("{group: a, title: {en: A}, of: nothing}", "an indicator of the pack"),
        ("{group: a, title: {en: A}, of: fined}", "`bands`, as `fined` is a number"),
        ("{group: a, title: {en: A}, of: code, bands: [1]}", "no `bands`, as `code` is a string"),
        ("{group: a, title: {en: A}, of: licensed, characters: {from: 1, to: 2}}", "no `characters`"),
        ("{group: a, title: {en: A}, of: fined, bands: [5, 5]}", "a number above 5"),
        ("{group: a, title: {en: A}, of: code, characters: {from: 3, to: 2}}", "a place not before `from`"),
        (
            "{group: a, title: {en: A}, of: code, bands: [1], characters: {from: 1, to: 1}}",
            "either `characters` or `bands`",
        ),
    ],
)
def test_what_cannot_divide_is_refused(group: str, told: str) -> None:
    with pytest.raises(PackRefusedError) as refused:
        with_groups(group)
    assert told in str(refused.value)
    assert "pack.yaml" in str(refused.value)


def test_each_group_once() -> None:
    with pytest.raises(PackRefusedError, match="each group once"):
        with_groups("{group: a, title: {en: A}, of: code}", "{group: a, title: {en: B}, of: scheme}")
