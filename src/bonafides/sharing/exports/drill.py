"""The leak drill, on the register that is there: two exports of the same records, leaks of one of them, and who is named."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from bonafides.acts.act import Acting
from bonafides.acts.authority import OPERATOR
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.queries import agency as agency_of
from bonafides.agencies.roster import COLUMNS, read_roster
from bonafides.kernel.marks.choices import GAP
from bonafides.packs.models import InstalledPack
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.sharing.acts.export import Exported, Wanted, export
from bonafides.sharing.exports.choose import of_kind
from bonafides.sharing.exports.detect import detect

MOST, LEAST = 2_000, 20
OFFICERS = ("DRILL-1", "DRILL-2")
_BASIS = "a drill, undone at its end"
Rows = list[list[str]]


class NoDrillError(Exception):
    """The register holds nothing that a drill could take out."""


@dataclass(frozen=True)
class Leaked:
    """One leak: what was done to the file, and whether the officer whose file it was, and no other, was named."""

    how: str
    rows: int
    named: list[str]
    right: bool
    together: float


@dataclass(frozen=True)
class Drilled:
    """What the drill came to."""

    agency: str
    kind: str
    fields: int
    rows: int
    leaks: list[Leaked]

    @property
    def passed(self) -> bool:
        """Nobody is ever named wrongly; and the file as it was is named."""
        return self.leaks[0].right and all(one.right or not one.named for one in self.leaks)

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {**asdict(self), "passed": self.passed}


def leak_drill() -> Drilled:
    """Do it, and undo it: nothing of it stays. Raises NoDrillError."""
    with transaction.atomic():
        try:
            return _drilled()
        finally:
            transaction.set_rollback(True)


def _drilled() -> Drilled:
    pack, agency, wanted = _most()
    roster = "\n".join([",".join(COLUMNS), *(_line(one) for one in OFFICERS)])
    operator = Acting("leak drill", OPERATOR, _BASIS, "two recipients")
    enrol(operator, agency_of(pack.name, agency), read_roster(roster.encode()), timezone.localdate())
    made = [export(Acting(one, agency, _BASIS, "leak drill", pack=pack.name), wanted) for one in OFFICERS]
    with tempfile.TemporaryDirectory() as folder:
        leaks = [_leaked(Path(folder), how, change(_rows(made[0])), made[0]) for how, change in LEAKS.items()]
    return Drilled(agency, wanted.kind, len(wanted.fields), made[0].export.rows, leaks)


def _leaked(folder: Path, how: str, rows: Rows, from_: Exported) -> Leaked:
    path = folder / "leak.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    found = detect(path)
    named = [one.export.pk for one in found.named]
    officers = [one.export.name for one in found.named]
    least = min((one.compared.verdict.together for one in found.suspected), default=0.0)
    return Leaked(how, len(rows), officers, named == [from_.export.pk], least)


def _cut(rows: Rows) -> Rows:
    return [row[1:] for row in rows]


def _sorted(rows: Rows) -> Rows:
    return sorted(rows, key=lambda row: row[1:])


LEAKS: dict[str, Callable[[Rows], Rows]] = {
    "the file as it was": lambda rows: rows,
    "a single line": lambda rows: rows[-1:],
    "without its reference": _cut,
    "sorted, without its reference": lambda rows: _cut(_sorted(rows)),
    "sorted, values held back emptied": lambda rows: [
        [cell.replace(GAP, "") for cell in row] for row in _cut(_sorted(rows))
    ],
    "sorted, lines with values held back left out": lambda rows: _cut([row for row in _sorted(rows) if GAP not in row]),
}


def _rows(made: Exported) -> Rows:
    return list(csv.reader(io.StringIO(made.content.decode("utf-8-sig"), newline="")))[1:]


def _line(number: str) -> str:
    own = {"number": number, "name": number, "roles": "case-officer"}
    return ",".join(own.get(name, "") for name in COLUMNS)


def _most() -> tuple[Pack, str, Wanted]:
    """Of the purposes of the packs in force the one that takes most out, as far as a drill needs it."""
    found = [one for pack in _packs() for one in _exports(pack)]
    if not found or len((best := max(found, key=_cells))[2].entities) < LEAST:
        raise NoDrillError(
            f"expected a purpose of a pack in force that opens a kind with records of {LEAST} businesses or more, came none; "
            "take records in (./dev demo makes some up)"
        )
    return best


def _cells(one: tuple[Pack, str, Wanted]) -> int:
    return len(one[2].entities) * len(one[2].fields)


def _packs() -> Iterator[Pack]:
    for name in InstalledPack.objects.order_by("pack").values_list("pack", flat=True):
        yield installed_pack(name)[0]


def _exports(pack: Pack) -> Iterator[tuple[Pack, str, Wanted]]:
    businesses: dict[str, list[int]] = {}
    for purpose in pack.purposes.values():
        if not purpose.duty:
            continue
        for name in dict.fromkeys(kind for one in purpose.opens for kind in one.kinds):
            kind = f"{pack.name}/{name}"
            if kind not in businesses:
                businesses[kind] = of_kind(kind, MOST)
            facts = pack.catalogue[name].facts.properties
            open_ = [one for one, fact in facts.items() if fact.disclosure == "public"]
            opened = [
                one for one, fact in facts.items()
                if any(name in own.kinds and (fact.disclosure in own.classes or one in own.fields) for own in purpose.opens)
            ]  # fmt: skip
            fields = [one for one in facts if one in open_ or one in opened]
            yield pack, purpose.agencies[0], Wanted(kind, fields, businesses[kind], purpose.purpose, "leak drill")
