"""What a business is told: read as it is written; a language or an instrument that is missing is told with its line."""

from __future__ import annotations

from collections.abc import Callable

from tests.registry import repository_pack

from bonafides.packs.load import parse_pack

Files = dict[str, bytes]
Faults = Callable[[Files], list[str]]
FILE = "notices/inspection.yaml"
NOTICE = """\
notice: inspection
title: {zh: 通知, en: Notice}
in_force: {from: 2022-01-01}
rights:
  - {text: {zh: 可以拒绝。, en: You may refuse.}, basis: {instrument: PP-45, mark: verified}}
prohibitions:
  - {text: {zh: 不得收礼。, en: No gifts.}, basis: {instrument: PP-45, article: "2", mark: memory}}
"""


def test_a_notice_in_order(mini: Files, faults_of_files: Faults) -> None:
    files = mini | {FILE: NOTICE.encode()}
    assert faults_of_files(files) == []
    notice = parse_pack(files, "mini").notices["inspection"]
    assert [line.text["en"] for _, line in notice.lines()] == ["You may refuse.", "No gifts."]


def test_what_is_missing_is_told(mini: Files, faults_of_files: Faults) -> None:
    text = NOTICE.replace(", en: You may refuse.", "").replace(
        "{instrument: PP-45, article", "{instrument: PP-46, article"
    )
    told = faults_of_files(mini | {FILE: text.encode()})
    assert [one.partition(" ")[0] for one in told] == [f"{FILE}:5:", f"{FILE}:7:"]
    assert "a text in each language of the pack (zh, en)" in told[0]
    assert "`PP-46`" in told[1]


def test_the_chinese_pack_tells_of_rights_and_of_five_prohibitions() -> None:
    notice = repository_pack("cn").notices["inspection"]
    assert (len(notice.rights), len(notice.prohibitions)) == (5, 5)
