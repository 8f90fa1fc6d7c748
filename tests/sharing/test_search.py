"""Search by name: from two characters, Chinese and half of Latin, former names told, nothing that was taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper
from tests import registry
from tests.sharing.conftest import Submit

from bonafides.entities.names.typed import Typed
from bonafides.entities.names.words import Words
from bonafides.sharing import search
from bonafides.sharing.search import LONGEST, SearchRefusedError, search_by_name

pytestmark = pytest.mark.django_db

PERSON = "11010519491231002X"  # the number of the standard's own example


@pytest.fixture(autouse=True)
def _register() -> None:
    registry.put_in_force(registry.toy())


def named(code: str, name: str, **cells: object) -> dict[str, object]:
    return registry.row(code, f"{code}-{name}", name=name, **cells)


def codes(query: str, limit: int = 20) -> list[str]:
    return [one.code for one in search_by_name(query, limit=limit)]


def test_two_characters_are_enough(submit: Submit) -> None:
    submit(named("A1", "澄岚县望栖镇兴曦面馆"), named("A2", "澄岚县面粉厂"), named("A3", "澄岚馆"))
    assert codes("面馆") == ["A1"]
    assert codes("澄岚县") == ["A2", "A1"]
    assert codes("面粉") == ["A2"]


@pytest.mark.parametrize("query", ["面", "", " ", "面 ", "x" * (LONGEST + 1), "ab\0cd", "ab\ncd"])
def test_what_cannot_be_searched_for_is_refused(query: str) -> None:
    with pytest.raises(SearchRefusedError, match=f"expected 2 to {LONGEST} characters of a name"):
        search_by_name(query)


@pytest.mark.parametrize(
    "query", [PERSON, f"王 {PERSON}", "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_a_persons_number_is_refused_and_not_repeated(query: str) -> None:
    with pytest.raises(SearchRefusedError, match="natural persons are no subjects") as refused:
        search_by_name(query)
    assert not any(character.isdigit() for character in str(refused.value))


def test_width_and_case_do_not_matter(submit: Submit) -> None:
    submit(named("A1", "ＡＣＭＥ（澄岚）有限公司"), named("A2", "Acme Foods"))
    assert sorted(codes("acme")) == sorted(codes("ＡＣＭＥ")) == ["A1", "A2"]
    assert codes("(澄岚)") == codes("（澄岚）") == ["A1"]
    assert codes("ACME (澄岚)") == codes("acme澄岚") == ["A1"], "nor do blanks and brackets"


def test_wildcards_are_characters(submit: Submit) -> None:
    submit(named("A1", "100% Dessert"), named("A2", "100 Desserts"), named("A3", "a_b"), named("A4", "axb"))
    submit(named("A5", "back\\slash"))
    assert codes("100%") == ["A1", "A2"], "the sign first; then the words without it"
    assert codes("1%t") == []
    assert codes("0% d") == ["A1"]
    assert codes("a_b") == ["A3"]
    assert codes("k\\s") == ["A5"]
    assert codes("%%") == codes("__") == codes("' OR '1'='1") == []


def test_former_names_are_told(submit: Submit) -> None:
    submit(named("A1", "Old Noodles", date="2024-01-01"), named("A1", "New Dumplings", date="2024-02-01"))
    [old], [new] = search_by_name("noodles"), search_by_name("dumplings")
    assert (old.name, old.former, old.current_name) == ("Old Noodles", True, "New Dumplings")
    assert (new.name, new.former, new.current_name) == ("New Dumplings", False, "New Dumplings")
    submit(named("A1", "Old Noodles", date="2024-03-01") | {"ref": "back-again"})
    assert not search_by_name("noodles")[0].former


@pytest.mark.parametrize("action", ["withdrawal", "annulment"])
def test_a_name_falls_with_its_record(submit: Submit, action: str) -> None:
    submit(named("A1", "Right Name", date="2024-01-01"), named("A1", "Wrong Name", date="2024-02-01"))
    assert search_by_name("right")[0].former
    submit(registry.row("A1", "r9", action=action, target="A1-Wrong Name", value=""))
    assert codes("wrong") == []
    assert [(one.former, one.current_name) for one in search_by_name("right")] == [(False, "Right Name")]


def test_a_corrected_name_is_not_found(submit: Submit) -> None:
    submit(named("A1", "Msispelt"))
    submit(named("A1", "Spelt", action="correction", target="A1-Msispelt"))
    assert [one.name for one in search_by_name("msispelt")] == ["Spelt"], (
        "found as similar, not by the name it never had"
    )
    assert [one.former for one in search_by_name("spelt")] == [False]


def test_a_name_to_come_is_not_borne_yet(submit: Submit, today: object) -> None:
    submit(named("A1", "Name of Today"), named("A1", "Name of Tomorrow", date="2026-06-30", **{"from": "2036-01-01"}))
    assert codes("tomorrow") == []
    assert search_by_name("today")[0].current_name == "Name of Today"
    today(date(2036, 1, 1))  # type: ignore[operator]
    assert search_by_name("today")[0].former


def test_the_order_is_equal_then_beginning_then_shorter(submit: Submit) -> None:
    submit(
        named("A1", "The Red House"),
        named("A2", "Red House Noodles"),
        named("A3", "Red House"),
        named("A4", "A Red House"),
        named("A5", "Red House Inn"),
    )
    assert codes("red house") == ["A3", "A5", "A2", "A4", "A1"]
    assert codes("red house", limit=2) == ["A3", "A5"]


def test_a_business_is_told_once(submit: Submit) -> None:
    submit(named("A1", "Red House"), named("A1", "Red House Noodles", date="2024-02-01"))
    assert codes("red house") == ["A1"]


def test_the_index_serves_among_thousands_of_names(submit: Submit) -> None:
    syllables = "澄岚望栖兴曦晓月枫渡石塘鹿鸣青篱柳汀镇乡村街面馆饭店酒楼商行超市餐厅服装建材机械电子"
    many = [
        named(f"B{number}", "".join(syllables[number * step % len(syllables)] for step in (1, 3, 7, 11, 13, 17)))
        for number in range(3_000)
    ]
    submit(*many, named("A1", "龘龘火锅"))
    sql = search._SQL_FOR[search.Audience.PUBLIC][0]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE entities_name")
        assert codes("龘龘") == ["A1"]
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert "Bitmap Index Scan on entities_name_bigrams" in plan(
            cursor, sql, search._holding_values(Typed("龘龘", Words()))
        )


def test_an_equal_name_is_found_among_thousands_that_hold_it(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where more hold it than are ranked, and it is the last of them."""
    monkeypatch.setattr(search, "CANDIDATES", 50)
    submit(*(named(f"B{number}", f"Red House {number}") for number in range(400)), named("A1", "Red House"))
    assert codes("red house", limit=3)[0] == "A1"
    assert len(codes("red house", limit=100)) in (50, 51)
    assert codes("red house 7")[0] == "B7"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        told = plan(
            cursor, search._SQL_FOR[search.Audience.PUBLIC][0], search._holding_values(Typed("red house", Words()))
        )
    assert told.count("Bitmap Index Scan on entities_name_bigrams") == 2


@pytest.mark.parametrize("query", ["株式会社青葉", "（株）青葉", "㈱青葉", "(株)青葉"])
def test_the_legal_form_may_be_written_either_way(submit: Submit, query: str) -> None:
    submit(
        named("A1", "株式会社青葉建設"), named("A2", "㈱青葉"), named("A3", "有限会社青葉"), named("A4", "青葉株式会社")
    )
    assert codes(query) == ["A2", "A1"]
    assert codes("青葉(株)") == ["A4"]
    assert codes("(有)青葉") == ["A3"]


def plan(cursor: CursorWrapper, sql: str, values: dict[str, Any]) -> str:
    cursor.execute(f"EXPLAIN {sql}", values)  # type: ignore[arg-type]
    return "\n".join(row[0] for row in cursor.fetchall())
