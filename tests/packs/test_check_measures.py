"""Measures: in order they are read as they are written; what does not fit is told with file, line and mend."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.inspecting import inspecting, model, output

from bonafides.packs.load import parse_pack
from bonafides.packs.measure import OF_PERSONS

Files = dict[str, bytes]
Faults = Callable[[Files], list[str]]
BAN, FAST = "measures/ban.yaml", "measures/fast.yaml"
_ENTRY = (
    "- {{entry: {0}, title: {{zh: 项, en: Entry}}, restricts: {1}, class: {2}, needs: [law], "
    "basis: [{{instrument: PP-45, mark: memory}}]}}\n"
)
LIST = "".join(
    _ENTRY.format(*one)
    for one in (("access", "market-access", "I"), ("posts", "posts", "I"), ("reward", "reward", "incentive"))
)
POINTS = """\
- {point: shop.open, title: {zh: 开店, en: Opening}, agencies: [market, tax], basis: [{instrument: PP-45, mark: verified}]}
- {point: shop.fast, title: {zh: 快办, en: Fast}, agencies: [market], basis: [{instrument: PP-45, mark: verified}]}
"""
MEASURE = """\
measure: ban
title: {zh: 禁入, en: Ban}
content: {zh: 不得开店, en: No shop}
kind: penalty
entry: access
targets: [enterprise, sole-trader]
agency: market
in_force: {from: 2021-09-01}
basis: [{instrument: PP-45, article: "9", mark: verified}]
triggers:
  - {record: fine, where: amount > 500, how: decided, severity_of: severity}
least_severity: serious
duration: {span: {decision: how_long_banned, given: [grave], least: least, most: most, unit: years}}
points: {shop.open: deny}
public: true
"""
REWARD = """\
measure: fast
title: {zh: 快办, en: Fast}
content: {zh: 优先, en: First}
kind: reward
entry: reward
targets: [enterprise]
agency: market
in_force: {from: 2021-09-01}
basis: [{instrument: PP-45, mark: verified}]
triggers:
  - {tier: low, how: with}
duration: {while: trigger}
points: {shop.fast: favour}
public: false
lost_by: [{record: fine}]
"""
SPAN = model(
    "how_long_banned",
    "case",
    {"grave": "boolean"},
    output("least", "number") + output("most", "number"),
    [("true", "1 | 3"), ("false", "0 | 0")],
)


@pytest.fixture(name="measured")
def _measured(mini: Files) -> Files:
    text = inspecting({name: content.decode() for name, content in mini.items()})
    text["instruments.yaml"] = text["instruments.yaml"].replace("  in_force: {from: 2021-09-01}\n", RANKED, 1)
    more = {"measure-list.yaml": LIST, "decision-points.yaml": POINTS, BAN: MEASURE, FAST: REWARD}
    return {name: content.encode() for name, content in {**text, **more, "standards/span.dmn": SPAN}.items()}


RANKED = "  rank: law\n  in_force: {from: 2021-09-01}\n"


def test_measures_in_order(measured: Files, faults_of_files: Faults) -> None:
    assert faults_of_files(measured) == []
    pack = parse_pack(measured, "mini")
    assert pack.measures["ban"].points == {"shop.open": "deny"}
    assert pack.measures["fast"].triggers[0].tier == "low"
    assert pack.measure_list["posts"].restricts == "posts", "a list may name what no measure can be of"


@pytest.mark.parametrize("target", ["natural-person", "legal-representative", "person"])
def test_a_natural_person_is_no_target(measured: Files, faults_of_files: Faults, target: str) -> None:
    measured[BAN] = measured[BAN].replace(b"sole-trader", target.encode())
    assert faults_of_files(measured) == [
        (
            f"{BAN}:6: targets[2]: expected a kind of business (enterprise, sole-trader, cooperative, organisation), came "
            f"`{target}`; remove it: no measure of this platform is aimed at a natural person"
        )
    ]


@pytest.mark.parametrize("restricts", OF_PERSONS)
def test_what_only_a_person_can_suffer_is_no_measure(measured: Files, faults_of_files: Faults, restricts: str) -> None:
    measured["measure-list.yaml"] = LIST.replace("restricts: posts", f"restricts: {restricts}").encode()
    measured[BAN] = measured[BAN].replace(b"entry: access", b"entry: posts")
    assert faults_of_files(measured) == [
        (
            f"{BAN}:5: entry: expected an entry for businesses, came `posts`, which can only be done to a natural person; remove "
            "the measure: nobody but a business is a subject here"
        )
    ]


CASES = {
    "beyond the list": (BAN, "entry: access", "entry: electricity", "expected an entry of measure-list.yaml"),
    "a basis too low": (
        "instruments.yaml", "rank: law", "rank: policy",
        "expected an instrument in force on 2021-09-01 whose rank is `law`, came `PP-45` (policy",
    ),
    "a basis not yet in force": (BAN, "instrument: PP-45, article", "instrument: CR-107, article", "came `CR-107` (no rank,"),
    "a penalty as an incentive": (BAN, "entry: access", "entry: reward", "expected no incentive, as the measure is a penalty"),
    "a penalty from a tier": (
        BAN, "{record: fine, where: amount > 500, how: decided, severity_of: severity}", "{tier: high, how: decided}",
        "expected no tier, as it is a penalty, came `tier: high`; name a record or a list: no score is a ground",
    ),
    "a statute that it does not rest on": (
        BAN, "points: {shop.open", "statutory: [{instrument: PP-45, article: \"8\", mark: verified}]\npoints: {shop.open",
        "statutory[1]: expected a citation of `basis`",
    ),
    "imposed by what is no statute": (
        BAN, "mark: verified}]\ntriggers",
        "mark: verified}, {instrument: CR-107, mark: mirror}]\nstatutory: [{instrument: CR-107, mark: mirror}]\ntriggers",
        "statutory[1]: expected an instrument of rank law or regulation",
    ),
    "no end": (BAN, "duration: {span", "duration: {months: 3, span", "expected one of `while: trigger`, `months`"),
    "no point": (BAN, "points: {shop.open: deny}", "points: {shop.shut: deny}", "expected a point of decision-points.yaml"),
    "a penalty in favour": (BAN, "shop.open: deny", "shop.open: favour", "expected `deny`, `weigh` or `require`"),
    "an unknown agency": (BAN, "agency: market", "agency: police", "expected an agency of agencies.yaml"),
    "an unknown kind": (BAN, "record: fine", "record: rumour", "expected a kind of the catalogue"),
    "an unknown fact": (BAN, "amount > 500", "fame > 500", "triggers[1].where"),
    "no condition": (BAN, "amount > 500", "amount", "expected a condition: true or false of a record"),
    "no severity": (BAN, ", severity_of: severity", "", "expected `severity` or `severity_of`"),
    "a fact that is no severity": (BAN, "severity_of: severity", "severity_of: number", "whose every value is one of"),
    "with, but asked": (BAN, "how: decided", "how: with", "expected `decided`, as it asks what only an officer can state"),
    "an unknown decision": (BAN, "how_long_banned", "how_short", "expected a decision of standards/ that is in force"),
    "an input not given": (BAN, "given: [grave], ", "", "expected every input that `how_long_banned`"),
    "an input it has not": (BAN, "given: [grave]", "given: [grave, mood]", "expected an input of `how_long_banned`"),
    "an output it has not": (BAN, "most: most", "most: more", "expected a table with the outputs least, more"),
    "an internal tier told to all": (
        FAST, "public: false", "public: true", "expected false, as tiers are internal (`tiers_public: false`), came `true`",
    ),
    "an internal tier told to others": (
        FAST, "shop.fast: favour", "shop.open: favour", "came `shop.open`, where `tax` would learn the tier",
    ),
    "an unknown tier": (FAST, "tier: low", "tier: splendid", "expected a tier of pack.yaml (low, high)"),
    "a reward without loss": (FAST, "lost_by: [{record: fine}]\n", "", "expected an entry `lost_by`, as it is a reward"),
    "a language missing": (BAN, "{zh: 不得开店, en: No shop}", "{en: No shop}", "expected a text in each language"),
    "a list entry twice": ("measure-list.yaml", "entry: posts", "entry: access", "expected each entry once"),
    "a point twice": ("decision-points.yaml", "point: shop.fast", "point: shop.open", "expected each point once"),
    "a point of nobody": ("decision-points.yaml", "agencies: [market, tax]", "agencies: [police]", "expected an agency"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "told"), CASES.values(), ids=CASES)
def test_what_does_not_fit_is_told(
    measured: Files, faults_of_files: Faults, file: str, old: str, new: str, told: str
) -> None:
    text = measured[file].decode()
    assert old in text
    measured[file] = text.replace(old, new, 1).encode()
    faults = faults_of_files(measured)
    assert any(told in one for one in faults), faults
    assert all(one.partition(":")[2][0].isdigit() for one in faults), "each names its line"
