"""libyaml and the library in Python read every file of our packs alike: values, and the line of each."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML
from tests.registry import PACKS

from bonafides.packs.document import Document, _Reading
from bonafides.packs.yaml_nodes import compose

FILES = sorted(PACKS.rglob("*.yaml"))


def read(root: object) -> Document:
    reading = _Reading("x.yaml")
    content = reading.value(root, ())  # type: ignore[arg-type]
    assert reading.faults == []
    return Document("x.yaml", content, reading.lines)


@pytest.mark.parametrize("pack", sorted({file.relative_to(PACKS).parts[0] for file in FILES}))
def test_both_read_alike(pack: str) -> None:
    for file in (one for one in FILES if one.relative_to(PACKS).parts[0] == pack):
        text = file.read_text(encoding="utf-8")
        assert read(compose(text)) == read(YAML(typ="rt", pure=True).compose(text)), file


def test_libyaml_is_there_and_is_used() -> None:
    assert YAML(typ="safe").Parser.__module__.endswith("_ruamel_yaml")


def test_what_a_file_of_today_cannot_mean_it_does_not_mean() -> None:
    """YAML 1.1 would read truth values and octal numbers here."""
    read_so = read(compose("on: yes\noff: no\nnumber: 012x\n")).content
    assert read_so == {"on": "yes", "off": "no", "number": "012x"}
