"""Records by the hundred: as from a file, at most once, signed by the client itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import registry
from tests.registry import row

from bonafides.records.commitment import commit, committed_text
from bonafides.records.models import Batch, Quarantined, Record
from bonafides_client import Client, RefusedError

ROWS = [
    row("A", "r1", name="Alpha", note="x"), row("B", "r2", value="many"), row("A", "r1", name="Alpha", note="x"),
    row("A", "r3", action="correction", target="r1", value=2), row("", "r4"), row("C", "r5", secret="s", legacy="1"),
    row("A", "r1", value=9), row("A", "r6", action="correction", target="none"), row("D", "r7", note="11010519491231002X"),
]  # fmt: skip


def everything() -> dict[str, Any]:
    """What there is of records and quarantine, but for chance and time."""
    records = [
        (one.source_ref, one.entity.code, one.action, one.row_no, one.event_date, one.valid_from, one.valid_to, one.document_no,
         one.reason, one.facts, one.withheld, one.publicity_class_id, one.exclusive_key)
        for one in Record.objects.select_related("entity").order_by("source_ref")
    ]  # fmt: skip
    faults = [
        (one.row_no, one.repeats, one.column, one.reason, one.details, one.cells)
        for one in Quarantined.objects.order_by("row_no")
    ]
    names = registry.sql("SELECT use, language, name FROM entities_name ORDER BY 1, 2, 3")
    figures = list(Batch.objects.values_list("file_digest", "added", "unchanged", "quarantined", "next_row"))
    return {"records": records, "faults": faults, "names": names, "figures": figures}


def lines_of(rows: list[dict[str, object]]) -> bytes:
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in rows).encode()


def by_file(folder: Path, content: bytes) -> dict[str, Any]:
    """What there is once this came as a file; undone."""
    path = folder / "rows.jsonl"
    path.write_bytes(content)
    with transaction.atomic():
        registry.take_in(path, "a-fines")
        found = everything()
        transaction.set_rollback(True)
    return found


def by_request(register: Client, content: bytes) -> dict[str, Any]:
    """The same by the API."""
    with transaction.atomic():
        answer = register._http.post(
            "records", params={"mapping": "a-fines"}, content=content,
            headers={"Content-Type": "application/x-ndjson", "Idempotency-Key": "one"},
        )  # fmt: skip
        assert answer.status_code == 200, answer.text
        told, found = answer.json(), everything()
        rows = {one["row"]: one for one in told["rows"]}
        assert {row for row, one in rows.items() if one["outcome"] == "added"} == {one[3] for one in found["records"]}
        for row_no, _, column, reason, details, _ in found["faults"]:
            one = rows[row_no]
            assert (one["column"], one["reason"], one["details"]) == (column, reason, details)
        [figures] = found["figures"]
        assert (told["added"], told["unchanged"]) == figures[1:3]
        transaction.set_rollback(True)
    return found


def test_rows_come_out_as_of_a_file(register: Client, tmp_path: Path) -> None:
    content = lines_of(ROWS) + b"\nno json\n\n[1]\n" + b'{"code": "A", "ref": "\xff"}'
    found = by_request(register, content)
    assert found == by_file(tmp_path, content)
    assert [one[0] for one in found["records"]] == ["r1", "r3", "r5"]
    assert len(found["faults"]) == 9


cells = st.fixed_dictionaries(
    {"code": st.sampled_from(["A", "B", "C1", "a", "", "１"]), "ref": st.sampled_from(["r1", "r2", "r3", "r4", " r1 ", ""])},
    optional={
        "action": st.sampled_from(["record", "correction", "annulment", "x"]),
        "target": st.sampled_from(["r1", "r2", "r9", ""]),
        "date": st.sampled_from(["2024-01-01", "2024年2月3日", "2099-01-01", "soon", ""]),
        "to": st.sampled_from(["2023-01-01", "2025-01-01"]),
        "value": st.one_of(st.integers(-1, 3), st.sampled_from(["1,000", "x", "", None, 1.5, True, ["1"]])),
        "note": st.one_of(st.text(max_size=5), st.sampled_from(["11010519491231002X", "a\u0000b", "\ud800"])),
        "name": st.sampled_from(["Alpha", "", "11010519491231002X"]), "legacy": st.sampled_from(["990000000000015", "1"]),
        "secret": st.text(max_size=3), "other": st.none(), "from": st.sampled_from(["2024-05-01", "2020/1/1"]),
    },
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(cells.map(lambda one: {"date": "2024-01-01", "value": 1} | one), min_size=1, max_size=9))
def test_any_rows_come_out_as_of_a_file(register: Client, tmp_path: Path, rows: list[dict[str, object]]) -> None:
    # A file without one readable line is refused as a whole, and so it is here (below).
    content = "\n".join(
        json.dumps(one) for one in [{"code": "A", "ref": "r0", "date": "2024-01-01", "value": 1}, *rows]
    ).encode()
    assert by_request(register, content) == by_file(tmp_path, content)


def test_what_is_committed_to_is_the_record(register: Client) -> None:
    done = register.submit_records("a-fines", [row("A", "r1", value=3, secret="s")])
    record = Record.objects.get(source_ref="r1")
    told = {
        "action": "record", "agency": "a", "code": "A", "scheme": "shop", "kind": "fine", "source_ref": "r1",
        "event_date": "2024-01-01", "valid_from": "2024-01-01", "facts": {"value": 3, "secret": "s"},
    }  # fmt: skip
    assert bytes(record.commitment) == commit(bytes(record.salt), committed_text(told))
    assert (done.added, done.batch) == (1, record.batch_id)
    assert registry.sql("SELECT count(*) FROM acts_leaf WHERE batch = %s", done.batch) == [(1,)]


def test_asked_again_nothing_is_done_twice(register: Client) -> None:
    first = register.submit_records("a-fines", ROWS, idempotency_key="k")
    again = register.submit_records("a-fines", ROWS, idempotency_key="k")
    assert again.repeated
    assert [one.outcome for one in again.rows] == [one.outcome for one in first.rows]
    assert (again.submission, again.batch) == (first.submission, first.batch)
    other_key = register.submit_records("a-fines", ROWS)
    assert (other_key.batch, other_key.added, other_key.unchanged) == (first.batch, 0, 3)
    with pytest.raises(RefusedError, match="422: Idempotency-Key: expected a new one for other content"):
        register.submit_records("a-fines", [row("B", "r8")], idempotency_key="k")
    assert Batch.objects.count() == 1
    known = register.submit_records("a-fines", [row("A", "r1", name="Alpha", note="x"), row("B", "r8")])
    assert [one.outcome for one in known.rows] == ["unchanged", "added"]


REFUSED = [
    ("b-fines", [row("A", "r1")], r"403: mapping: expected one of the client's own agency \(a-codes, a-fines"),
    ("nothing", [row("A", "r1")], "404: mapping: expected one of pack toy in force"),
    (
        "a-fines",
        [row("A", f"r{n}") for n in range(101)],
        "400: .*expected 1 to 100 rows, came more; send them as a file",
    ),
    ("a-fines", [row("A", f"r{n}") for n in range(200)], "413: expected at most 100 lines, came more; send a file"),
    ("a-fines", [{"code": "A"}], "400: .*`ref`"),
    ("a-fines", [row("A", "r1", note="x" * 2_000_000)], "413: expected at most 2,000,000 bytes, came more"),
]


def test_what_is_refused_as_a_whole(register: Client) -> None:
    for mapping, rows, told in REFUSED:
        with pytest.raises(RefusedError, match=told):
            register.submit_records(mapping, rows)
    assert not Batch.objects.exists()
