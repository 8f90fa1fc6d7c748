"""A whole draw held and verified over a frozen list: root, selection, substitutions, officers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from bonafides.inspections.bulk.checks import check_columns, check_list
from bonafides.inspections.bulk.connection import opened
from bonafides.inspections.bulk.lists import subjects
from bonafides.inspections.bulk.selection import rank
from bonafides.inspections.bulk.tree import blocks_of
from bonafides.kernel.draw.assigned import send
from bonafides.kernel.draw.bundle import Bundle, Result, check_roster
from bonafides.kernel.draw.commitment import Commitment
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.roster import Team
from bonafides.kernel.draw.seeds.source import seed_of
from bonafides.kernel.draw.selection import substitute
from bonafides.kernel.draw.tickets import ticket_key


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """A file that cannot be read to its end is refused as any other that is not the list."""
    try:
        yield
    except (duckdb.Error, pa.ArrowException) as error:
        raise Refused(f"{path.name}: the list cannot be read ({error})") from error


@dataclass(frozen=True)
class BulkList:
    """A frozen list in a file. What `kernel.draw.verify.verify` recomputes a bundle with."""

    path: Path

    def check_root(self, commitment: Commitment) -> None:
        """Raise Refused unless the list is the one that was frozen."""
        check_columns(self.path)
        with opened(self.path) as db, _readable(self.path):
            root = blocks_of(db, self.path).root
        if root != commitment.root:
            raise Refused(
                f"the subjects of {self.path.name} lead to the root {root.hex()}, not to the one committed to,"
                f" {commitment.root.hex()}: a code, stratum, weight, exclusion or salt was changed"
            )

    def __call__(self, bundle: Bundle, seed: bytes) -> Result:
        """What follows from list and seed. Raises Refused unless the list is the one that was frozen."""
        self.check_root(bundle.commitment)
        gone = [(one.out, one.reason) for one in bundle.result.substitutions]
        return self.work_out(bundle.commitment, seed, gone, bundle.team)

    def work_out(
        self, commitment: Commitment, seed: bytes, gone: Iterable[tuple[str, str]], team: Team | None
    ) -> Result:
        """Select, substitute, assign."""
        gone = list(gone)
        with opened(self.path) as db, _readable(self.path):
            weights = check_list(db, self.path, commitment)
            ranked = rank(db, self.path, commitment, seed, weights, reserve=len(gone))
            swaps = substitute(commitment, ranked, gone)
            if team is None:
                return Result.of(ranked, swaps)
            wanted = [code for one in ranked.values() for code in one.drawn] + [one.into for one in swaps if one.into]
            frozen = subjects(db, self.path, "code IN (SELECT unnest(?))", [wanted])
        return Result.of(ranked, swaps, send(ticket_key(commitment.draw, seed), ranked, frozen, team, swaps))

    def hold(
        self,
        commitment: Commitment,
        evidence: Mapping[str, Any],
        gone: Iterable[tuple[str, str]] = (),
        receipt: str | None = None,
        team: Team | None = None,
    ) -> Bundle:
        """Hold the draw, as the kernel's `hold` does; the auditor's bundle names the file of the subjects."""
        roster = team.roster() if team else None
        check_roster(commitment, roster)
        self.check_root(commitment)
        result = self.work_out(commitment, seed_of(commitment, evidence), gone, team)
        return Bundle(commitment, evidence, result, receipt, None, roster, team, self.path.name)
