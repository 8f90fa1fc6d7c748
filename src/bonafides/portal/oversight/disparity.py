"""Whether cases and visits fall on one kind of business more than on the others: a question to ask, no finding.

A kind differs only where chance would hardly make it so, by the same measure as a simulation tells it (tiers/simulate/disparity).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count
from django.utils.translation import gettext as _

from bonafides.entities.models import Entity
from bonafides.inspections.models import Assignment
from bonafides.packs.words import subject_title
from bonafides.portal.charts.bars import Bars
from bonafides.portal.charts.series import Series, number_text
from bonafides.portal.design.rows import Cell, Table
from bonafides.procedures.models import Case
from bonafides.tiers.simulate.disparity import Verdict, verdict

THOUSAND = 1_000


@dataclass(frozen=True)
class Disparity:
    """A chart of how many of a thousand were concerned, by kind, and the table that says which kinds differ."""

    figure: Bars
    table: Table


def disparities(pack: str, since: date, day: date) -> list[Disparity]:
    """Of cases that were opened, and of visits that officers were sent to, in these days."""
    everyone = dict(Entity.objects.values_list("kind").annotate(Count("pk")).order_by("kind"))
    cases = Case.objects.filter(version__pack=pack, opened_on__range=(since, day))
    visits = Assignment.objects.filter(agency__pack=pack, act__at__date__range=(since, day), replaced_by=None)
    return [
        _disparity(_("Businesses with a case, of a thousand"), everyone, _counted(cases)),
        _disparity(_("Businesses visited, of a thousand"), everyone, _counted(visits)),
    ]


def _counted(rows: object) -> dict[str, int]:
    found = rows.values_list("entity__kind").annotate(Count("entity", distinct=True))  # type: ignore[attr-defined]  # querysets of two models
    return dict(found.order_by("entity__kind"))


def _disparity(title: str, everyone: Mapping[str, int], concerned: Mapping[str, int]) -> Disparity:
    kinds = [kind for kind, count in everyone.items() if count]
    shares = [Fraction(concerned.get(kind, 0) * THOUSAND, everyone[kind]) for kind in kinds]
    words = [subject_title(kind) for kind in kinds]
    figure = Bars(title, words, [Series(_("of a thousand"), shares)], head=_("Kind of business"))
    heads = (
        _("Kind of business"),
        Cell(_("Businesses"), numeric=True),
        Cell(_("Concerned"), numeric=True),
        _("Beside the others"),
    )
    rows = tuple(
        (subject_title(kind), number_text(everyone[kind]), number_text(concerned.get(kind, 0)),
         verdict_text(_verdict(kind, everyone, concerned)))
        for kind in kinds
    )  # fmt: skip
    return Disparity(figure, Table(title, heads, rows, empty=_("No business is in the register.")))


def _verdict(kind: str, everyone: Mapping[str, int], concerned: Mapping[str, int]) -> Verdict:
    own, size = concerned.get(kind, 0), everyone[kind]
    return verdict(own, size, sum(concerned.values()) - own, sum(everyone.values()) - size)


def verdict_text(told: Verdict) -> str:
    """A kind beside all others."""
    return {
        "more": _("more than the others"), "less": _("less than the others"), "alike": _("no clear difference"),
        "few": _("too few to tell"),
    }[told]  # fmt: skip
