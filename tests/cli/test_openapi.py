"""`bonafides openapi`: the description that is in the repository is that of the code."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run

FILE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "openapi.json"


def test_the_file_is_what_the_code_says(run: Run) -> None:
    assert FILE.read_text("utf-8") == run("openapi").out, (
        "write it anew: bonafides openapi --out docs/reference/openapi.json"
    )


def test_it_can_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    assert run("openapi", "--out", tmp_path / "a.json").out == ""
    assert (tmp_path / "a.json").read_text("utf-8") == FILE.read_text("utf-8")


def test_it_describes_every_error(run: Run) -> None:
    found = json.loads(run("openapi").out)
    assert found["openapi"].startswith("3.1.")
    operations = [operation for path in found["paths"].values() for operation in path.values()]
    assert len({one["operationId"] for one in operations}) == len(operations)
    for one in operations:
        assert one["summary"]
        assert one["description"]
        assert all(parameter["description"] for parameter in one["parameters"])
        assert {"405", "500", "503"} <= set(one["responses"])
        assert "400" in one["responses"] or not (one["parameters"] or "requestBody" in one)
        for status, answer in one["responses"].items():
            # Beside JSON: receipts, a format of their own, what is read line by line, and files.
            parquet = "application/vnd.apache.parquet"
            good = (["application/json"], ["text/plain"], ["application/x-ndjson", parquet], ["text/csv", parquet])
            assert list(answer["content"]) in (good if status[0] == "2" else (["application/problem+json"],))
