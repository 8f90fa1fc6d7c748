"""A file that was sorted, cut, mixed or typed anew still names its export; a file that has nothing to do with one names none."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from hashlib import sha256

import pytest

from bonafides.kernel.marks.choices import GAP, Choices
from bonafides.sharing.exports.compare import Compared, Given, compare
from bonafides.sharing.exports.read import alike

FACTS = ("operator", "phone", "staff", "opened", "scope")
ROWS, PER_MILLE = 2_000, 5
File = list[list[str]]


@cache
def register() -> dict[str, dict[str, str]]:
    """Two thousand businesses."""
    chance = random.Random(1)
    return {
        str(n): {
            "code": f"91990000MA{n:07}X", "operator": f"李{chance.randrange(700)}", "phone": f"1{chance.randrange(10**10):010}",
            "staff": str(chance.randrange(60)), "opened": f"20{chance.randrange(10, 26)}-0{chance.randrange(1, 10)}-1{n % 9}",
            "scope": chance.choice(["餐饮服务", "食品销售", "小作坊"]),
        }
        for n in range(ROWS)
    }  # fmt: skip


@cache
def given(recipient: int) -> Given:
    choices = Choices(sha256(b"recipient %d" % recipient).digest())
    gaps = frozenset((item, name) for item in register() for name in FACTS if choices.is_gap(item, name, PER_MILLE))
    return Given(choices, register(), FACTS, gaps)


def file(recipient: int) -> File:
    """What a recipient was given."""
    own = given(recipient)
    return [
        [own.choices.reference(item), own.rows[item]["code"],
         *(GAP if (item, name) in own.gaps else own.rows[item][name] for name in FACTS)]
        for item in own.choices.order(own.rows)
    ]  # fmt: skip


def found(leak: File, recipient: int = 1, exports: int = 100) -> Compared:
    return compare([[alike(cell) for cell in row] for row in leak], given(recipient), exports)


def cut(leak: File, *columns: int) -> File:
    return [[cell for place, cell in enumerate(row) if place not in columns] for row in leak]


def sorted_by_code(leak: File) -> File:
    return sorted(leak, key=lambda row: row[1])


def without_gaps(leak: File) -> File:
    return [row for row in leak if GAP not in row]


def some(leak: File, count: int) -> File:
    return random.Random(2).sample(leak, count)


def typed_anew(leak: File) -> File:
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    return [[cell.replace("-", "/") if "-" in cell else f" {cell} ".translate(wide) for cell in row] for row in leak]


LEAKS: dict[str, Callable[[], File]] = {
    "as it was": lambda: file(1),
    "ten rows, sorted": lambda: sorted_by_code(some(file(1), 10)),
    "one row": lambda: some(file(1), 1),
    "without the reference": lambda: cut(file(1), 0),
    "without reference and code": lambda: cut(file(1), 0, 1),
    "some of it in its order": lambda: cut(file(1)[700:760], 0),
    "sorted, without the reference": lambda: cut(sorted_by_code(file(1)), 0),
    "sorted by a column of few values": lambda: cut(sorted(file(1), key=lambda row: row[6]), 0),
    "upside down": lambda: cut(file(1)[::-1], 0),
    "600 rows, sorted, without the reference": lambda: cut(sorted_by_code(some(file(1), 600)), 0),
    "two columns left": lambda: cut(sorted_by_code(file(1)), 0, 3, 4, 5),
    "typed anew": lambda: cut(typed_anew(sorted_by_code(file(1))), 0),
    "gaps emptied": lambda: cut([[cell.replace(GAP, "") for cell in row] for row in sorted_by_code(file(1))], 0),
    "gaps made up": lambda: cut([[cell.replace(GAP, "7") for cell in row] for row in sorted_by_code(file(1))], 0),
    "rows with gaps left out": lambda: cut(sorted_by_code(without_gaps(file(1))), 0),
    "mixed half and half with another's": lambda: cut(sorted_by_code(file(1)[:1000] + file(2)[1000:]), 0),
}


@pytest.mark.parametrize("name", LEAKS)
def test_the_recipient_is_named_and_no_other(name: str) -> None:
    leak = LEAKS[name]()
    assert found(leak).verdict.named, found(leak)
    assert not found(leak, 3).verdict.named, found(leak, 3)


def test_where_the_mark_ends() -> None:
    """Few rows, sorted, without the reference: nothing of the mark is left, and nobody is named."""
    assert not found(cut(sorted_by_code(some(file(1), 40)), 0)).verdict.named


def test_a_list_of_another_origin_names_nobody() -> None:
    plain = [[row["code"], *(row[name] for name in FACTS)] for row in register().values()]
    assert not found(plain).verdict.named
    assert found(plain).verdict.together == 0.0
    torn = [[cell if random.Random(str(cell)).random() > 0.01 else "" for cell in row] for row in plain]
    assert not found(torn).verdict.named


def test_a_file_about_others_has_no_rows() -> None:
    assert found([["a", "b"], ["nothing", "known"]]).rows == 0
