"""A file that came back beside one export: which of its rows and columns are which, and how its marks fare. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bonafides.kernel.marks.chances import of_gaps, of_order, of_references
from bonafides.kernel.marks.choices import Choices
from bonafides.kernel.marks.verdict import Verdict
from bonafides.sharing.exports.read import alike

_COMMON = 50
"""A value that more rows than this share says little about which of them it is of."""


@dataclass(frozen=True)
class Given:
    """An export as it was given. `rows`: record → column → its cell as the register has it; `gaps`: (record, column)."""

    choices: Choices
    rows: Mapping[str, Mapping[str, str]]
    facts: Sequence[str]
    gaps: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Compared:
    """What was found: how many rows of the file are the export's, what each mark says, and the verdict."""

    rows: int
    references: int
    rising: int
    filled_gaps: int
    gaps: int
    left_out: int
    verdict: Verdict

    def as_json(self) -> dict[str, object]:
        """For programs."""
        own = self.verdict
        return {
            "rows": self.rows, "references": self.references, "in_order": self.rising,
            "gaps": self.gaps, "gaps_filled": self.filled_gaps, "rows_with_gaps_left_out": self.left_out,
            "log10_chance": {"references": round(own.references, 2), "order": round(own.order, 2),
                             "gaps": round(own.gaps, 2), "rows_left_out": round(own.left_out, 2),
                             "together": round(own.together, 2)},
            "named": own.named,
        }  # fmt: skip


def compare(file: Sequence[Sequence[str]], given: Given, exports: int) -> Compared:
    """Hold a file (its cells made alike) to one of so many exports."""
    lines, references = _lines(file, given)
    order = {item: place for place, item in enumerate(given.choices.order(given.rows))}
    rising = sum(order[one] < order[next_] for one, next_ in pairwise(lines.values()))
    columns = _columns(file, lines, given)
    cells = {
        (item, name): file[line][place] == alike(given.rows[item][name])
        for line, item in lines.items()
        for place, name in columns.items()
        if given.rows[item][name] and place < len(file[line])
    }
    gaps = given.gaps & cells.keys()
    filled = sum(cells[one] for one in gaps)
    with_gaps = {item for item, name in given.gaps if name in columns.values()}
    kept = sum(item in with_gaps for item in lines.values())
    verdict = Verdict(
        references=of_references(references, sum(map(len, file))),
        order=of_order(rising, len(lines)),
        gaps=of_gaps(filled, len(gaps), sum(cells.values()), len(cells)),
        left_out=of_gaps(kept, len(with_gaps), len(lines), len(given.rows)),
        exports=exports,
    )
    return Compared(len(lines), references, rising, filled, len(gaps), len(with_gaps) - kept, verdict)


def _lines(file: Sequence[Sequence[str]], given: Given) -> tuple[dict[int, str], int]:
    """Which line of the file is which record, each record once; and how many lines bear the reference of theirs."""
    marks = {alike(given.choices.reference(item)): item for item in given.rows}
    bearing: dict[str, list[str]] = defaultdict(list)
    for known, row in given.rows.items():
        for cell in {alike(one) for one in row.values()} - {""}:
            bearing[cell].append(known)
    found, seen, references = dict[int, str](), set[str](), 0
    for line, cells in enumerate(file):
        own: str | None = next((marks[cell] for cell in cells if cell in marks), None)
        references += own is not None
        item = _likeliest(cells, bearing) if own is None else own
        if item is not None and item not in seen:
            found[line] = item
            seen.add(item)
    return found, references


def _likeliest(cells: Sequence[str], bearing: Mapping[str, list[str]]) -> str | None:
    """The record that shares most with a line, weighing a value by how few records have it; none where two do."""
    shared: Counter[str] = Counter()
    for cell in set(cells):
        items = bearing.get(cell, ())
        if 0 < len(items) <= _COMMON:
            for item in items:
                shared[item] += 1_000_000 // len(items)
    best = shared.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def _columns(file: Sequence[Sequence[str]], lines: Mapping[int, str], given: Given) -> dict[int, str]:
    """Which column of the file is which fact, whatever its header says: where they agree most."""
    agree: Counter[tuple[int, str]] = Counter()
    for line, item in lines.items():
        row = {name: alike(given.rows[item][name]) for name in given.facts}
        for place, cell in enumerate(file[line]):
            if cell:
                agree.update((place, name) for name, value in row.items() if value == cell)
    found: dict[int, str] = {}
    for (place, name), _ in agree.most_common():
        if place not in found and name not in found.values():
            found[place] = name
    return found
