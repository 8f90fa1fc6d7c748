"""Every clock of every pack can be counted; a word that its table does not know is found when the pack is checked."""

from __future__ import annotations

import pytest
from tests.registry import PACKS, repository_pack

from bonafides.packs.load import parse_pack
from bonafides.packs.procedure_clocks import clock_faults

FILE = "procedures/serious-listing.yaml"
# The ways of publication, and what a page calls the second of them.
WAYS = (
    "enum: [publish-same-province, {0}], "
    "labels: {{publish-same-province: {{zh: 由本机关公示, en: Published by this authority}}, {0}:"
)


@pytest.mark.parametrize("name", sorted({path.parents[1].name for path in PACKS.glob("*/procedures/*.yaml")}))
def test_every_clock_can_be_counted(name: str) -> None:
    assert [str(one) for one in clock_faults(repository_pack(name))] == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("step: {value: service}", "step: {value: servise}", "none by the law of 2021-09-01: the value of"),
        (WAYS.format("push-to-province"), WAYS.format("push-abroad"), "where `route` is `push-abroad`"),
        ("decided_on: {on: decide-listing}}}\n    stops: [serve", "pushed_on: {on: decide-listing}}}\n    stops: [serve",
         "it comes to nothing"),
    ],
)  # fmt: skip
def test_one_that_cannot_is_found(before: str, after: str, told: str) -> None:
    files = dict(repository_pack("cn").files)
    text = files[FILE].decode()
    assert before in text
    files[FILE] = text.replace(before, after).encode()
    found = [str(one) for one in clock_faults(parse_pack(files, "cn"))]
    assert found, "nothing was found"
    assert all(one.startswith(f"{FILE}:") and told in one for one in found), found
