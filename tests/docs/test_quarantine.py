"""Every reason for quarantine is explained, and none that there is not."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT, text

from bonafides.records.ingest.faults import Reason


def test_every_reason_is_in_the_table() -> None:
    table = text(ROOT / "docs" / "reference" / "quarantine.md").partition("## Reasons")[2].partition("\n## ")[0]
    told = re.findall(r"^\| `([a-z-]+)` \| .+ \| .+ \|$", table, re.MULTILINE)
    assert told == [reason.value for reason in Reason]
