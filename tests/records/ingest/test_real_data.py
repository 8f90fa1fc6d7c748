"""Real files, chunk by chunk, without a database: every row accounted for, against counts taken in another way."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from bonafides.records.ingest.faults import Reason, RowFault
from bonafides.records.ingest.plan import Plan
from bonafides.records.ingest.prepare import prepare
from bonafides.records.ingest.read import parquet
from bonafides.records.ingest.read.source import open_source
from bonafides.records.ingest.seal import seal

PlanOf = Callable[..., Plan]


@dataclass
class All:
    """A whole file, sealed."""

    source: pl.DataFrame
    sealed: pl.DataFrame
    faults: list[RowFault]
    warnings: Counter[str] = field(default_factory=Counter)

    @property
    def reasons(self) -> dict[Reason, int]:
        found: Counter[Reason] = Counter()
        for fault in self.faults:
            found[fault.reason] += fault.repeats
        return dict(found)


@pytest.fixture(name="whole", scope="module")
def _whole(plan_of: PlanOf, shared: Callable[..., Path]) -> Callable[[str, str, str], All]:
    """`whole("sf-food", "sf-inspections", "sf_inspections.parquet")`: the file, or the test is skipped."""

    def whole(pack: str, mapping: str, name: str) -> All:
        path = shared("data", name)
        plan = plan_of(pack, mapping)
        parts, faults, warnings, last = [], [], Counter[str](), 0
        for chunk in open_source(path, plan.mapping).chunks(1):
            assert chunk.first == last + 1
            last = chunk.last
            prepared = prepare(chunk, plan)
            assert prepared.linked.height == 0
            assert prepared.ready.height + sum(fault.repeats for fault in prepared.faults) == chunk.frame.height
            parts.append(seal(prepared.ready, plan))
            faults += prepared.faults
            warnings.update(prepared.warnings)
        source = pl.read_parquet(path)
        assert last == source.height
        return All(source, pl.concat(parts), faults, warnings)

    return whole


def test_san_francisco_inspections(whole: Callable[[str, str, str], All]) -> None:
    found = whole("sf-food", "sf-inspections", "sf_inspections.parquet")
    assert found.source.height == 25_863
    keys = found.source.select("business_id", "date", "inspection_type")
    late = found.source.filter(pl.col("date").cast(pl.Date) > date(2017, 11, 7))
    repeats = found.source.height - keys.n_unique()
    assert (late.height, repeats) == (2, 188)
    assert found.reasons == {Reason.FUTURE: 2, Reason.DUPLICATE: 187, Reason.REF_TAKEN: 1}
    assert found.sealed.height == 25_863 - 190 == 25_673
    assert found.sealed["source_ref"].n_unique() == 25_673
    assert found.sealed["code"].n_unique() == 6_109
    assert {fault.details for fault in found.faults if fault.reason == Reason.FUTURE} == {
        f"event_date: expected a date up to 2017-11-07, came `{day}`" for day in ("2017-12-12", "2017-12-22")
    }


def test_san_francisco_facts_are_those_of_the_file(whole: Callable[[str, str, str], All]) -> None:
    found = whole("sf-food", "sf-inspections", "sf_inspections.parquet")
    rows = {row: json.loads(text) for row, text in found.sealed.select("row_no", "facts").iter_rows()}
    for number, row in enumerate(found.source.iter_rows(named=True), 1):
        if number in rows:
            mine = rows[number]
            assert mine.get("score") == (None if row["score"] is None else int(row["score"]))
            assert mine.get("high_risk", 0) == (row["high_risk"] or 0)
            if row["latitude"] is not None:
                assert float(mine["latitude"]) == pytest.approx(row["latitude"], abs=1e-6)


def test_san_francisco_findings(whole: Callable[[str, str, str], All]) -> None:
    found = whole("sf-food", "sf-findings", "sf_violations.parquet")
    assert found.source.height - found.source.unique().height == 41
    assert found.reasons == {Reason.DUPLICATE: 41}
    assert found.sealed.height == 37_965 - 41 == 37_924
    assert found.sealed["code"].n_unique() == 5_275


def test_chicago(whole: Callable[[str, str, str], All], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "CHUNK_ROWS", 30_000)
    inspections = whole("chicago-food", "chicago-inspections", "chicago_inspections.parquet")
    assert inspections.faults == []
    assert (inspections.sealed.height, inspections.sealed["code"].n_unique()) == (20_619, 11_190)
    licences = whole("chicago-food", "chicago-licences", "chicago_inspections.parquet")
    assert (licences.sealed.height, len(licences.faults)) == (20_619 - 2_261 - 65, 2_261 + 65), (
        "no term, or one to come"
    )
    findings = whole("chicago-food", "chicago-findings", "chicago_violations.parquet")
    assert findings.faults == []
    assert (findings.sealed.height, findings.sealed["code"].n_unique()) == (85_310, 11_013)
    assert set(findings.sealed["code"]) <= set(inspections.sealed["code"])


def test_japan(whole: Callable[[str, str, str], All]) -> None:
    found = whole("jp-labor", "jp-labor-violations", "jp_labor_violations.parquet")
    assert found.faults == []
    assert found.sealed.height == found.source.height == 1_626
    assert found.sealed["source_ref"].n_unique() == 1_626
    still = found.source["still_listed_at_last_snapshot"].sum()
    assert found.sealed["valid_to"].null_count() == still == 355
    ended = found.sealed.filter(pl.col("valid_to").is_not_null())
    assert (ended["valid_to"] > ended["valid_from"]).all()
    assert found.warnings["corporate form written out"] == 1_593


def test_japanese_notes_are_read_as_another_reader_reads_them(whole: Callable[[str, str, str], All]) -> None:
    """`H30.5.2送検,H30.12.27有罪確定`: the day of the referral, and how the case ended."""
    found = whole("jp-labor", "jp-labor-violations", "jp_labor_violations.parquet")
    notes = dict(enumerate(found.source["notes"], 1))
    stages, outcomes, referred = Counter[str](), Counter[str](), 0
    for number, text in zip(found.sealed["row_no"], found.sealed["facts"], strict=True):
        facts, note = json.loads(text), notes[number] or ""
        stages[facts.get("stage")] += 1
        outcomes[facts.get("outcome")] += 1
        if "referred_on" in facts:
            referred += 1
            assert facts["referred_on"] == _era_day(note)
    assert stages == {"referred": 1_616, "guided": 2, None: 8}
    assert outcomes == {None: 1_570, "not-prosecuted": 32, "convicted": 22, "prosecuted": 2}
    assert referred >= 1_600


def _era_day(note: str) -> str:
    """The first era date of a note, character by character."""
    plain = note.translate(str.maketrans("０１２３４５６７８９ＨＲ．", "0123456789HR.")).replace("元", "1").strip()
    head = plain.replace(" ", "")
    era, rest = head[0], head[1:]
    parts: list[str] = [""]
    for character in rest:
        if character == ".":
            parts.append("")
        elif character.isdigit():
            parts[-1] += character
        else:
            break
    year, month, day = map(int, parts)
    return date({"H": 1988, "R": 2018}[era] + year, month, day).isoformat()
