"""A small world in which inspections are planned and drawn: the toy pack with tiers and two items, shops, officers."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone
from tests.inspecting import PERIOD, PERMITTED, RATIO, TIER, model, output
from tests.registry import TOY, officer, put_in_force, row, take_in, write_csv

from bonafides.acts.act import Acting
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.queries import agency
from bonafides.agencies.roster import read_roster
from bonafides.inspections.acts.commit_draw import commit_draw
from bonafides.inspections.acts.file_plan import file_plan
from bonafides.inspections.models import Draw, Plan
from bonafides.inspections.plan_form import PlanForm
from bonafides.inspections.queries import next_draw
from bonafides.inspections.sources import ceremony
from bonafides.kernel.draw.seeds.ceremony import promise
from bonafides.ledger.sequence import sequence
from bonafides.packs.load import parse_pack
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.tiers.run import run_tiers

DAY = date(2026, 6, 1)
PARTIES = ("agency", "trade association")
_RESULT = """\
kind: result
title: {en: Result}
category: inspection
nature: event
in_force: {from: 2000-01-01}
sources: [a, b]
basis: [{instrument: LAW, article: "1", mark: verified}]
publicity:
  classes: [{class: every}]
  periods: [{class: every, public: true, in_force: {from: 2000-01-01}}]
retention: {months: 60, from: event_date}
facts:
  type: object
  additionalProperties: false
  required: [result]
  properties:
    result: {x-title: {en: Result}, x-disclosure: public, type: string, enum: [fine, bad]}
    about: {x-title: {en: About}, x-disclosure: public, type: string, maxLength: 100}
"""
_MAPPING = """\
mapping: a-results
title: {en: Results}
agency: a
kind: result
in_force: {from: 2000-01-01}
made_on: 2026-06-30
code: {column: code, scheme: shop}
ref: {column: ref}
event_date: {column: date}
facts: {result: {column: value}, about: {column: note}}
"""
INDICATORS = """\
- {indicator: fined, title: {en: Fines}, kinds: [fine], measure: count}
- {indicator: licensed, title: {en: Licensed}, kinds: [licence], holding: true, measure: exists}
- {indicator: place, title: {en: Place}, kinds: [licence], measure: latest, of: note, when_none: null}
"""
PARAMETERS = "".join(
    f"- {{parameter: {name}, title: {{en: Value}}, type: number, "
    f"values: [{{value: {value}, in_force: {{from: 2021-09-01}}, mark: memory}}]}}\n"
    for name, value in (("pair", 2), ("visits", 1), ("share", 1000))
)
ITEM = """\
item: hygiene
title: {en: Hygiene}
agency: a
basis: [{instrument: LAW, article: "2", mark: verified}]
in_force: {from: 2022-01-01}
level: general
must_include: [{of: fined, at_least: 5}]
methods: [on-site]
field: food
scope: [{of: subject_kind, in: [enterprise]}, {of: licensed, in: [true]}]
strata: {decision: how_many, output: ratio}
permitted: {decision: may_visit, yes: "yes"}
officers: pair
yearly_cap: visits
region: {of: place, characters: {from: 1, to: 2}}
checklist: [{point: kitchen, title: {en: Kitchen}, basis: {instrument: LAW, mark: verified}, requires: evidence}]
record: {kind: result, facts: {about: hygiene}, result: result, ok: fine}
publication: {decision: how_long, inputs: {step: publish}, day: formed_on}
merges_with: [papers]
exclusions:
  yearly-cap: {title: {en: The cap is reached}, basis: {instrument: LAW, article: "3", mark: verified}}
  same-item: {title: {en: Inspected this year}, basis: {instrument: LAW, article: "4", mark: verified}}
substitutions:
  closed: {title: {en: Closed}, basis: {instrument: LAW, article: "5", mark: verified}}
"""
NOTICE = """\
notice: inspection
title: {en: Notice}
in_force: {from: 2022-01-01}
rights: [{text: {en: You may reply.}, basis: {instrument: LAW, article: "6", mark: verified}}]
prohibitions: [{text: {en: No gifts.}, basis: {instrument: LAW, article: "7", mark: verified}}]
"""
PAPERS = (
    ITEM.replace("item: hygiene", "item: papers")
    .replace("merges_with: [papers]", "merges_with: [hygiene]")
    .replace("about: hygiene", "about: papers")
    .replace("must_include: [{of: fined, at_least: 5}]", "full_coverage: true")
)


def pack(old: str = "", new: str = "", *, public: bool = False, least: int = 1) -> Pack:
    """The pack in force; `old` of the item `hygiene` changed to `new`; a plan draws `least` businesses, where an item asks."""
    assert old in ITEM
    files = dict(TOY)
    files["pack.yaml"] += "tiers: {decision: tier, order: [low, high]}\n"
    if public:
        files["pack.yaml"] = files["pack.yaml"].replace("tiers_public: false", "tiers_public: true")
    files["agencies.yaml"] = files["agencies.yaml"].replace(
        "en: Agency A}}", "en: Agency A}, fields: [{field: food, title: {en: Food}}]}"
    )
    files["instruments.yaml"] += files["instruments.yaml"].replace("id: LAW", "id: PP-45")
    files |= {
        "catalogue/result.yaml": _RESULT, "mappings/a-results.yaml": _MAPPING, "indicators.yaml": INDICATORS,
        "parameters.yaml": PARAMETERS, "inspection-items/hygiene.yaml": ITEM.replace(old, new) if old else ITEM,
        "inspection-items/papers.yaml": PAPERS, "standards/tier.dmn": TIER, "standards/ratio.dmn": RATIO,
        "standards/permitted.dmn": PERMITTED, "standards/period.dmn": PERIOD, "standards/enough.dmn": _enough(least),
        "notices/inspection.yaml": NOTICE,
    }  # fmt: skip
    return put_in_force(parse_pack({name: text.encode() for name, text in files.items()}, "toy"))


def _enough(least: int) -> str:
    """A standard of plans."""
    rules = [(f">= {least}", "true"), (f"< {least}", "false")]
    return model("enough", "case", {"drawn": "number"}, output("enough", "boolean"), rules)


def shops(folder: Path, *, low: int = 40, high: int = 8, must: int = 2, place: str = "north") -> list[str]:
    """Shops of each kind, by their codes: licensed, fined none, three or five times. Their tiers are run."""
    licences, fines, codes = [], [], []
    for number in range(low + high + must):
        code = f"S{number:04}"
        codes.append(code)
        licences.append(row(code, f"licence-{code}", note=place, date="2025-01-01", value=number))
        times = 0 if number < low else 3 if number < low + high else 5
        fines += [row(code, f"fine-{code}-{time}", date="2025-02-01") for time in range(times)]
    take_in(write_csv(folder / "licences.csv", licences), "a-licences")
    take_in(write_csv(folder / "fines.csv", fines), "a-fines")
    tiers()
    return codes


def tiers() -> None:
    """The tiers of everyone."""
    run_tiers(officer("a run"), *installed_pack("toy"), DAY)


def officers(
    numbers: Iterable[str] = ("1", "2", "3", "4"), *, regions: str = "no", capacity: int = 100, interests: str = ""
) -> None:
    """Inspectors of agency a, and officer 0 who decides."""
    head = "number,name,roles,fields,regions,certificate,certificate_until,capacity,interests\n"
    lines = [f"{one},Officer,inspector,food,{regions},C-{one},2030-01-01,{capacity},{interests}" for one in numbers]
    text = head + "\n".join(["0,Officer,decider,,,,,,", *lines]) + "\n"
    of = agency("toy", "a")
    enrol(officer("a roster"), of, read_roster(text.encode()), date(2020, 1, 1))


def officers_of_b() -> None:
    """Officer 0 of agency b, who has every power there."""
    head = "number,name,roles,fields,regions,certificate,certificate_until,capacity,interests\n"
    text = head + "0,Officer,decider;auditor;case-officer,,,,,,\n"
    enrol(officer("a roster"), agency("toy", "b"), read_roster(text.encode()), date(2020, 1, 1))


def decider(reason: str = "a test") -> Acting:
    """Officer 0 of agency a."""
    return Acting("0", "a", "LAW 2", reason, pack="toy")


def form(**changes: Any) -> PlanForm:
    """A plan of two items: hygiene in two halves, papers at once."""
    year = {"from": date(2026, 1, 1), "to": date(2026, 12, 31)}
    value = {
        "number": "2026-1", "year": 2026, "filed_with": "the province",
        "items": (
            {"item": "hygiene", "batches": ({"batch": 1, "share": 5000, **year}, {"batch": 2, "share": 5000, **year})},
            {"item": "papers", "batches": ({"batch": 1, "share": 10000, **year},)},
        ),
    }  # fmt: skip
    return PlanForm.model_validate(value | changes)


def plan(**changes: Any) -> Plan:
    """The plan, filed."""
    return file_plan(decider(), *installed_pack("toy"), form(**changes), DAY)


def promised(draw: str, parties: Iterable[str] = PARTIES) -> tuple[dict[str, Any], dict[str, Any]]:
    """A ceremony for a draw: its source, and the evidence that reveals it."""
    numbers = {party: secrets.token_bytes(32) for party in parties}
    source = ceremony(f"{party}={promise(draw, party, number).hex()}" for party, number in numbers.items())
    return source, {"numbers": {party: number.hex() for party, number in numbers.items()}}


def committed(of: Plan, item: str = "hygiene", batch: int = 1) -> tuple[Draw, dict[str, Any]]:
    """A draw that is committed to and sealed, and the evidence of its seed."""
    source, evidence = promised(next_draw(of, item, batch).draw)
    draw = commit_draw(decider(), *installed_pack("toy"), of, item, batch, source, DAY)
    sequence()
    return draw, evidence


def today() -> date:
    """The day of the register."""
    return timezone.localdate()
