"""The page of acts: its example is the code, its JSON has the members that there are."""

from __future__ import annotations

import inspect
import json
import re

import pytest
from tests import registry
from tests.docs.pages import ROOT, text

from bonafides.acts.events import events_after
from bonafides.acts.leaves import content_of_act
from bonafides.acts.models import Act
from bonafides.entities.acts.merge import merge
from bonafides.entities.models import Entity

PAGE = text(ROOT / "docs" / "reference" / "acts.md")


def block(name: str) -> str:
    [found] = re.findall(rf"^```\w+ {name}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    return str(found)


def test_the_example_is_the_code() -> None:
    assert block("act") == inspect.getsource(inspect.unwrap(merge))


@pytest.mark.django_db
def test_the_json_is_what_an_act_leaves() -> None:
    a, b = (Entity.objects.create(scheme="shop", code=code, kind="enterprise") for code in "AB")
    merge(registry.officer("one address"), a, b)
    act = Act.objects.get()
    told, leaf = json.loads(block("leaf")), content_of_act(act)
    assert list(told) == sorted(leaf)
    assert {
        name: told[name] for name in ("agency", "basis", "details", "evidence", "name", "officer", "pack", "reason")
    } == {name: leaf[name] for name in ("agency", "basis", "details", "evidence", "name", "officer", "pack", "reason")}
    [event] = events_after(0)
    shown = json.loads(block("event"))
    assert list(shown) == list(event)
    assert {name: shown[name] for name in ("specversion", "source", "type", "datacontenttype")} == {
        name: event[name] for name in ("specversion", "source", "type", "datacontenttype")
    }


def test_every_column_is_explained() -> None:
    table = PAGE.partition("## The row of an act")[2].partition("\n## ")[0]
    told = {
        name for cell in re.findall(r"^\| (`.+?`) \|", table, re.MULTILINE) for name in re.findall(r"`(\w+)`", cell)
    }
    assert told == {field.name for field in Act._meta.concrete_fields}
