"""An item that is excluded, or names what is not there, is a fault with file, line and mend: no such pack is put in force."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.registry import repository_pack

from bonafides.packs.check_pledges import pledge_faults
from bonafides.packs.document import parse_document
from bonafides.packs.faults import PackRefusedError
from bonafides.packs.load import parse_pack
from bonafides.packs.pledge import PledgeItem

FILE = "pledges/restaurant-simple.yaml"
GROUNDS = (
    "national_security", "state_secrets", "public_security", "financial_supervision", "ecological_protection",
    "health_life_property", "foreign_related", "high_risk", "irreparable",
)  # fmt: skip
# K1 first: of each ground, that an item which touches it is refused by the rule, whatever else it says.
WRONG = [(f"{one}: {{touches: false", f"{one}: {{touches: true", "not open to pledges") for one in GROUNDS] + [
    ("    irreparable: {", "    beyond_repair: {", "a ground that is asked"),
    ("agency: market-regulation", "agency: police", "an agency of agencies.yaml"),
    ("agency: market-regulation", "agency: tax", "an agency that may enter `administrative-licence`"),
    ("points: [permit.food]", "points: [permit.none]", "a decision point of the pack"),
    ("procedure: pledge\n", "procedure: oath\n", "a procedure of the pack"),
    ("licence_type: food-trade, matter", "licence_kind: food-trade, matter", "a field of the opening of `licence`"),
    ("paper: staff-health", "paper: staff-mood", "a value of the field `missing` of `pledge`"),
    ("form: restaurant-licence", "form: no-such", "a form of forms/"),
    ("risk: ordinary", "risk: none", "a risk for which `pledge_verification` names a method"),
    ("pending: pending", "pending: waiting", "an outcome of the kind"),
    ("due: due_on", "due: some_day", "a fact of `credit-commitment`"),
    ("step: promise-papers, day: pledged_on", "step: promise-papers, day: sworn_on", "an input of `pledge_period`"),
    ("condition: equipment", "condition: premises", "each condition once"),
]


def faults(old: str, new: str) -> str:
    """What is found of the item once a text of its file is another; the rest of the pack is as it is."""
    pack = repository_pack("cn")
    text = pack.files[FILE].decode()
    assert old in text, old
    document = parse_document(FILE, text.replace(old, new, 1).encode())
    assert not isinstance(document, list)
    item = document.model(PledgeItem)
    if isinstance(item, list):
        return "\n".join(map(str, item))
    return "\n".join(
        map(str, pledge_faults(replace(pack, pledges={item.item: item}), {f"pledges/{item.item}.yaml": document}))
    )


@pytest.mark.parametrize(("old", "new", "told"), WRONG)
def test_it_is_refused(old: str, new: str, told: str) -> None:
    message = faults(old, new)
    assert told in message
    assert "pledges/restaurant-simple.yaml:" in message


def test_no_pack_with_an_excluded_item_is_put_in_force() -> None:
    files = dict(repository_pack("cn").files)
    files[FILE] = files[FILE].replace(b"high_risk: {touches: false", b"high_risk: {touches: true")
    with pytest.raises(PackRefusedError, match="GP-42"):
        parse_pack(files, "cn")


def test_nobody_is_supervised_more_for_having_pledged() -> None:
    """K10: an indicator that asks by which procedure a licence was had makes no pack."""
    pack = repository_pack("cn")
    asking = pack.indicators["false_pledge"].model_copy(
        update={"indicator": "pledged", "kinds": ("administrative-licence",), "where": 'procedure = "commitment"'}
    )
    documents = {name: parse_document(name, pack.files[name]) for name in (FILE, "indicators.yaml")}
    assert not any(isinstance(one, list) for one in documents.values())
    changed = replace(
        pack,
        indicators={**pack.indicators, "pledged": asking},
        pledges={"restaurant-simple": pack.pledges["restaurant-simple"]},
    )
    [fault] = pledge_faults(changed, documents)  # type: ignore[arg-type]  # each was read
    assert "does not ask by which procedure a licence was had" in str(fault)
