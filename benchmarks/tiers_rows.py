"""The same table in a row-at-a-time rule engine from PyPI (zen-engine, in Rust): the indicators are given to it."""

from __future__ import annotations

import json
import time
from typing import Any

import zen

from benchmarks.tiers_law import COLUMNS, RULES


def table() -> str:
    """The decision table as the engine reads it."""
    inputs = [{"id": one, "name": one, "field": one} for one in COLUMNS]
    rules = [
        {"_id": str(number), "tier": f'"{tier}"'} | {one: _cell(cells.get(one, "")) for one in COLUMNS}
        for number, (cells, tier) in enumerate(RULES)
    ]
    content = {
        "hitPolicy": "first", "rules": rules, "inputs": inputs, "outputs": [{"id": "tier", "name": "tier", "field": "tier"}],
    }  # fmt: skip
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "content": {}},
        {"id": "table", "name": "table", "type": "decisionTableNode", "content": content},
        {"id": "out", "name": "out", "type": "outputNode", "content": {}},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def _cell(text: str) -> str:
    inner = text.removeprefix("not(").removesuffix(")")
    return f"not ($ in [{inner}])" if inner != text else text


def rate(rows: list[dict[str, Any]]) -> tuple[float, list[str]]:
    """(evaluations a second, the tiers)."""
    decision = zen.ZenEngine().create_decision(table())
    begun = time.perf_counter()
    tiers = [str(decision.evaluate(row)["result"]["tier"]) for row in rows]
    return len(rows) / (time.perf_counter() - begun), tiers
