"""Making a snapshot: all files into a folder of its own, then in one step in place of the one before."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.utils import timezone

from bonafides.packs.kind import Kind
from bonafides.packs.models import InstalledPack
from bonafides.packs.queries import installed_pack
from bonafides.sharing.opendata.columns import BUSINESSES, Column, of_kind, row_of
from bonafides.sharing.opendata.csvw import METADATA, metadata
from bonafides.sharing.opendata.ftm import ftm_line
from bonafides.sharing.opendata.pages import Line, businesses, take_standing
from bonafides.sharing.opendata.snapshot import INDEX, DataFile, Dataset, Snapshot, put_in_place, root
from bonafides.sharing.opendata.writer import TableWriter, sha256_of

FTM = "businesses.ftm.json"
_MEDIA = {".csv": "text/csv", ".parquet": "application/vnd.apache.parquet", ".json": "application/json"}
_BUSINESSES = Dataset(
    "businesses",
    {"zh": "经营主体", "en": "Businesses"},
    {
        "zh": "今日有公示信息的经营主体，个体工商户除外：其名称可能为个人姓名。",
        "en": "Businesses of which something is public today; without sole traders, whose name may be a person's.",
    },
)


def publish(today: date | None = None) -> Snapshot:
    """Make the snapshot of today and serve it from now on; every older one is deleted."""
    day = today or timezone.localdate()
    root().mkdir(parents=True, exist_ok=True)
    folder = root() / f"{day.isoformat()}-{token_hex(4)}"
    folder.mkdir()
    try:
        snapshot = _made(folder, day)
        (folder / INDEX).write_text(json.dumps(snapshot.to_json(), ensure_ascii=False, indent=1), "utf-8")
        put_in_place(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return snapshot


def _made(folder: Path, day: date) -> Snapshot:
    made_at = timezone.now().isoformat(timespec="seconds")
    kinds = _kinds()
    tables: dict[str, TableWriter] = {}
    with ExitStack() as closing:

        def table(name: str, columns: Sequence[Column]) -> TableWriter:
            if name not in tables:
                tables[name] = closing.enter_context(TableWriter(folder, name, columns))
            return tables[name]

        def take(lines: list[Line]) -> None:
            of: dict[str, list[Line]] = {}
            for line in lines:
                of.setdefault(line["kind"].replace("/", "."), []).append(line)
            for name, found in of.items():
                kind = kinds[name]
                table(name, of_kind(kind)).add([row_of(kind, one, day.isoformat()) for one in found])

        ftm = closing.enter_context((folder / FTM).open("w", encoding="utf-8"))
        for page in businesses(day):
            table("businesses", BUSINESSES).add(page)
            ftm.writelines(f"{ftm_line(one)}\n" for one in page)
        checkpoint = take_standing(day, take)
    columns: dict[str, Sequence[Column]] = {name: one.columns for name, one in tables.items()}
    datasets = [_BUSINESSES, *(_dataset(name, kinds[name]) for name in tables if name in kinds)]
    licence = settings.OPEN_DATA_LICENCE
    told = metadata(columns, {one.name: one.titles for one in datasets}, licence)
    (folder / METADATA).write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    files = [_file(path, name, one.rows) for name, one in tables.items() for path in one.paths]
    files.append(_file(folder / FTM, "businesses", tables["businesses"].rows))
    files.append(_file(folder / METADATA, "businesses", None))
    return Snapshot(made_at, day.isoformat(), str(checkpoint), licence, tuple(datasets), tuple(files))


def _kinds() -> dict[str, Kind]:
    """Every kind of the packs in force, by the name of its files: PACK.KIND."""
    packs = [installed_pack(name)[0] for name in InstalledPack.objects.order_by("pack").values_list("pack", flat=True)]
    return {f"{pack.name}.{name}": kind for pack in packs for name, kind in pack.catalogue.items()}


def _dataset(name: str, kind: Kind) -> Dataset:
    about = {
        "zh": "今日公示中的信息；有异议的已注明。到公示截止日起不得再使用。",
        "en": "Records that are public today; disputes are marked. Not to be used from the day in public_until on.",
    }
    return Dataset(name, dict(kind.title), about)


def _file(path: Path, dataset: str, rows: int | None) -> DataFile:
    return DataFile(path.name, dataset, _MEDIA[path.suffix], path.stat().st_size, sha256_of(path), rows)
