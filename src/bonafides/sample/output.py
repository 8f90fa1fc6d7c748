"""The files of a county as they grow: rows counted, faults listed under their final rows, totals for the manifest."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from bonafides.sample.faults import Planted
from bonafides.sample.rows.sheet import ACTION, AT, KEY
from bonafides.sample.submissions import Format, Submission
from bonafides.sample.write import ENDINGS, Writer, open_writer

FAULT_COLUMNS = ("file", "row", "column", "kind", "outcome", "reason", "cell")


class FaultList:
    """`faults.csv`: every planted fault, in the order of planting."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._csv = csv.writer(self._file, lineterminator="\n")
        self._csv.writerow(FAULT_COLUMNS)

    def add(self, file: str, before: int, planted: Iterable[Planted]) -> None:
        for one in planted:
            kind = one.kind
            self._csv.writerow(
                [file, before + one.row, one.column, kind.name, kind.outcome, kind.reason, one.cell or ""]
            )

    def close(self) -> None:
        self._file.close()


class Output:
    """One file of a submission. It comes into being with its first row."""

    def __init__(self, folder: Path, order: int, submission: Submission, form: Format, suffix: str = "") -> None:
        self.submission, self.order, self._form, self._folder = submission, order, form, folder
        self.name = f"{submission.agency}/{order:02}-{submission.mapping}{suffix}.{ENDINGS[form]}"
        self.rows = 0
        self._outcomes: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._actions: Counter[str] = Counter()
        self._writer: Writer | None = None

    def append(self, rows: pl.DataFrame, planted: list[Planted], faults: FaultList) -> None:
        """Write rows; the faults' rows count within them."""
        if rows.height == 0:
            return
        if self._writer is None:
            self._writer = open_writer(self._folder / self.name, self._form, self.submission)
        faults.add(self.name, self.rows, planted)
        self._outcomes.update(one.kind.outcome for one in planted)
        self._reasons.update(one.kind.reason for one in planted if one.kind.outcome == "quarantined")
        self._actions.update(dict(rows[ACTION].value_counts().iter_rows()))
        self._writer.append(rows.drop(AT, KEY))
        self.rows += rows.height

    def close(self) -> dict[str, object] | None:
        """The manifest's entry, or nothing where no row came."""
        if self._writer is None:
            return None
        self._writer.close()
        with (self._folder / self.name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        quarantined, unchanged = self._outcomes["quarantined"], self._outcomes["unchanged"]
        return {
            "order": self.order,
            "file": self.name,
            "mapping": self.submission.mapping,
            "agency": self.submission.agency,
            "rows": self.rows,
            "expected": {
                "added": self.rows - quarantined - unchanged,
                "unchanged": unchanged,
                "quarantined": quarantined,
                "reasons": dict(sorted(self._reasons.items())),
                "normalised": self._outcomes["normalised"],
                "warnings": self._outcomes["warning"],
            },
            "actions": dict(sorted(self._actions.items())),
            "sha256": digest,
        }
