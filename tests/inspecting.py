"""What makes the small pack of `conftest.py` one that inspects: tiers, parameters, indicators, standards and one item."""

from __future__ import annotations

from html import escape

_HEAD = """\
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:bf="urn:bonafides:dmn" id="m_{name}" name="{name}"
  namespace="urn:mini:{name}" bf:of="{of}" bf:from="2021-09-01">
"""


def model(name: str, of: str, inputs: dict[str, str], outputs: str, rules: list[tuple[str, str]]) -> str:
    """A model with one table: `inputs` by name and type, `rules` as their cells, separated by `|`."""
    lines = [_HEAD.format(name=name, of=of)]
    for one, kind in inputs.items():
        variable = f'<variable name="{one}" typeRef="{kind}"/>'
        lines.append(f'<inputData id="i_{name}_{one}" name="{one}">{variable}</inputData>')
    lines.append(f'<decision id="{name}" name="{name}"><variable name="{name}"/>')
    lines += [
        f'<informationRequirement><requiredInput href="#i_{name}_{one}"/></informationRequirement>' for one in inputs
    ]
    lines.append('<decisionTable hitPolicy="UNIQUE">')
    tested = [one for one, kind in inputs.items() if kind != "date"]
    lines += [f"<input><inputExpression><text>{one}</text></inputExpression></input>" for one in tested]
    lines.append(outputs)
    lines.append('<annotation name="basis"/>')
    for tests, results in rules:
        cells = "".join(
            f"<inputEntry><text>{escape(cell.strip(), quote=False)}</text></inputEntry>" for cell in tests.split("|")
        )
        ends = "".join(f"<outputEntry><text>{cell.strip()}</text></outputEntry>" for cell in results.split("|"))
        lines.append(f"<rule>{cells}{ends}<annotationEntry><text>PP-45 2</text></annotationEntry></rule>")
    lines.append("</decisionTable></decision></definitions>")
    return "\n".join(lines)


def output(name: str, kind: str, values: str = "") -> str:
    allowed = f"<outputValues><text>{values}</text></outputValues>" if values else ""
    return f'<output name="{name}" typeRef="{kind}">{allowed}</output>'


RATIO = model(
    "how_many",
    "case",
    {"tier": "string", "full_coverage": "boolean", "share": "number"},
    output("ratio", "number") + output("visit", "string"),
    [
        ('"low" | false | -', 'share | "few"'),
        ('"high" | false | -', '2500 | "many"'),
        ("- | true | -", '10000 | "all"'),
    ],
)
PERMITTED = model(
    "may_visit",
    "case",
    {"approved": "boolean", "officers": "number"},
    output("may_visit", "string", '"no", "yes"'),
    [("true | >= 2", '"yes"'), ("false | -", '"no"')],
)
PERIOD = model(
    "how_long",
    "case",
    {"step": "string", "formed_on": "date", "mended_on": "date"},
    output("length", "number") + output("unit", "string") + output("counts_from", "string"),
    [('"publish"', '20 | "days" | "formed_on"'), ('"recheck"', '10 | "days" | "mended_on"')],
)
FOLLOW_UP = model(
    "what_next",
    "fine",
    {"severity": "string"},
    output("what_next", "string", '"nothing", "food", "drug"'),
    [('"minor"', '"nothing"'), ('"serious"', '"food"')],
)
TIER = model(
    "tier",
    "business",
    {"fined": "number"},
    output("tier", "string"),
    [("< 3", '"low"'), (">= 3", '"high"')],
)

INDICATORS = """\
- {indicator: fined, title: {zh: 次数, en: Fines}, kinds: [fine], measure: count}
- {indicator: worst, title: {zh: 程度, en: Severity}, kinds: [fine], measure: latest, of: severity, when_none: null}
- {indicator: place, title: {zh: 地点, en: Place}, kinds: [fine], measure: latest, of: number, when_none: null}
"""
PARAMETERS = "".join(
    f"- {{parameter: {name}, title: {{zh: 值, en: Value}}, type: {kind}, "
    f"values: [{{value: {value}, in_force: {{from: 2021-09-01}}, mark: memory}}]}}\n"
    for name, kind, value in (
        ("pair", "number", 2),
        ("one", "number", 1),
        ("visits", "number", 3),
        ("share", "number", 100),
        ("ceiling", "number", 3000),
        ("beyond", "number", 10001),
        ("word", "string", "two"),
    )
)
ITEM = """\
item: hygiene
title: {zh: 卫生检查, en: Hygiene}
agency: market
basis: [{instrument: PP-45, article: "2", mark: verified}]
in_force: {from: 2022-01-01}
level: general
must_include:
  - {of: fined, at_least: 5}
methods: [on-site]
field: food
scope:
  - {of: subject_kind, in: [enterprise]}
  - {of: worst, in: [minor, serious]}
strata: {decision: how_many, output: ratio}
floor_bp: share
cap_bp: ceiling
permitted: {decision: may_visit, yes: "yes"}
officers: pair
yearly_cap: visits
region: {of: place, characters: {from: 1, to: 2}}
checklist:
  - {point: kitchen, title: {zh: 厨房, en: Kitchen}, basis: {instrument: PP-45, mark: verified}, requires: evidence}
  - {point: store, title: {zh: 仓库, en: Store}, basis: {instrument: PP-45, mark: verified}}
record:
  kind: fine
  facts: {paid: false}
  result: severity
  ok: minor
  tells: {item: number, follow_ups: goods}
follow_ups: {decision: what_next, none: nothing, recheck: [food]}
recheck: {decision: how_long, inputs: {step: recheck}, day: mended_on}
publication: {decision: how_long, inputs: {step: publish}, day: formed_on}
merges_with: [papers]
exclusions:
  yearly-cap: {title: {zh: 已达上限, en: The cap is reached}, basis: {instrument: PP-45, mark: verified}}
substitutions:
  closed: {title: {zh: 已关闭, en: Closed}, basis: {instrument: PP-45, mark: verified}}
"""
PAPERS = ITEM.replace("item: hygiene", "item: papers").replace("merges_with: [papers]", "merges_with: [hygiene]")


def inspecting(mini: dict[str, str]) -> dict[str, str]:
    """The files of the small pack, with all that inspections need."""
    fields = "  fields: [{field: food, title: {zh: 食品, en: Food}}]\n"
    return mini | {
        "pack.yaml": mini["pack.yaml"] + "tiers: {decision: tier, order: [low, high]}\n",
        "agencies.yaml": mini["agencies.yaml"].replace("en: Market regulation}\n", "en: Market regulation}\n" + fields),
        "indicators.yaml": INDICATORS,
        "parameters.yaml": PARAMETERS,
        "inspection-items/hygiene.yaml": ITEM,
        "inspection-items/papers.yaml": PAPERS,
        "standards/ratio.dmn": RATIO,
        "standards/permitted.dmn": PERMITTED,
        "standards/period.dmn": PERIOD,
        "standards/follow-up.dmn": FOLLOW_UP,
        "standards/tier.dmn": TIER,
    }
