"""Simulations kept beside the database, for whoever has to decide on the candidate: the figures alone, and no business.

`bonafides simulate … --keep` writes one. Nothing of it is in the register, and no list of businesses is kept.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from bonafides.packs.pack import Pack
from bonafides.tiers.simulate.differences import Difference, rules_that_differ, values_that_differ
from bonafides.tiers.simulate.report import as_json
from bonafides.tiers.simulate.simulate import Moves, Simulation

FOLDER = "simulations"
_NAME = re.compile(r"[0-9a-f]{12}-\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class KeptSimulation:
    """One simulation: `values` and `rules`, in what the two texts differ, in the language that is active."""

    name: str
    at: datetime
    version: str
    digest: str
    against: str
    simulation: Simulation
    values: tuple[Difference, ...]
    rules: tuple[Difference, ...]


def keep(one: Simulation) -> Path:
    """Write a simulation under the digest of the candidate and the day; the same one anew replaces it."""
    found = as_json(one) | {"at": timezone.now().isoformat(), "differs": {}}
    for language, _title in settings.LANGUAGES:
        with translation.override(language):
            found["differs"][language] = {
                "values": [vars(each) for each in values_that_differ(one.current, one.candidate, one.as_of)],
                "rules": [
                    vars(each) for each in rules_that_differ(one.current, one.candidate, one.decision, one.as_of)
                ],
            }
    path = _folder(one.candidate.name) / f"{one.candidate.digest[:12]}-{one.as_of.isoformat()}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = path.with_suffix(".part")
    waiting.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    waiting.replace(path)
    return path


def all_kept(pack: Pack) -> list[KeptSimulation]:
    """Every simulation of candidates for a pack, the newest first."""
    found = [_read(pack, path) for path in sorted(_folder(pack.name).glob("*.json")) if _NAME.fullmatch(path.stem)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def kept(pack: Pack, name: str) -> KeptSimulation | None:
    """One of them by its name; None where there is none."""
    path = _folder(pack.name) / f"{name}.json"
    return _read(pack, path) if _NAME.fullmatch(name) and path.is_file() else None


def _folder(pack: str) -> Path:
    return Path(settings.VAR) / FOLDER / pack


def _read(pack: Pack, path: Path) -> KeptSimulation:
    """Titles of groups are those of the pack in force: a group that it has no more is left out."""
    found = json.loads(path.read_text(encoding="utf-8"))
    one = Simulation(
        pack, pack, found["decision"], date.fromisoformat(found["as_of"]), datetime.fromisoformat(found["known_at"]),
        tuple(found["order"]), found["snapshot_digest"],
    )  # fmt: skip
    one.moves = _moves(found["moves"])
    known = {each.group for each in pack.info.groups}
    one.groups = {
        name: {value: _moves(moves) for value, moves in values.items()}
        for name, values in found["groups"].items() if name in known
    }  # fmt: skip
    differs: dict[str, Any] = found["differs"].get(translation.get_language()) or next(iter(found["differs"].values()))
    return KeptSimulation(
        path.stem, datetime.fromisoformat(found["at"]), found["candidate"]["version"], found["candidate"]["digest"],
        found["current"]["version"], one, tuple(_differences(differs["values"])), tuple(_differences(differs["rules"])),
    )  # fmt: skip


def _differences(rows: list[dict[str, str]]) -> Iterator[Difference]:
    for one in rows:
        yield Difference(**one)


def _moves(rows: list[dict[str, Any]]) -> Moves:
    return Counter({(one["from"], one["to"]): one["count"] for one in rows})
