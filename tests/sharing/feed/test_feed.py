"""The feed: whoever applies it has what stands, whatever came in between; and never what the asker may not see."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import polars as pl
import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import registry
from tests.agencies.conftest import toy
from tests.registry import row
from tests.submissions.conftest import SITE, _within_the_test, transport

from bonafides.agencies.acts.register_client import register_client
from bonafides.agencies.models import Agency
from bonafides.agencies.scopes import Scope
from bonafides.packs.queries import pack_of_mapping
from bonafides.records.ingest.few import take_few
from bonafides.sharing.feed import page as feed_page
from bonafides.sharing.feed.checkpoint import Checkpoint, CheckpointError
from bonafides.sharing.feed.page import feed
from bonafides.sharing.feed.parquet import COLUMNS
from bonafides.sharing.purpose import anyone
from bonafides_client import Client, Key, RefusedError

__all__ = ["_within_the_test", "toy"]  # fixtures
Copy = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without waiting for other transactions: there are none."""
    monkeypatch.setattr(feed_page, "settled", timezone.now)


def enter(*rows: dict[str, object]) -> None:
    pack, version = pack_of_mapping("a-fines", "toy")
    take_few("\n".join(map(json.dumps, rows)).encode(), "rows", pack, version, pack.mappings["a-fines"])


def applied(copy: Copy, lines: list[str]) -> Copy:
    for one in map(json.loads, lines):
        key = (one["agency"], one["ref"])
        copy.pop(key, None)
        if one["change"] == "record":
            copy[key] = one
    return copy


def snapshot(limit: int = 1_000) -> Copy:
    """All that stands, read at one go."""
    copy, after, more = Copy(), None, True
    while more:
        page = feed(anyone(timezone.localdate()), after, limit)
        copy, after, more = applied(copy, page.lines), page.after, page.more
    return copy


REFS = [f"r{n}" for n in range(6)]
entered = st.tuples(
    st.sampled_from(["record", "correction", "withdrawal", "annulment"]), st.sampled_from(REFS), st.sampled_from(REFS),
    st.sampled_from("ABC"), st.integers(0, 9),
)  # fmt: skip
read = st.integers(1, 4)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.one_of(entered, read), min_size=4, max_size=14), limit=st.integers(1, 3))
def test_whoever_applies_it_has_what_stands(toy: Agency, steps: list[Any], limit: int) -> None:
    copy, after = Copy(), None
    with transaction.atomic():
        for number, step in enumerate(steps):
            if isinstance(step, int):
                for _ in range(step):
                    page = feed(anyone(timezone.localdate()), after, limit)
                    copy, after = applied(copy, page.lines), page.after
            else:
                action, ref, target, code, value = step
                ends = {"action": action, "target": target} if action != "record" else {}
                enter(row(code, f"{ref}-{number}" if ends else ref, value=value, name=f"N{value}", **ends))
        more = True
        while more:
            page = feed(anyone(timezone.localdate()), after, limit)
            more = page.more or (page.after.snapshot is False and (after is None or after.snapshot))
            copy, after = applied(copy, page.lines), page.after
        assert copy == snapshot()
        assert str(Checkpoint.read(str(after))) == str(after)
        transaction.set_rollback(True)


def test_what_is_withheld_never_leaves(toy: Agency) -> None:
    enter(row("A", "r1", secret="hush", name="Alpha"), row("A", "r2", value=2))
    page = feed(anyone(timezone.localdate()), None)
    assert "hush" not in "".join(page.lines)
    [first, _] = map(json.loads, page.lines)
    assert (first["facts"], first["names"]) == (
        {"value": 1},
        [{"use": "registered", "language": "en", "name": "Alpha"}],
    )
    enter(row("A", "r3", action="withdrawal", target="r1"))
    lines = [json.loads(one) for one in feed(anyone(timezone.localdate()), page.after).lines]
    assert [(one["change"], one["ref"], one["how"]) for one in lines] == [("ended", "r1", "withdrawn")]


def test_nothing_is_read_before_it_is_settled(toy: Agency) -> None:
    page = feed(anyone(timezone.localdate()), None)
    assert not page.after.snapshot
    enter(row("A", "r1"))
    with patch.object(feed_page, "settled", lambda: page.after.known):
        assert feed(anyone(timezone.localdate()), page.after) == feed_page.Page([], page.after, more=False)


def test_a_change_of_the_law_begins_it_anew(toy: Agency) -> None:
    after = str(feed(anyone(timezone.localdate()), None).after)
    registry.put_in_force(registry.toy("catalogue/fine.yaml", "public: true, in_force", "public: false, in_force"))
    with pytest.raises(CheckpointError, match="the packs in force have changed") as caught:
        Checkpoint.read(after)
    assert caught.value.outdated
    for text in ("x", "f.1.2", "f.-1.0." + "0" * 12, "f." + "9" * 18 + ".1." + "0" * 12, after + "\n"):
        with pytest.raises(CheckpointError, match="expected the checkpoint of an earlier answer"):
            Checkpoint.read(text)


def test_for_programs_over_http(toy: Agency) -> None:
    made = register_client(registry.officer(), toy, "reader", (Scope.FEED,), timezone.now() + timedelta(days=1))
    enter(*(row("A", f"r{n}", secret="hush") for n in range(5)))
    with Client.of_program(SITE, made.client.client_id, made.secret, Key.make(), transport=transport()) as reader:
        pages = list(reader.feed(limit=2))
        assert [one["ref"] for page in pages for one in page.lines] == [f"r{n}" for n in range(5)]
        assert [page.more for page in pages] == [True, True, False, False]
        enter(row("A", "r9"))
        [page] = reader.feed(pages[-1].after)
        assert [one["ref"] for one in page.lines] == ["r9"]
        answer = reader._http.get("feed", params={"format": "parquet"})
        frame = pl.read_parquet(io.BytesIO(answer.content))
        assert (frame.columns, frame["facts"][0]) == (list(COLUMNS), '{"value": 1}')
        for after, status in (("x", 400), (page.after[:-12] + "0" * 12, 410)):
            with pytest.raises(RefusedError) as caught:
                list(reader.feed(after))
            assert caught.value.status == status
        with pytest.raises(RefusedError, match="403: purpose: expected a purpose of a"):
            list(reader.feed(purpose="nothing"))
        with pytest.raises(RefusedError, match="403"):
            reader.submit_records("a-fines", [row("A", "r10")])
