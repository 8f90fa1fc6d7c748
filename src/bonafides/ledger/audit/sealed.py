"""Rows that acts wrote, each against the seal that its act lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from django.db import connection

from bonafides.acts.sealed import listed, seal_of, sealed_models, table_of
from bonafides.ledger.audit.findings import Fault, Finding

_LISTED = "SELECT id, rows FROM acts_act WHERE id >= %s AND id < %s AND rows <> '{}' ORDER BY id"


def audit_sealed(start: int, end: int) -> tuple[int, list[Finding]]:
    """Check the rows that acts from `start` to `end` wrote, in every table; how many, and what is wrong."""
    findings, count = list[Finding](), 0
    listed_by = _lists(start, end)
    for model in sealed_models():
        table = table_of(model)
        wanted = listed_by.get(table, {})
        rows = model._base_manager.filter(act_id__gte=start, act_id__lt=end).order_by("act_id", "pk")  # noqa: SLF001
        for act, own in groupby(rows.iterator(chunk_size=5_000), key=lambda row: row.act_id):
            seals, stored = {}, {}
            for row in own:
                seals[row.pk], stored[row.pk] = seal_of(row), bytes(row.seal)
            count += len(seals)
            findings += _against(table, act, wanted.pop(act, {}), seals, stored)
        for act, gone in wanted.items():
            findings += _against(table, act, gone, {}, {})
    return count, findings


def _against(
    table: str, act: int, wanted: dict[str, object], seals: dict[int, bytes], stored: dict[int, bytes]
) -> Iterator[Finding]:
    changed = [number for number in seals if seals[number] != stored[number]]
    if listed(seals) != wanted:
        if "root" in wanted:  # too many for the act to list
            if not changed:
                told = f"act {act} wrote {wanted['count']} rows, now there are {len(seals)}"
                fault = Fault.DELETED if len(seals) < int(str(wanted["count"])) else Fault.ADDED
                same = len(seals) == wanted["count"]
                yield Finding(table, f"of act {act}", Fault.CHANGED if same else fault, "" if same else told)
        else:
            for gone in sorted(wanted.keys() - {str(one) for one in seals}, key=int):
                yield Finding(table, gone, Fault.DELETED, f"act {act} wrote it")
            for number, seal in seals.items():
                if str(number) not in wanted:
                    yield Finding(table, str(number), Fault.ADDED, f"act {act}, which it names, did not write it")
                elif wanted[str(number)] != seal.hex() and number not in changed:
                    yield Finding(table, str(number), Fault.CHANGED, f"act {act} wrote another")
    for number in changed:
        if "root" in wanted or str(number) in wanted:
            yield Finding(table, str(number), Fault.CHANGED, f"act {act} wrote another")


def _lists(start: int, end: int) -> dict[str, dict[int, dict[str, object]]]:
    """Table → act → what the act lists of it."""
    found: dict[str, dict[int, dict[str, object]]] = {}
    with connection.cursor() as wrapped:
        wrapped.cursor.execute(_LISTED, [start, end])
        for act, rows in wrapped.cursor:
            for table, own in json.loads(rows).items():
                found.setdefault(table, {})[act] = own
    return found
