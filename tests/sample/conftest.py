"""Two small counties, made once: one in the agencies' own formats, one in Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import fastexcel
import polars as pl
import pytest

from bonafides.sample.draws import Draws
from bonafides.sample.generate import generate
from bonafides.sample.population import Block, blocks

ENTITIES, SEED = 6_000, 11


class County(NamedTuple):
    """A generated county: `read` gives a file's cells as text, the hidden header rows left out."""

    folder: Path
    manifest: dict[str, Any]
    faults: list[dict[str, str]]

    def read(self, file: str) -> pl.DataFrame:
        path = self.folder / file
        if path.suffix == ".parquet":
            return pl.read_parquet(path)
        if path.suffix == ".xlsx":
            return fastexcel.read_excel(path).load_sheet(0, header_row=1, dtypes="string").to_polars()
        if path.suffix == ".jsonl":
            rows = [_flat(json.loads(line)) for line in path.read_text("utf-8").splitlines()]
            return pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))
        text = path.read_bytes().decode("gb18030" if file.startswith("tax/") else "utf-8-sig")
        return pl.read_csv(io.StringIO(text), infer_schema=False)


def _flat(row: dict[str, Any]) -> dict[str, str | None]:
    """Lists and truth values as the other formats write them."""
    shown = {name: "、".join(cell) if isinstance(cell, list) else cell for name, cell in row.items()}
    return {name: str(cell).lower() if isinstance(cell, bool) else cell for name, cell in shown.items()}


def _county(folder: Path, form: Any) -> County:
    manifest = generate(ENTITIES, SEED, folder, form=form)
    with (folder / "faults.csv").open(encoding="utf-8", newline="") as file:
        return County(folder, manifest, list(csv.DictReader(file)))


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    return _county(tmp_path_factory.mktemp("county"), "agency")


@pytest.fixture(scope="session")
def parquet_county(tmp_path_factory: pytest.TempPathFactory) -> County:
    return _county(tmp_path_factory.mktemp("parquet"), "parquet")


@pytest.fixture(scope="session")
def make_block() -> Callable[..., Block]:
    """The first block of a county of some number of entities."""

    def make(entities: int, seed: int = SEED) -> Block:
        return next(blocks(entities, Draws(seed), date(2026, 6, 30)))

    return make


@pytest.fixture(scope="session")
def block(make_block: Callable[..., Block]) -> Block:
    return make_block(40_000)
