"""The page of records names every field and every constraint, and none that there is not."""

from __future__ import annotations

import re

import pytest
from tests.docs.pages import ROOT, text

PAGE = text(ROOT / "docs" / "reference" / "records.md")


def test_every_field_of_a_record_is_explained() -> None:
    from bonafides.records.models import Record

    table = PAGE.partition("## Fields")[2].partition("\n## ")[0]
    told = {
        name for cell in re.findall(r"^\| (`.+?`) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", cell)
    }
    assert told == {field.name for field in Record._meta.get_fields()} - {"id"}


@pytest.mark.django_db
def test_every_constraint_is_told() -> None:
    from django.db import connection

    told = set(re.findall(r"`(\w+)`", PAGE.partition("## What the database refuses")[2].partition("Append-only")[0]))
    named = {name for name in told if re.match(r"(acts|entities|packs|records)_", name)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, contype FROM pg_constraint WHERE conrelid::regclass::text ~ '^(acts|entities|packs|records)_'"
        )
        constraints = dict(cursor.fetchall())
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal UNION SELECT indexname FROM pg_indexes")
        others = {row[0] for row in cursor.fetchall()}
    assert named <= constraints.keys() | others
    assert {name for name, kind in constraints.items() if kind in ("c", "x")} <= named
