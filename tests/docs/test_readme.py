"""The example of the README runs, and the README shows it as it runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.docs.pages import ROOT

HERE = Path(__file__)


def test_the_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    # example: begin
    from datetime import date
    from pathlib import Path

    from bonafides.kernel.identifiers import scheme
    from bonafides.kernel.identifiers.texts import reason_text
    from bonafides.packs.load import load_pack
    from bonafides.records.commitment import commit, committed_text

    # A code is normalised, checked and explained. (Division 990000 is assigned to nobody: these codes are made up.)
    uscc = scheme("uscc")
    good = uscc.check(" ９１990000ma0TEXT124")
    assert good.code == "91990000MA0TEXT124"
    assert good.changes == ("full-width to half-width", "blanks removed", "upper-cased")
    bad = uscc.check("91990000MA0TEXT12A")
    assert reason_text(bad, "en") == "The check character in position 18 should be 4; A came."

    # The law is data. A general penalty of market regulation was public for three years; since Order 107 it is for one.
    penalty = load_pack(Path("packs/cn")).catalogue["administrative-penalty"]
    before = penalty.publicity.period("general", date(2025, 12, 24))
    after = penalty.publicity.period("general", date(2025, 12, 25))
    assert before is not None
    assert after is not None
    assert (before.months, after.months) == (36, 12)

    # Facts are held to the kind's JSON Schema. There are no floats: money is whole fen, here 5,000.00 yuan.
    facts = {"penalty_types": ["fine"], "field": "food", "severity": "general", "procedure": "ordinary"}
    assert penalty.facts.validator.is_valid(facts | {"fine": 500_000})
    assert not penalty.facts.validator.is_valid(facts | {"fine": 5_000.5})

    # A record is committed to by its canonical JSON (RFC 8785): an outsider computes the same 32 bytes from an export.
    text = committed_text({"source_ref": "P-1", "code": good.code, "kind": penalty.kind, "facts": {"fine": 500_000}})
    assert text.startswith(b'{"code":"91990000MA0TEXT124","facts":{"fine":500000},"kind":"administrative-penalty"')
    assert len(commit(b"sixteen bytes...", text)) == 32
    # example: end


def test_the_readme_shows_this_example() -> None:
    inside = HERE.read_text(encoding="utf-8").partition("# example: begin\n")[2].partition("    # example: end")[0]
    example = "".join(line.removeprefix("    ") for line in inside.splitlines(keepends=True))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```python\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    assert shown == [example], "copy the region between the markers of this file into the README's python block"
