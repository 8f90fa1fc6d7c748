"""Decision models beside the pack: inputs that nothing gives, types that differ, two laws at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.registry import TOY
from tests.standing import INDICATORS, PARAMETERS, dmn, standing_pack

from bonafides.kernel.dmn.model import InputData, Variable
from bonafides.kernel.feel.types import DATE
from bonafides.packs.bindings import binding_faults
from bonafides.packs.document import Document
from bonafides.packs.faults import PackRefusedError
from bonafides.packs.load import parse_pack


def faults(**changed: str) -> list[str]:
    """What is told of the pack with tiers, `old` replaced by `new` in its model; `also`: a second model."""
    model = dmn().replace(changed.get("old", "\0"), changed.get("new", ""))
    files = dict(TOY) | {"parameters.yaml": PARAMETERS, "indicators.yaml": INDICATORS, "standards/tier.dmn": model}
    files["pack.yaml"] += f"tiers: {{decision: {changed.get('decision', 'tier')}, order: [A]}}\n"
    if "also" in changed:
        files["standards/second.dmn"] = changed["also"]
    try:
        parse_pack({name: text.encode() for name, text in files.items()}, "toy")
    except PackRefusedError as error:
        return [str(one) for one in error.faults]
    return []


def test_a_model_in_order() -> None:
    assert faults() == []


def test_an_input_that_nothing_gives() -> None:
    (message,) = faults(old="rated_now", new="rated_then")
    assert "standards/tier.dmn:1: input `rated_then`: expected the name of an indicator" in message
    assert "came `rated_then`; there are: scheme, code, subject_kind, as_of, high, lookback, fines_1m" in message


def test_an_input_of_another_type() -> None:
    old = '<variable name="high_fines" typeRef="number"/>'
    assert faults(old=old, new='<variable name="high_fines"/>') == []  # any type: that of the pack
    pack = standing_pack()
    model = replace(pack.standards["tier"], inputs=(InputData("i", "fined", Variable("fined", DATE), line=7),))
    (message,) = [
        str(one) for one in binding_faults(replace(pack, standards={"tier": model}), Document("pack.yaml", {}, {}))
    ]
    assert (
        message
        == "standards/tier.dmn:7: input `fined`: expected number, as it is in the pack, came date; mend its typeRef"
    )


def test_a_tier_that_nothing_decides() -> None:
    (message,) = faults(decision="tiers")
    assert message.endswith("tiers.decision: expected a decision of standards/ (tier), came `tiers`; mend its spelling")


def test_two_models_in_force_at_once() -> None:
    (message,) = faults(also=dmn())
    assert "expected one model with the decision `tier` in force on any day, came a second one" in message


@pytest.mark.parametrize(
    ("first", "second", "count"), [("2026-01-01", "2026-01-01", 0), ("2026-01-02", "2026-01-01", 1)]
)
def test_one_model_follows_another(first: str, second: str, count: int) -> None:
    space = 'namespace="urn:toy"'
    also = dmn().replace(space, f'{space} xmlns:bf="urn:bonafides:dmn" bf:from="{second}"')
    assert len(faults(old=space, new=f'{space} xmlns:bf="urn:bonafides:dmn" bf:to="{first}"', also=also)) == count
