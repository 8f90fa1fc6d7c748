"""A model of risk that looks at what it may not, or at what is not there, is a fault with file, line and mend."""

from __future__ import annotations

import pytest
from tests.registry import repository_pack

from bonafides.packs.faults import PackRefusedError
from bonafides.packs.load import parse_pack

FILE = "risk-models/high-risk-finding.yaml"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{indicator: complaints,", "{indicator: area,", "`area`, which looks at `postal_code` of `inspection`; take"),
        (
            "{indicator: complaints,",
            "{indicator: area,",
            "an indicator that is a number or true or false, came `area`, a string",
        ),
        ("{indicator: complaints,", "{indicator: grumbles,", "an indicator of indicators.yaml, came `grumbles`"),
        ("{indicator: complaints,", "{indicator: last_score,", "each indicator once, came `last_score` a second time"),
        ("risk: falls,", "risk: whatever,", "rises"),
        ("owner: public-health", "owner: police", "an agency of agencies.yaml (public-health), came `police`"),
        (
            "random_share: random_share",
            "random_share: luck",
            "a parameter of type number, with whole values, came `luck`",
        ),
        ("kind: inspection\n  where", "kind: visit\n  where", "a kind of the catalogue"),
        ("found: high_risk > 0", "found: high_risk", "a condition: true or false of a record"),
        ("found: high_risk > 0", "found: event_date < as_of", "as_of"),
        ("instrument: PACK", "instrument: LORE", "the id of an instrument"),
        ('rate: "0.05"', "rate: 0.05", "fit.rate"),
        ("question: {zh: 下一次例行（不预告）检查是否会发现高风险问题？, ", "question: {", "in each language"),
    ],
)
def test_it_is_refused(old: str, new: str, told: str) -> None:
    files = dict(repository_pack("sf-food").files)
    text = files[FILE].decode()
    assert old in text
    files[FILE] = text.replace(old, new, 1).encode()
    with pytest.raises(PackRefusedError) as refused:
        parse_pack(files, "sf-food")
    assert told in str(refused.value)
    assert f"{FILE}:" in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("value: 2000", "value: 999", "random_share: expected from 1000 (`random_share_floor`) to 10000 on 2014-10-01, came 999"),
        ("value: 2000", "value: 10001", "to 10000 on 2014-10-01, came 10001 (`random_share`)"),
        ("value: 1000, in_force: {from: 2014-10-01}, mark: inferred, basis: {instrument: PACK, mark: inferred}, source",
         "value: 1000, in_force: {from: 2015-10-01}, mark: inferred, basis: {instrument: PACK, mark: inferred}, source",
         "random_share_floor: expected a floor in force on 2014-10-01, came none"),
    ],
)  # fmt: skip
def test_chance_keeps_its_share(old: str, new: str, told: str) -> None:
    """The floor is a value of the pack, with its basis and its mark; on each day the share is held to that of the day."""
    files = dict(repository_pack("sf-food").files)
    head, mark, tail = files["parameters.yaml"].decode().partition("# The model of risk")
    assert old in tail
    files["parameters.yaml"] = (head + mark + tail.replace(old, new, 1)).encode()
    with pytest.raises(PackRefusedError) as refused:
        parse_pack(files, "sf-food")
    assert told in str(refused.value)
