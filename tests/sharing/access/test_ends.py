"""Look-ups go with their time and not a day before; their root stays, and the audit finds nothing amiss."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.registry import PACKS, put_in_force
from tests.sharing.access.conftest import as_owner, look

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.ends import expire
from bonafides.agencies.who import Kind, Who
from bonafides.packs.load import load_pack
from bonafides.sharing.access import ends
from bonafides.sharing.access.audit import audit_log
from bonafides.sharing.access.models import Access, Removal, Span, SpanHashes
from bonafides.sharing.access.period import kept_until
from bonafides.sharing.access.sealing import seal_waiting
from bonafides.sharing.acts.remove_looks import remove_looks

pytestmark = pytest.mark.django_db


def test_five_years_by_the_pack_and_for_ever_without_one() -> None:
    put_in_force(load_pack(PACKS / "cn"))
    made, today = date(2025, 3, 1), date(2026, 11, 29)
    assert kept_until({"cn"}, made, today) == date(2030, 3, 1)
    assert kept_until({"cn", ""}, made, today) == date(2030, 3, 1)
    assert kept_until({"cn", "no-such"}, made, today) is None
    assert kept_until(set(), made, today) is None


def test_what_is_over_is_removed_and_the_root_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    today = timezone.localdate()
    look(1, 2)
    as_owner("UPDATE sharing_access SET at = at - interval '10 days'")
    seal_waiting()
    look(3)
    seal_waiting()
    old, new = Span.objects.order_by("first")
    monkeypatch.setattr(ends, "kept_until", lambda packs, made_on, today: made_on + timedelta(days=10))
    acting = Acting("x", "operator", "LAW art. 1", "a test")
    assert list(ends.due(today)) == []
    with pytest.raises(ActRefusedError, match="are kept until"):
        remove_looks(acting, old, today)
    monkeypatch.setattr(ends, "kept_until", lambda packs, made_on, today: made_on + timedelta(days=9))
    assert [(one.ref, one.on) for one in ends.due(today)] == [(old.pk, today)]
    done = expire(today)
    assert [(one.name, one.due.ref) for one in done.ended] == [("look-ups", old.pk)]
    assert done.refused == []
    assert [one.entity for one in Access.objects.all()] == [3]
    assert list(SpanHashes.objects.values_list("span_id", flat=True)) == [new.pk]
    assert Removal.objects.get().span == old
    assert audit_log() == (1, [])
    assert expire(today).ended == []
    as_owner(f"INSERT INTO sharing_access (id, terms_id, entity, name) VALUES ({old.first}, 1, 1, 'B')")
    assert [(one.row, one.fault.value) for one in audit_log()[1]] == [(str(old.first), "added")]


def test_a_pack_that_states_no_end_keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    look(1, who=Who(Kind.OFFICER, "toy", "a", "A-1"))
    seal_waiting()
    assert list(ends.due(timezone.localdate() + timedelta(days=36_500))) == []
