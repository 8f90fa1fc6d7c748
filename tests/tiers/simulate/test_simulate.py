"""A simulation counts what deciding each business by both packs shows, and writes nothing."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from tests.registry import digest, put_in_force, row, take_in, toy, write_csv
from tests.standards.histories import FILES, FIRST, File, submit
from tests.standing import standing_pack

from bonafides.entities.models import Entity
from bonafides.packs.load import parse_pack
from bonafides.packs.pack import Pack
from bonafides.standards.case.decide import decide_case
from bonafides.standards.case.records import records_of
from bonafides.standards.compile.standard import StandardNotFoundError
from bonafides.tiers.simulate.simulate import SimulationRefusedError, simulate

pytestmark = pytest.mark.django_db
DAY = FIRST + timedelta(days=60)
GROUPS = """groups:
  - {group: kind, title: {en: Kind}, of: subject_kind}
  - {group: number, title: {en: Number}, of: code, characters: {from: 2, to: 2}}
  - {group: size, title: {en: Size}, of: fined, bands: [1, 50]}
"""


def grouped(pack: Pack, *pairs: tuple[str, str, str]) -> Pack:
    """The pack with groups, and with changes: file, old text (there once), new text."""
    files = {name: content.decode() for name, content in pack.files.items()}
    files["pack.yaml"] += GROUPS
    for file, old, new in pairs:
        assert files[file].count(old) == 1
        files[file] = files[file].replace(old, new)
    return parse_pack({name: text.encode() for name, text in files.items()}, "toy")


CURRENT = grouped(standing_pack())
CANDIDATE = grouped(
    standing_pack(),
    ("standards/tier.dmn", "<text>&gt; 90</text>", "<text>&gt; 40</text>"),
    ("parameters.yaml", "value: 2,", "value: 1,"),
    ("indicators.yaml", "window: {days: 40}", "window: {days: 20}"),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILES)
def test_it_counts_what_the_reference_says(files: list[File]) -> None:
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        put_in_force(CURRENT)
        submit(Path(folder), files, [0])
        before = digest()
        changed = Path(folder) / "out" / "changed.parquet"
        now = timezone.now()
        one = simulate(CANDIDATE, CURRENT, DAY, now, changed=changed)
        assert digest() == before
        moves, listed, sizes = Counter(), [], {}
        for entity in Entity.objects.order_by("code"):
            records = records_of(CURRENT, entity.pk, now)
            decided = [decide_case(pack, "tier", entity, records, DAY) for pack in (CURRENT, CANDIDATE)]
            pair = (decided[0].outcome.value, decided[1].outcome.value)
            moves[pair] += 1
            if pair[0] != pair[1]:
                rules = [[rule.number for rule in each.outcome.matched] for each in decided]
                listed.append((entity.code, *pair, *rules))
            fined = decided[0].measured["fined"].value
            band = "00" if fined < 1 else "01" if fined < 50 else "02"  # type: ignore[operator]
            sizes.setdefault(band, Counter())[pair] += 1
        assert one.moves == moves
        assert one.groups["kind"] == ({"enterprise": moves} if moves else {})
        assert one.groups["size"] == sizes
        assert {value: each.total() for value, each in one.groups["number"].items()} == {
            entity.code[1]: 1 for entity in Entity.objects.all()
        }
        rows = pq.read_table(changed).to_pylist()
        assert [(r["code"], r["before"], r["after"], r["rules_before"], r["rules_after"]) for r in rows] == listed
        assert set(rows[0] if rows else {"size": 0, "kind": 0}) >= {"size", "kind"}
        transaction.set_rollback(True)


def test_the_same_law_changes_nobody(tmp_path: Path) -> None:
    put_in_force(CURRENT)
    take_in(write_csv(tmp_path / "a.csv", [row(f"S{n}", f"r{n}", value=n) for n in range(1, 90)]), "a-fines")
    one = simulate(CURRENT, CURRENT, DAY, timezone.now())
    assert one.businesses == 89
    assert all(before == after for before, after in one.moves)


def test_a_kind_that_only_the_candidate_knows_has_no_records(tmp_path: Path) -> None:
    put_in_force(CURRENT)
    take_in(write_csv(tmp_path / "a.csv", [row("S1", "r1")]), "a-fines")
    files = {name: content.decode() for name, content in CURRENT.files.items()}
    files["catalogue/pledge.yaml"] = files["catalogue/fine.yaml"].replace("fine", "pledge")
    files["indicators.yaml"] = files["indicators.yaml"].replace(
        "kinds: [fine], window: {days: 40}", "kinds: [fine, pledge], window: {days: 40}"
    )
    one = simulate(
        parse_pack({name: text.encode() for name, text in files.items()}, "toy"), CURRENT, DAY, timezone.now()
    )
    assert one.unknown_kinds == ("pledge",)
    assert one.businesses == 1


def test_what_cannot_be_compared_is_refused() -> None:
    other = grouped(standing_pack(), ("pack.yaml", "pack: toy", "pack: other"))
    with pytest.raises(SimulationRefusedError, match="expected two texts of one pack, came `other` and `toy`"):
        simulate(other, CURRENT, DAY, timezone.now())
    with pytest.raises(SimulationRefusedError, match="say --decision"):
        simulate(toy(), toy(), DAY, timezone.now())
    with pytest.raises(StandardNotFoundError, match="no decision `rank`"):
        simulate(CANDIDATE, CURRENT, DAY, timezone.now(), "rank")
