"""One standard: its decisions as tables, each rule with its law, its certainty and its reason; then what the analysis finds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bonafides.kernel.dmn.analysis import Analysis, analyse
from bonafides.kernel.dmn.model import Decision, DecisionTable, Definitions, LiteralExpression, Rule
from bonafides.packs.annotations import MARK, noted
from bonafides.packs.decisions import tables_of
from bonafides.packs.labels import cited_words, language
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.packs.words import mark_title
from bonafides.portal.agency.officer import for_officers, nothing, pack_of, page, the_officer
from bonafides.portal.agency.standards.list import days_of, in_force_told
from bonafides.portal.agency.standards.tests import tests_of
from bonafides.portal.agency.standards.words import cell_told, finding_title, hit_title, spoken


@for_officers()
@require_safe
def standard(request: HttpRequest, name: str) -> HttpResponse:
    """A model by its file, or by one of its decisions."""
    who = the_officer(request)
    pack = pack_of(who)
    model = pack.standards.get(name)
    if model is None:
        of = next(
            (file for file, one in pack.standards.items() if any(each.name == name for each in one.decisions)), None
        )
        return redirect("agency-standard", of) if of else nothing(request, who)
    context: dict[str, Any] = {
        "trail": [(_("Standards"), reverse("agency-standards"))], "title": spoken(model.name), "name": name,
        "days": in_force_told(*days_of(model)), "told": model.description,
        "inputs": [{"title": spoken(one.label) if one.label else one.name, "name": one.name} for one in model.inputs],
        "decisions": [_decision(pack, model, one) for one in model.decisions],
        "findings": list(_findings(pack, name)), "pack": pack.name, **tests_of(pack, name),
    }  # fmt: skip
    return page(request, who, "standard", context)


def _decision(pack: Pack, model: Definitions, one: Decision) -> dict[str, Any]:
    own = f"decision `{one.name}`"
    tables = [table for where, table in tables_of(model) if where == own or where.startswith(own + ",")]
    expression = one.logic.text if isinstance(one.logic, LiteralExpression) else ""
    return {
        "name": one.name, "title": spoken(one.label) if one.label else one.name, "told": one.description,
        "question": one.question, "expression": expression, "tables": [_table(pack, table) for table in tables],
    }  # fmt: skip


def _table(pack: Pack, table: DecisionTable) -> dict[str, Any]:
    return {
        "policy": hit_title(str(table.hit_policy.value)), "complete": table.complete,
        "inputs": [spoken(one.title) for one in table.inputs],
        "outputs": [spoken(one.title) or _("Result") for one in table.outputs],
        "rules": [_rule(pack, table, one) for one in table.rules],
    }  # fmt: skip


def _rule(pack: Pack, table: DecisionTable, rule: Rule) -> dict[str, Any]:
    notes = noted(table, rule)
    law = [cited_words(pack, part.strip()) for part in rule.citation.split(";") if part.strip()]
    return {
        "number": rule.number, "conditions": [cell_told(one.text) for one in rule.conditions],
        "conclusions": [cell_told(one.text) for one in rule.conclusions], "law": law, "mark": mark_title(notes.get(MARK, "")),
        "reason": notes.get(language()) or rule.description,
    }  # fmt: skip


def _findings(pack: Pack, name: str) -> Iterator[dict[str, Any]]:
    for where, analysis in _analysed(pack.name, pack.digest, name):
        for one in analysis.findings:
            yield {"where": where, "kind": finding_title(one.kind), "told": one.told, "rules": one.rules,
                   "certain": one.certain}  # fmt: skip


@lru_cache(maxsize=256)
def _analysed(pack: str, digest: str, name: str) -> tuple[tuple[str, Analysis], ...]:
    """Of one version of a pack a standard is analysed once; `digest` is what tells versions apart."""
    model = installed_pack(pack)[0].standards[name]
    return tuple((where, analyse(table)) for where, table in tables_of(model))
