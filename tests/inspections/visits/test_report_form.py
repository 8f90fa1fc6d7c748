"""The form of a report: the page's example is one, and what is wrong is told with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bonafides.inspections.errors import RefusedError
from bonafides.inspections.visits.report_form import read_report

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "inspections.md"


def test_the_example_of_the_page_is_a_report() -> None:
    found = re.search(r"```yaml report\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found
    form = read_report("report.yaml", found[1].encode())
    assert (form.results, form.method, len(form.points), form.points[2].files) == (
        ("corrected",),
        "on-site",
        4,
        ("photo.jpg",),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("method: on-site\n", "results"),
        ("results: [a]\nmethod: b\nwho: me\n", "report.yaml:3: who"),
        ("results: a\nmethod: b\n", "report.yaml:1: results"),
        ("results: [a]\nmethod: b\npoints: [{point: x}]\n", "finding"),
        ("results: [a]\nmethod: b\nfacts: {score: 1.5}\n", "score"),
        ("{", "report.yaml"),
    ],
)
def test_what_is_wrong_is_told(text: str, told: str) -> None:
    with pytest.raises(RefusedError, match=re.escape(told)):
        read_report("report.yaml", text.encode())
