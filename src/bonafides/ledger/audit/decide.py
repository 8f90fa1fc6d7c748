"""Which of two that differ was changed: the leaves or the tiles. The signed root decides."""

from __future__ import annotations

from itertools import product

from bonafides.kernel.merkle.checkpoints import Checkpoint as Shown
from bonafides.kernel.merkle.tree import TILE_WIDTH
from bonafides.ledger.audit.findings import Fault, Finding
from bonafides.ledger.audit.leaves import Slice
from bonafides.ledger.audit.log_tree import LogTree

_MOST = 8  # tiles that differ, of which every combination is tried


def decided(size: int, slices: list[Slice], signed: list[Shown]) -> tuple[LogTree, list[Finding]]:
    """The log's tree as it was signed, if the tables still allow it, and what was found in the slices.

    Tried in turn: all leaves right; all tiles right; some of each. The open run has no tile: there, leaves' rows or contents.
    """
    runs = [root for one in slices for root in one.roots]
    tiles = {at: root for one in slices for at, root in one.tile_roots.items()}
    ends = {at: root for one in slices for at, root in one.ends.items()}
    anew = {at: root for one in slices for at, root in one.ends_anew.items()}
    ends_tile = {at: root for one in slices for at, root in one.ends_tile.items()}
    wanted = {one.root for one in signed}
    for by_tile in _choices(tiles):
        for by_content in (False, True) if anew else (False,):
            chosen = [tiles[at] if at in by_tile else root for at, root in enumerate(runs)]
            logged = {at: root for at, root in ends_tile.items() if at // TILE_WIDTH in by_tile}
            log = LogTree(size, chosen, ends | logged | (anew if by_content else {}))
            if log.root_at(size) in wanted:
                return log, _told(slices, by_tile, by_content=by_content)
    findings = _told(slices, frozenset(), by_content=False, sure=False)
    return LogTree(size, runs, ends), findings


def _choices(tiles: dict[int, bytes]) -> list[frozenset[int]]:
    """Sets of tiles to be taken as right."""
    if len(tiles) > _MOST:
        return [frozenset(), frozenset(tiles)]
    found = {frozenset(), frozenset(tiles)}
    found |= {
        frozenset(at for at, take in zip(tiles, choice, strict=True) if take)
        for choice in product((False, True), repeat=len(tiles))
    }
    return sorted(found, key=lambda one: min(len(one), len(tiles) - len(one)))


def _told(slices: list[Slice], by_tile: frozenset[int], *, by_content: bool, sure: bool = True) -> list[Finding]:
    findings = []
    for one in slices:
        findings += [one.unclear.get(finding, finding) if by_content else finding for finding in one.findings]
        for at, places in one.differing.items():
            if not sure:
                told = "it differs from the leaves, and no checkpoint says which of the two was changed"
                findings.append(Finding("ledger_tile", f"level 0, tile {at}", Fault.CHANGED, told))
            elif at in by_tile:
                told = "it names another leaf than was logged, or the leaf was changed with what it commits to"
                findings += [Finding("ledger_entry", str(place), Fault.CHANGED, told) for place in places]
            else:
                findings.append(Finding("ledger_tile", f"level 0, tile {at}", Fault.CHANGED, "not what was logged"))
    return findings
