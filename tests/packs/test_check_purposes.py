"""A purpose that opens what is not there, or tells a business late without a basis, is a fault with file, line and mend."""

from __future__ import annotations

import pytest
from tests.registry import repository_pack

from bonafides.packs.faults import PackRefusedError
from bonafides.packs.load import parse_pack

FILE = "purposes.yaml"
LATE = '      basis: [{instrument: PIPL, article: "35", mark: verified}, {instrument: PACK, mark: inferred}]\n'


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
        ("decision: query_permitted", "decision: nothing_such", "a decision of the pack"),
        ("decision: query_permitted", "decision: log_period", "a decision on authorised and statutory_duty"),
        ("purpose: inspection", "purpose: licensing", "each purpose once"),
        ("agencies: [courts]", "agencies: [police]", "an agency of agencies.yaml"),
        ("instrument: OBE", "instrument: OBEY", "the id of an instrument"),
        ("kinds: [registration]", "kinds: [register]", "a kind of the catalogue"),
        ("fields: [employees]", "fields: [workers]", "a fact of these kinds"),
        ("fields: [employees]", "fields: [year]", "a fact that is not public"),
        ("classes: [shared, personal]", "classes: [shared, trade-secret]", "a class of facts of these kinds"),
        ("after_days: 30\n", "after_days: 0\n", "`after_days`, the latest day"),
        (LATE, "", "a basis, as"),
        ("title: {zh: 日常监管, en: Daily supervision}", "title: {zh: 日常监管}", "in each language"),
    ],
)  # fmt: skip
def test_it_is_refused(old: str, new: str, told: str) -> None:
    message = refused(old, new)
    assert told in message
    assert FILE in message


def test_every_duty_of_the_packs_is_there() -> None:
    for name in ("cn", "sf-food", "jp-labor"):
        assert repository_pack(name).purposes
