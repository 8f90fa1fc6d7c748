"""A decider: file a plan, commit to the draw, hold it with what the parties reveal; then anybody checks it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect
from tests.inspections.world import promised
from tests.portal.browsing import needs_chromium
from tests.portal.journeys.conftest import Officer
from tests.portal.journeys.county import START
from tests.portal.journeys.reader import Reader, Somebody

from bonafides.inspections.models import Plan
from bonafides.ledger.sequence import sequence

pytestmark = [needs_chromium, pytest.mark.parametrize("reader", [Reader("zh"), Reader("en", phone=True)], ids=str)]
WAITS = (
    "The commitment waits for the next checkpoint of the ledger; the worker seals it within minutes, the operator at once. "
    "Before that nobody may hold the draw."
)
PLAN = f"""\
number: "{START.year}-2"
year: {START.year}
filed_with: 省市场监督管理局
replaces: "{{before}}"
items:
  - item: registered-items
    batches: [{{{{batch: 1, share: 10000, from: {START.year}-01-01, to: {START.year}-12-31}}}}]
"""


def test_from_a_plan_to_the_officers(somebody: Somebody, officer: Officer) -> None:
    decider = officer("decider")
    somebody.opens("/agency/draws/", as_=decider)
    somebody.stops("draws")
    somebody.follows("File a plan")
    somebody.sends()
    somebody.is_refused()
    somebody.stops("refused")
    plan = PLAN.format(before=Plan.objects.latest("pk").number)
    somebody.gives(file={"name": "plan.yaml", "mimeType": "application/yaml", "buffer": plan.encode()})
    somebody.sends()
    somebody.arrives("/agency/draws/")
    somebody.stops("filed")
    somebody.goes(".registered-items.1")
    name = somebody.arrives("/agency/draws/of/(.+)")[1]
    somebody.stops("planned")
    source, evidence = promised(name)
    somebody.gives(source="ceremony", promises="\n".join(f"{who}={said}" for who, said in source["parties"].items()))
    somebody.presses("Freeze all, and commit to the draw")
    somebody.reads(WAITS)
    somebody.stops("committed")
    sequence()  # the worker of the ledger comes by

    somebody.opens(f"/agency/draws/of/{name}", as_=decider)
    kept = [
        {"name": f"{party}.json", "mimeType": "application/json",
         "buffer": json.dumps({"draw": name, "party": party, "number": number}).encode()}
        for party, number in evidence["numbers"].items()
    ]  # fmt: skip
    somebody.main.locator("[name='files']").set_input_files(kept)  # type: ignore[arg-type]  # the same as dictionaries
    somebody.presses("Hold the draw")
    somebody.reads("Who goes where")
    somebody.stops("held")

    somebody.opens(f"/inspections/draws/{name}/verify")
    expect(somebody.page.locator("#verdict")).to_have_attribute("data-state", "same")
