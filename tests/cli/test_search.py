"""`bonafides search`."""

from __future__ import annotations

from tests.cli.conftest import Run, one_line
from tests.portal.conftest import CODE, FORMER, NAME, OTHER, PERSON, Add, registration


def test_by_name_and_former_name(run: Run, business: Add) -> None:
    assert run("search", "兴曦").out == f"{CODE}  {NAME}\n"
    assert run("search", "旧名").out == f"{CODE}  {NAME}  (formerly {FORMER})\n"
    assert run("search", "--language", "zh", "旧名").out == f"{CODE}  {NAME}  (曾用名：{FORMER})\n"
    assert run("search", "龘龘").out == "No business bears or bore such a name. Try fewer characters.\n"


def test_nearly_so_and_no_longer_in_business(run: Run, business: Add) -> None:
    told, found = run("search", "澄岚县兴曦面管有限公司").out.splitlines()
    assert told == "No business bears or bore this name. Similar ones:"
    assert found == f"{CODE}  {NAME}"
    business(
        "mr-enterprise-registrations", registration("DJ3", 核准日期="2024-01-02", 业务类型="注销", 登记状态="注销")
    )
    assert run("search", "兴曦").out == f"{CODE}  {NAME}  (no longer in business)\n"
    assert run("search", "--language", "zh", "兴曦").out == f"{CODE}  {NAME}  (已不再经营)\n"


def test_options_may_stand_before_or_after(run: Run, business: Add) -> None:
    assert run("search", "--json", "兴曦").json == run("search", "兴曦", "--json").json
    [found] = run("search", "兴曦", "--json").json
    assert (found["code"], found["former"]) == (CODE, False)
    assert run("search", "龘龘", "--json").json == []


def test_more_than_asked_for(run: Run, business: Add) -> None:
    business("mr-enterprise-registrations", registration("DJ3", 统一社会信用代码=OTHER, 名称="澄岚县兴曦饭店"))
    first, told = run("search", "兴曦", "--limit", "1").out.splitlines()
    assert first.startswith(OTHER)
    assert told.startswith("More than 1 found")
    assert len(run("search", "兴曦", "--limit", "1", "--json").json) == 1


def test_what_is_refused(run: Run, business: Add) -> None:
    assert one_line(run("search", "面", status=1)) == "expected 2 to 100 characters of a name"
    told = one_line(run("search", PERSON, status=1))
    assert "natural persons" in told
    assert PERSON not in told
