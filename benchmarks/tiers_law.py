"""The law of the benchmark: 16 indicators over five kinds of record, a table of 20 rules, and the same written by hand."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape

from bonafides.packs.load import parse_pack
from bonafides.packs.pack import Pack

AS_OF = date(2026, 6, 30)
FACTS = {
    "penalty": {"fine": "integer", "severity": "string"},
    "inspection": {"result": "string", "score": "integer"},
    "listing": {"reason": "string"},
    "report": {"late": "boolean"},
    "registration": {"industry": "string", "capital": "integer"},
}
INDICATORS = """\
- {indicator: penalties_12m, title: {en: a}, kinds: [penalty], window: {months: 12}, measure: count}
- {indicator: penalties_36m, title: {en: a}, kinds: [penalty], window: {months: 36}, measure: count}
- {indicator: fines_36m, title: {en: a}, kinds: [penalty], window: {months: 36}, measure: sum, of: fine, when_none: 0}
- {indicator: serious_60m, title: {en: a}, kinds: [penalty], where: severity = "serious", window: {months: 60}, measure: count}
- {indicator: largest_24m, title: {en: a}, kinds: [penalty], window: {months: 24}, measure: max, of: fine, when_none: 0}
- {indicator: since_penalty, title: {en: a}, kinds: [penalty], measure: days_since, when_none: 99999}
- {indicator: inspections_24m, title: {en: a}, kinds: [inspection], window: {months: 24}, measure: count}
- {indicator: failed_24m, title: {en: a}, kinds: [inspection], where: result != "ok", window: {months: 24}, measure: count}
- {indicator: refused_36m, title: {en: a}, kinds: [inspection], where: result = "refused", window: {months: 36}, measure: count}
- {indicator: worst_36m, title: {en: a}, kinds: [inspection], window: {months: 36}, measure: min, of: score, when_none: 100}
- {indicator: listed_now, title: {en: a}, kinds: [listing], holding: true, measure: exists}
- {indicator: listings_36m, title: {en: a}, kinds: [listing], window: {months: 36}, measure: count}
- {indicator: late_24m, title: {en: a}, kinds: [report], where: late, window: {months: 24}, measure: count}
- {indicator: reports_24m, title: {en: a}, kinds: [report], window: {months: 24}, measure: count}
- {indicator: industry, title: {en: a}, kinds: [registration], measure: latest, of: industry, when_none: "none"}
- {indicator: capital, title: {en: a}, kinds: [registration], measure: latest, of: capital, when_none: 0}
"""
COLUMNS = ("serious_60m", "listed_now", "penalties_12m", "penalties_36m", "fines_36m", "largest_24m", "since_penalty",
           "inspections_24m", "failed_24m", "refused_36m", "worst_36m", "listings_36m", "late_24m", "reports_24m", "industry",
           "capital")  # fmt: skip
TYPES = {"listed_now": "boolean", "industry": "string"}
RULES: tuple[tuple[dict[str, str], str], ...] = (
    ({"serious_60m": ">= 2"}, "D"),
    ({"serious_60m": ">= 1", "listed_now": "true"}, "D"),
    ({"refused_36m": ">= 2"}, "D"),
    ({"fines_36m": "> 50000000"}, "D"),
    ({"largest_24m": "> 20000000", "industry": '"food", "drugs"'}, "D"),
    ({"listed_now": "true", "late_24m": ">= 2"}, "D"),
    ({"penalties_12m": ">= 3"}, "D"),
    ({"serious_60m": ">= 1"}, "C"),
    ({"listed_now": "true"}, "C"),
    ({"penalties_12m": "[1..2]", "failed_24m": ">= 1"}, "C"),
    ({"penalties_36m": ">= 3"}, "C"),
    ({"refused_36m": ">= 1"}, "C"),
    ({"worst_36m": "< 40"}, "C"),
    ({"listings_36m": ">= 2"}, "C"),
    ({"since_penalty": "< 365", "capital": "< 1000000"}, "C"),
    ({"failed_24m": "0", "inspections_24m": ">= 1", "late_24m": "0", "penalties_36m": "0"}, "A"),
    ({"penalties_36m": "0", "reports_24m": ">= 2", "late_24m": "0", "listings_36m": "0"}, "A"),
    ({"since_penalty": "> 1825", "capital": ">= 10000000", "industry": 'not("food", "drugs")'}, "A"),
    ({"worst_36m": ">= 95", "penalties_12m": "0"}, "A"),
    ({}, "B"),
)


def law() -> Pack:
    """The pack."""
    files = {
        "pack.yaml": 'pack: bench\nversion: "1"\njurisdiction: XX\ntitle: {en: Bench}\nlanguages: [en]\ntimezone: UTC\n'
        "tiers_public: false\nschemes:\n"
        '  - {scheme: shop, role: identity, title: {en: S}, pattern: "[0-9]+", subjects: [{prefix: "", kind: enterprise}]}\n'
        "tiers: {decision: tier, order: [A, B, C, D]}\n",
        "instruments.yaml": "- {id: LAW, title: {en: L}, issuer: U, in_force: {from: 2000-01-01}, mark: verified}\n",
        "agencies.yaml": "- {id: a, title: {en: A}}\n",
        "indicators.yaml": INDICATORS,
        "standards/tier.dmn": _dmn(),
    } | {f"catalogue/{kind}.yaml": _kind(kind, facts) for kind, facts in FACTS.items()}
    return parse_pack({name: text.encode() for name, text in files.items()}, "bench")


def _kind(kind: str, facts: dict[str, str]) -> str:
    nature = "state" if kind == "registration" else "event"
    lines = "".join(
        f"    {name}: {{x-title: {{en: a}}, x-disclosure: public, type: {of}}}\n" for name, of in facts.items()
    )
    return (
        f"kind: {kind}\ntitle: {{en: a}}\ncategory: inspection\nnature: {nature}\nin_force: {{from: 2000-01-01}}\n"
        "sources: [a]\nbasis: [{instrument: LAW, mark: verified}]\npublicity:\n  classes: [{class: every}]\n"
        "  periods: [{class: every, public: true, in_force: {from: 2000-01-01}}]\nretention: {months: 60, from: event_date}\n"
        f"facts:\n  type: object\n  additionalProperties: false\n  required: []\n  properties:\n{lines}"
    )


def _dmn() -> str:
    inputs = "".join(
        f'<inputData id="i_{one}" name="{one}"><variable name="{one}" typeRef="{TYPES.get(one, "number")}"/></inputData>'
        for one in COLUMNS
    )
    needs = "".join(
        f'<informationRequirement><requiredInput href="#i_{one}"/></informationRequirement>' for one in COLUMNS
    )
    clauses = "".join(
        f'<input><inputExpression typeRef="{TYPES.get(one, "number")}"><text>{one}</text></inputExpression></input>'
        for one in COLUMNS
    )
    rules = "".join(
        "<rule>"
        + "".join(f"<inputEntry><text>{escape(cells.get(one, '-'))}</text></inputEntry>" for one in COLUMNS)
        + f'<outputEntry><text>"{tier}"</text></outputEntry><annotationEntry><text>LAW 1</text></annotationEntry></rule>'
        for cells, tier in RULES
    )
    return (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:bench">'
        f'{inputs}<decision id="tier" name="tier"><variable name="tier" typeRef="string"/>{needs}'
        f'<decisionTable hitPolicy="FIRST">{clauses}<output typeRef="string"/><annotation name="law"/>{rules}'
        "</decisionTable></decision></definitions>"
    )


# As somebody who knows DuckDB would write it, for the same rows: the tier, and the rules that match.
HAND = """
WITH p AS (
  SELECT entity_id,
    count(*) FILTER (event_date > DATE '2025-06-30') AS penalties_12m,
    count(*) FILTER (event_date > DATE '2023-06-30') AS penalties_36m,
    sum(fine) FILTER (event_date > DATE '2023-06-30') AS fines_36m,
    count(*) FILTER (event_date > DATE '2021-06-30' AND severity = 'serious') AS serious_60m,
    max(fine) FILTER (event_date > DATE '2024-06-30') AS largest_24m,
    DATE '2026-06-30' - max(event_date) AS since_penalty
  FROM penalty WHERE event_date <= DATE '2026-06-30' AND valid_from <= DATE '2026-06-30' GROUP BY entity_id
), i AS (
  SELECT entity_id,
    count(*) FILTER (event_date > DATE '2024-06-30') AS inspections_24m,
    count(*) FILTER (event_date > DATE '2024-06-30' AND result <> 'ok') AS failed_24m,
    count(*) FILTER (result = 'refused') AS refused_36m,
    min(score) AS worst_36m
  FROM inspection
  WHERE event_date > DATE '2023-06-30' AND event_date <= DATE '2026-06-30' AND valid_from <= DATE '2026-06-30'
  GROUP BY entity_id
), l AS (
  SELECT entity_id, bool_or(valid_to IS NULL OR valid_to > DATE '2026-06-30') AS listed_now,
    count(*) FILTER (event_date > DATE '2023-06-30') AS listings_36m
  FROM listing WHERE event_date <= DATE '2026-06-30' AND valid_from <= DATE '2026-06-30' GROUP BY entity_id
), r AS (
  SELECT entity_id, count(*) FILTER (late) AS late_24m, count(*) AS reports_24m
  FROM report
  WHERE event_date > DATE '2024-06-30' AND event_date <= DATE '2026-06-30' AND valid_from <= DATE '2026-06-30'
  GROUP BY entity_id
), g AS (
  SELECT entity_id, arg_max(industry, (event_date, record_id)) AS industry, arg_max(capital, (event_date, record_id)) AS capital
  FROM registration
  WHERE event_date <= DATE '2026-06-30' AND valid_from <= DATE '2026-06-30'
    AND (replaced_on IS NULL OR replaced_on > DATE '2026-06-30')
  GROUP BY entity_id
), b AS (
  SELECT e.entity_id, coalesce(penalties_12m, 0) AS penalties_12m, coalesce(penalties_36m, 0) AS penalties_36m,
    coalesce(fines_36m, 0) AS fines_36m, coalesce(serious_60m, 0) AS serious_60m, coalesce(largest_24m, 0) AS largest_24m,
    coalesce(since_penalty, 99999) AS since_penalty, coalesce(inspections_24m, 0) AS inspections_24m,
    coalesce(failed_24m, 0) AS failed_24m, coalesce(refused_36m, 0) AS refused_36m, coalesce(worst_36m, 100) AS worst_36m,
    coalesce(listed_now, false) AS listed_now, coalesce(listings_36m, 0) AS listings_36m, coalesce(late_24m, 0) AS late_24m,
    coalesce(reports_24m, 0) AS reports_24m, coalesce(industry, 'none') AS industry, coalesce(capital, 0) AS capital
  FROM entities e LEFT JOIN p USING (entity_id) LEFT JOIN i USING (entity_id) LEFT JOIN l USING (entity_id)
  LEFT JOIN r USING (entity_id) LEFT JOIN g USING (entity_id)
), m AS (
  SELECT entity_id,
    (serious_60m >= 2)::INT + (serious_60m >= 1 AND listed_now)::INT * 2 + (refused_36m >= 2)::INT * 4
    + (fines_36m > 50000000)::INT * 8 + (largest_24m > 20000000 AND industry IN ('food', 'drugs'))::INT * 16
    + (listed_now AND late_24m >= 2)::INT * 32 + (penalties_12m >= 3)::INT * 64 + (serious_60m >= 1)::INT * 128
    + listed_now::INT * 256 + (penalties_12m BETWEEN 1 AND 2 AND failed_24m >= 1)::INT * 512
    + (penalties_36m >= 3)::INT * 1024 + (refused_36m >= 1)::INT * 2048 + (worst_36m < 40)::INT * 4096
    + (listings_36m >= 2)::INT * 8192 + (since_penalty < 365 AND capital < 1000000)::INT * 16384
    + (failed_24m = 0 AND inspections_24m >= 1 AND late_24m = 0 AND penalties_36m = 0)::INT * 32768
    + (penalties_36m = 0 AND reports_24m >= 2 AND late_24m = 0 AND listings_36m = 0)::INT * 65536
    + (since_penalty > 1825 AND capital >= 10000000 AND industry NOT IN ('food', 'drugs'))::INT * 131072
    + (worst_36m >= 95 AND penalties_12m = 0)::INT * 262144 + 524288 AS matched
  FROM b
)
SELECT entity_id,
  CASE WHEN matched & 127 <> 0 THEN 'D' WHEN matched & 32640 <> 0 THEN 'C' WHEN matched & 491520 <> 0 THEN 'A' ELSE 'B' END
    AS tier,
  matched::BIGINT AS matched
FROM m
"""
