"""A card that looks at what it may not, promises more than a lead, or names what is not there, is a fault with file and mend."""

from __future__ import annotations

import pytest
from tests.watch.signals.world import files

from bonafides.packs.faults import PackRefusedError
from bonafides.packs.load import parse_pack


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("ruled", "decision: worth", "decision: worthy", "a decision of standards/, came `worthy`"),
        ("ruled", "decision: worth", "decision: tier", "a decision whose result is a boolean, came `tier`, a string"),
        ("ruled", "effect: raise-order", "effect: listing", "effect"),
        ("ruled", "effect: raise-order", "effect: penalty", "effect"),
        ("ruled", "owner: a", "owner: police", "an agency of agencies.yaml (a, b), came `police`"),
        ("ruled", "owner: a", "owner: b", "a purpose of b (it has none), came `watching`"),
        ("ruled", "expires_days: lasts", "expires_days: never_ends", "a whole number, came `never_ends`"),
        ("ruled", "{since_fine}", "{since_when}", "figures that are indicators, came `{since_when}`"),
        ("ruled", "instrument: LAW", "instrument: LORE", "the id of an instrument"),
        ("ruled", "rule: {decision: worth}", "", "one of `rule`, `counting`, `crowd`, `outlier`"),
        ("ruled", "stated: {hits: \"0.50\"", "stated: {hits: \"1.50\"", "stated.hits"),
        ("ruled", "kind: licence, facts: [note]", "kind: fine, facts: [value]", "under `never`, came `value` of `fine`"),
        ("counted", "all: in_all", "all: licensed", "an indicator that counts in a window of days, came `licensed`"),
        ("counted", "all: in_all", "all: nothing", "an indicator of indicators.yaml, came `nothing`"),
        ("counted", "recent: lately", "recent: high_fines", "an indicator that counts in a window of days"),
        ("crowded", "by: any_note", "by: any_fine", "an indicator that is a string, came `any_fine`, a number"),
        ("crowded", "kind: licence, facts: [note]", "kind: rating, facts: [note]", "came `note` of `rating`"),
        ("far", "fences: ten", "fences: tenfold", "a whole number, came `tenfold`"),
        ("far", "per: in_all", "per: any_note", "an indicator that is a number, came `any_note`, a string"),
    ],
)  # fmt: skip
def test_it_is_refused(file: str, old: str, new: str, told: str) -> None:
    made, path = files(), f"signals/{file}.yaml"
    text = made[path].decode()
    assert old in text
    made[path] = text.replace(old, new, 1).encode()
    with pytest.raises(PackRefusedError) as refused:
        parse_pack(made, "toy")
    assert told in str(refused.value)
    assert f"{path}:" in str(refused.value)


def test_what_the_owner_may_not_know_is_not_looked_at() -> None:
    """A shared fact of another agency's records, which the purpose does not open."""
    made = files()
    kind = made["catalogue/fine.yaml"].decode()
    made["catalogue/fine.yaml"] = (
        kind.replace("sources: [a, b]", "sources: [b]")
        .replace(
            "value: {x-title: {en: Value}, x-disclosure: public",
            "value: {x-title: {en: Value}, x-disclosure: on-request",
        )
        .encode()
    )
    for name in [one for one in made if one.startswith("mappings/a-")]:
        if b"kind: fine" in made[name]:
            del made[name]
    with pytest.raises(PackRefusedError, match="facts that the owner may know, came `value` of `fine`"):
        parse_pack(made, "toy")
