"""The form on the page of documents is one that a pack may hold."""

from __future__ import annotations

import re

from tests.registry import PACKS

from bonafides.packs.load import load_pack, parse_pack

PAGE = PACKS.parent / "docs" / "reference" / "documents.md"


def test_the_form_on_the_page_is_in_order() -> None:
    [form] = re.findall(r"```yaml document\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    files = load_pack(PACKS / "cn").files | {"documents/reminder.yaml": form.encode()}
    assert parse_pack(files, "the page").documents["reminder"].receipt
