"""A joint visit: approved, notified and entered once for all its parts; each part has a result of its own."""

from __future__ import annotations

from tests.inspections import visiting as at
from tests.inspections.visits.test_steps import refused

from bonafides.inspections.models import Approval, Assignment, Entry, Notice
from bonafides.inspections.visits.made import made_this_year
from bonafides.inspections.visits.standing import one_visit
from bonafides.packs.queries import installed_pack


def joint() -> tuple[int, int]:
    first = at.assigned()
    return first, at.assigned(item="publicised-information", joins=Assignment.objects.get(pk=first))


def test_each_step_is_for_all_parts() -> None:
    first, second = joint()
    at.approved(second)
    assert Approval.objects.count() == 2
    code = at.notified(first)
    assert {bytes(one.code_hash) for one in Notice.objects.all()} == {bytes(Notice.objects.earliest("pk").code_hash)}
    assert "登记事项检查" in Notice.objects.latest("pk").text
    assert "企业公示信息检查" in Notice.objects.latest("pk").text
    at.entered(second, code)
    assert Entry.objects.count() == 2
    pack, _ = installed_pack("cn")
    other = Assignment.objects.get(pk=at.assigned(item="publicised-information"))
    assert made_this_year(pack, pack.inspection_items[other.item], other, at.today().year).visits == 1
    at.reported(first, "no-problem")
    refused("expected a finding on", at.reported, second, "no-problem")


def test_other_officers_need_an_approval_of_their_own() -> None:
    visit = at.assigned()
    at.approved(visit)
    old = Assignment.objects.get(pk=visit)
    new = at.assigned(1, ("203", "202"), replaces=old)
    refused(f"stands no more: assignment {new} names other officers", at.notified, visit)
    refused("is not approved", at.notified, new)
    assert one_visit(visit) == one_visit(new) == {visit, new}
    at.approved(new)
    at.notified(new)


def test_a_part_whose_first_officers_were_replaced_stays_a_part() -> None:
    first, second = joint()
    new = at.assigned(1, ("202", "201"), replaces=Assignment.objects.get(pk=first))
    at.approved(second)
    assert set(Approval.objects.values_list("assignment_id", flat=True)) == {second, new}
