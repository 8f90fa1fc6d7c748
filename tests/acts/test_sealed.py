"""A seal can be taken again from the database, and whatever is changed there behind the application shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.range import Range
from tests import registry

from bonafides.acts.act import Acting, Role, official_act
from bonafides.acts.leaves import content_of_act
from bonafides.acts.models import Act, Leaf
from bonafides.acts.plain import LARGEST, InexactError, plain
from bonafides.acts.sealed import Sealed, content_of, listed, seal_of, sealed_models, table_of
from bonafides.entities.acts.except_code import except_code
from bonafides.entities.acts.merge import merge
from bonafides.entities.acts.split import split
from bonafides.entities.models import CodeException, Entity
from bonafides.kernel.merkle.entries import commitment, entry_of
from bonafides.packs.models import PackVersion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rows() -> None:
    registry.put_in_force(registry.toy())
    a, b = (Entity.objects.create(scheme="shop", code=code, kind="enterprise") for code in "AB")
    merge(registry.officer(), a, b)
    split(registry.officer(), a, b)
    except_code(registry.officer(), "91990000MA00000000", authority="SAMR", confirmed_on=date(2024, 1, 1))


def findings() -> list[str]:
    """What an audit of every sealed table against the register of acts finds: the plainest there can be."""
    found = []
    named: dict[tuple[str, int], dict[str, str]] = {}
    for act in Act.objects.all():
        for table, rows in act.rows.items():
            named[table, act.pk] = rows
    for model in sealed_models():
        for act_id in {key[1] for key in named} | set(model.objects.values_list("act_id", flat=True)):
            rows: list[Sealed] = list(model.objects.filter(act_id=act_id))
            found += [f"{table_of(model)} {row.pk} was changed" for row in rows if bytes(row.seal) != seal_of(row)]
            expected = named.get((table_of(model), act_id), {})
            if listed({row.pk: bytes(row.seal) for row in rows}) != expected:
                found.append(f"{table_of(model)}: not the rows of act {act_id}")
    return found


def test_a_seal_can_be_taken_again() -> None:
    assert {table_of(model) for model in sealed_models() if model.objects.exists()} >= {
        "entities_codeexception", "entities_merge", "entities_split", "packs_kind", "packs_kindversion",
        "packs_packversion", "packs_publicityclass", "packs_publicityperiod",
    }  # fmt: skip
    assert findings() == []


def test_what_a_seal_is_of() -> None:
    row = CodeException.objects.get()
    assert content_of(row) == {
        "scheme": "uscc", "code": "91990000MA00000000", "authority": "SAMR", "confirmed_on": "2024-01-01",
    }  # fmt: skip


ONE_MORE = """\
INSERT INTO packs_kind (id, pack, name, state, act_id, seal)
SELECT id + 9, pack, name || 'x', state, act_id, seal FROM packs_kind LIMIT 1"""


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE entities_merge SET decided_at = decided_at + interval '1 microsecond'", "was changed"),
        ("UPDATE packs_publicityperiod SET months = 12", "was changed"),
        ("UPDATE packs_kindversion SET spec = spec || '{\"a\": 1}'", "was changed"),
        ("UPDATE entities_codeexception SET seal = sha256('x')", "was changed"),
        ("UPDATE entities_codeexception SET act_id = act_id - 1", "not the rows of act"),
        ("UPDATE packs_kind SET id = id + 1000", "not the rows of act"),
        ("DELETE FROM entities_split", "not the rows of act"),
        (ONE_MORE, "not the rows"),
    ],
)  # fmt: skip
def test_what_is_done_behind_the_application_shows(statement: str, told: str) -> None:
    registry.sql("SET CONSTRAINTS ALL IMMEDIATE")
    registry.sql("SET session_replication_role = replica")
    registry.sql(statement)
    registry.sql("SET session_replication_role = DEFAULT")
    assert any(told in one for one in findings())


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@official_act("tests.keep", by=(Role.OPERATOR,))
def keep(acting: Acting, **columns: Any) -> PackVersion:
    """An act that writes a row of text and JSON."""
    acting.details = {"kept": columns["files"]}
    return acting.write(PackVersion, **columns)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pack=texts, version=texts, files=values.filter(lambda value: value is not None))
def test_whatever_is_written_is_read_back_under_its_seal(pack: str, version: str, files: object) -> None:
    row = keep(registry.officer(), pack=pack, version=version, digest="", files=files)
    read, act = PackVersion.objects.get(pk=row.pk), Act.objects.get(pk=row.act_id)
    assert bytes(read.seal) == seal_of(read) == row.seal
    leaf = Leaf.objects.get(act=act)
    assert bytes(leaf.entry) == entry_of(commitment(bytes(leaf.salt or b""), content_of_act(act)))


def test_plain_values() -> None:
    east = timezone(timedelta(hours=8))
    assert plain(datetime(2026, 1, 1, 8, 0, 0, 5, tzinfo=east)) == "2026-01-01T00:00:00.000005Z"
    assert plain(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00.000000Z"
    assert plain({"a": (date(2026, 1, 1), b"\x01", memoryview(b"\x02"), True, None)}) == {
        "a": ["2026-01-01", "01", "02", True, None]
    }
    assert plain(Range(date(2026, 1, 1), None)) == ["2026-01-01", None]


@pytest.mark.parametrize("value", [0.5, 2**53, datetime(2026, 1, 1), Range(1, 2, "[]"), Range(1, 2, "()"), {1: 2}])  # noqa: DTZ001
def test_what_has_no_exact_form(value: object) -> None:
    with pytest.raises(InexactError, match=r"^here: "):
        plain(value, "here")
