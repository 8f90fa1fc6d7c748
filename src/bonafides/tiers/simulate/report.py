"""The report of a simulation: a page that stands by itself, for who has to decide on the candidate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from bonafides.packs.labels import say
from bonafides.tiers.simulate.chart import results_of, svg, way_of
from bonafides.tiers.simulate.differences import files_that_differ, rules_that_differ, values_that_differ
from bonafides.tiers.simulate.disparity import Row, counts, disparity
from bonafides.tiers.simulate.groups import group_words
from bonafides.tiers.simulate.simulate import Moves, Simulation
from bonafides.tiers.simulate.words import outcome_words, per_cent, share_words, verdict_mark, verdict_words

CHANGED, CHART, PAGE, FIGURES = "changed.parquet", "chart.svg", "report.html", "simulation.json"


def write_report(one: Simulation, folder: Path) -> None:
    """Write the page, the chart and the figures into a folder, beside the list of changed businesses."""
    folder.mkdir(parents=True, exist_ok=True)
    picture = svg(one)
    (folder / CHART).write_text(picture, encoding="utf-8")
    (folder / FIGURES).write_text(json.dumps(as_json(one), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / PAGE).write_text(render_to_string("tiers/simulation.html", context(one, picture)), encoding="utf-8")


def context(one: Simulation, picture: str = "") -> dict[str, Any]:
    """The words and numbers of the page."""
    up, down, other = counts(one, one.moves)
    return {
        "one": one,
        "title": say(one.candidate.info.title),
        "summary": summary_words(one),
        "changed": up + down + other,
        "chart": mark_safe(picture.partition("?>")[2] or picture),  # noqa: S308  # our own template, its values escaped
        "matrix": matrix(one, one.moves),
        "results": [outcome_words(one, result) for result in results_of(one)],
        "groups": [
            {"title": say(one.group(name).title), "rows": [row for row in rows(one) if row["group"] == name]}
            for name in one.groups
        ],
        "ordered": bool(one.order),
        "values": values_that_differ(one.current, one.candidate, one.as_of),
        "rules": rules_that_differ(one.current, one.candidate, one.decision, one.as_of),
        "files": files_that_differ(one.current, one.candidate),
        "public": one.candidate.info.tiers_public,
    }


def summary_words(one: Simulation) -> list[str]:
    """What comes of it, in sentences."""
    up, down, other = counts(one, one.moves)
    changed = up + down + other
    words = {"changed": f"{changed:,}", "all": f"{one.businesses:,}", "share": per_cent(changed, one.businesses)}
    told = [_("Of %(all)s businesses, %(changed)s (%(share)s) would have another result.") % words]
    if one.order:
        both = {"up": f"{up:,}", "down": f"{down:,}"}
        told.append(_("%(up)s would be classed with more risk, %(down)s with less.") % both)
    if other and one.order:
        told.append(_("%(other)s would gain or lose a result.") % {"other": f"{other:,}"})
    if one.unknown_kinds:
        kinds = ", ".join(say(one.candidate.catalogue[kind].title) for kind in one.unknown_kinds)
        told.append(_("The register has no records yet of: %(kinds)s. They were taken as none.") % {"kinds": kinds})
    return told


def matrix(one: Simulation, moves: Moves) -> list[dict[str, Any]]:
    """Rows by the current result, cells by that of the candidate, each with its share of the row."""
    found = []
    for before in results_of(one):
        own = {after: moves[before, after] for after in results_of(one)}
        cells = [
            {
                "count": f"{count:,}",
                "share": per_cent(count, sum(own.values())),
                "way": way_of(one, before, after) if count else "",
            }
            for after, count in own.items()
        ]
        found.append({"title": outcome_words(one, before), "cells": cells, "all": f"{sum(own.values()):,}"})
    return found


def rows(one: Simulation) -> list[dict[str, Any]]:
    """The table of disparity, in words."""
    return [_row(one, row) for row in disparity(one)]


def _row(one: Simulation, row: Row) -> dict[str, Any]:
    return {
        "group": row.group,
        "title": group_words(one.pack_of_groups, one.group(row.group), row.value),
        "businesses": f"{row.businesses:,}",
        "ways": [
            {
                "share": share_words(share),
                "verdict": verdict_words(share),
                "mark": verdict_mark(share),
                "marked": share.verdict in ("more", "less"),
            }
            for share in ((row.up, row.down) if one.order else (row.other,))
        ],
        "matrix": matrix(one, one.groups[row.group][row.value]),
    }


def as_json(one: Simulation) -> dict[str, Any]:
    """The figures for programs. Shares are left to who reads them: they follow from the counts."""
    up, down, other = counts(one, one.moves)
    return {
        "decision": one.decision,
        "as_of": one.as_of.isoformat(),
        "known_at": one.known_at.isoformat(),
        "current": _pack(one.current.name, one.current.info.version, one.current.digest, one.sql_digests[0]),
        "candidate": _pack(one.candidate.name, one.candidate.info.version, one.candidate.digest, one.sql_digests[1]),
        "snapshot_digest": one.snapshot_digest,
        "order": list(one.order),
        "businesses": one.businesses,
        "changed": up + down + other,
        "to_more_risk": up,
        "to_less_risk": down,
        "moves": _moves(one.moves),
        "groups": {
            name: {value: _moves(moves) for value, moves in sorted(values.items())} for name, values in one.groups.items()
        },
        "disparity": [
            {
                "group": row.group, "value": row.value, "businesses": row.businesses,
                **{
                    way: {"count": share.count, "others": share.others, "of_others": share.of_others, "verdict": share.verdict}
                    for way, share in (("to_more_risk", row.up), ("to_less_risk", row.down), ("otherwise", row.other))
                },
            }
            for row in disparity(one)
        ],
        "kinds_without_records": list(one.unknown_kinds),
    }  # fmt: skip


def _pack(name: str, version: str, digest: str, sql: str) -> dict[str, str]:
    return {"pack": name, "version": version, "digest": digest, "sql_digest": sql}


def _moves(moves: Moves) -> list[dict[str, Any]]:
    return [{"from": before, "to": after, "count": count} for (before, after), count in sorted(moves.items())]
