"""{% load charts %} {% chart figure %}: a figure of `portal/charts` with the table behind it."""

from __future__ import annotations

from typing import Any

from django import template

from bonafides.portal.charts.figure import Figure

register = template.Library()


@register.inclusion_tag("portal/components/chart.html")
def chart(figure: Figure) -> dict[str, Any]:
    """The figure as its component draws it."""
    legend = [(number, one.name) for number, one in enumerate(figure.series, 1)] if len(figure.series) > 1 else []
    return {
        "figure": figure, "key": figure.key, "drawing": figure.draw(), "table": figure.table(), "legend": legend,
        "patterned": range(1, len(figure.series) + 1),
    }  # fmt: skip
