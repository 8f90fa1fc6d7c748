"""The toy pack with indicators of every kind and a table that gives tiers; and files of records made up for it."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tests.registry import TOY

from bonafides.packs.load import parse_pack
from bonafides.packs.pack import Pack

PARAMETERS = """\
- parameter: high
  title: {en: High}
  type: number
  values:
    - {value: 60, in_force: {from: 2000-01-01}, mark: memory}
- parameter: lookback
  title: {en: Months}
  type: number
  values:
    - {value: 2, in_force: {from: 2000-01-01}, mark: verified}
"""
INDICATORS = """\
- {indicator: fines_1m, title: {en: a}, kinds: [fine], window: {months: 1}, measure: count}
- indicator: high_fines
  title: {en: b}
  kinds: [fine]
  where: value > high
  window: {months: lookback, first_day: included}
  measure: count
- {indicator: fined, title: {en: c}, kinds: [fine], window: {days: 40}, measure: sum, of: value, when_none: 0}
- {indicator: mean_fine, title: {en: l}, kinds: [fine], window: {days: 41}, measure: mean, of: value, when_none: null}
- {indicator: mean_rating, title: {en: m}, kinds: [rating, fine], measure: mean, of: value, when_none: -3}
- {indicator: last_note, title: {en: d}, kinds: [fine], where: agency = "a", measure: latest, of: note, when_none: null}
- {indicator: since_fine, title: {en: e}, kinds: [fine], measure: days_since, when_none: null}
- {indicator: rated, title: {en: f}, kinds: [rating], measure: max, of: value, when_none: null}
- {indicator: rated_now, title: {en: g}, kinds: [rating], holding: true, measure: latest, of: value, when_none: -1}
- {indicator: licensed, title: {en: h}, kinds: [licence], holding: true, measure: exists}
- {indicator: ended, title: {en: i}, kinds: [licence], on: valid_to, window: {calendar_years: 1}, measure: count}
- {indicator: anything, title: {en: j}, kinds: [fine, licence], window: {years: 1}, measure: count}
- {indicator: least, title: {en: k}, kinds: [fine, rating], where: note != "x", measure: min, of: value, when_none: null}
"""
EVERY = (
    "fines_1m", "high_fines", "fined", "last_note", "since_fine", "rated", "rated_now", "licensed", "ended", "anything", "least",
    "mean_fine", "mean_rating",
)  # fmt: skip
# Inputs of the table, then rows: cells and the tier.
TABLE = (
    ("high_fines", "fined", "rated_now", "licensed", "since_fine", "last_note", "subject_kind"),
    (
        ('> 1', "-", "-", "-", "-", "-", "-", "D"),
        ("-", "> 90", "-", "-", "-", "-", "-", "D"),
        ("-", "-", ">= 70", "-", "-", "-", "-", "C"),
        ("-", "-", "-", "false", "[0..25)", "-", "-", "C"),
        ("-", "-", "-", "-", "-", '"x"', "-", "B"),
        ("-", "-", "-", "-", "not(< 60)", "-", '"enterprise"', "A"),
    ),
)  # fmt: skip
TYPES = {"licensed": "boolean", "last_note": "string", "subject_kind": "string"}


def dmn(policy: str = "FIRST", default: str = "B") -> str:
    """The table as a DMN file."""
    names, rows = TABLE
    inputs = "".join(
        f'<inputData id="i_{name}" name="{name}"><variable name="{name}" typeRef="{TYPES.get(name, "number")}"/></inputData>'
        for name in names
    )
    needs = "".join(
        f'<informationRequirement><requiredInput href="#i_{name}"/></informationRequirement>' for name in names
    )
    columns = "".join(
        f'<input><inputExpression typeRef="{TYPES.get(name, "number")}"><text>{name}</text></inputExpression></input>'
        for name in names
    )
    rules = "".join(
        "<rule>"
        + "".join(f"<inputEntry><text>{escape(cell)}</text></inputEntry>" for cell in row[:-1])
        + f'<outputEntry><text>"{row[-1]}"</text></outputEntry><annotationEntry><text>LAW 1</text></annotationEntry></rule>'
        for row in rows
    )
    return (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:toy">'
        f'{inputs}<decision id="tier" name="tier"><variable name="tier" typeRef="string"/>{needs}'
        f'<decisionTable hitPolicy="{policy}">{columns}<output typeRef="string"><outputValues><text>"D", "C", "B", "A"</text>'
        f'</outputValues><defaultOutputEntry><text>"{default}"</text></defaultOutputEntry></output>'
        f'<annotation name="law"/>{rules}</decisionTable></decision></definitions>'
    )


def standing_pack(policy: str = "FIRST", *, indicators: str = INDICATORS) -> Pack:
    """The toy pack with tiers."""
    return parse_pack({name: text.encode() for name, text in standing_files(policy, indicators).items()}, "toy")


def standing_files(policy: str = "FIRST", indicators: str = INDICATORS) -> dict[str, str]:
    """Its files, for whoever adds to them."""
    files = dict(TOY)
    files["pack.yaml"] += "tiers: {decision: tier, order: [A, B, C, D]}\n"
    return files | {"parameters.yaml": PARAMETERS, "indicators.yaml": indicators, "standards/tier.dmn": dmn(policy)}
