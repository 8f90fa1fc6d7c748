"""XML is read with its lines, and never lets a file reach further than itself."""

from __future__ import annotations

import pytest

from bonafides.kernel.dmn.faults import ModelRefusedError
from bonafides.kernel.dmn.xml import DEEPEST, LARGEST, parse_xml

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [
 <!ENTITY lol "lol">
 <!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
 <!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;">
]>
<definitions>&lol2;</definitions>"""
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
ELSEWHERE = b'<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>'


def refused(data: bytes) -> str:
    with pytest.raises(ModelRefusedError) as error:
        parse_xml(data, "law.dmn")
    assert len(error.value.faults) == 1
    assert "\n" not in str(error.value)
    return str(error.value)


def test_elements_know_their_lines_and_namespaces() -> None:
    root = parse_xml(b'<a xmlns="u" xmlns:v="w">\n<b c="1" v:d="2">x<v:e/>y</b>\n</a>', "f")
    [b] = root.all("b")
    assert (root.line, b.line, b.namespace, b.text) == (1, 2, "u", "xy")
    assert (b.attribute("c"), b.attribute("d", namespace="w")) == ("1", "2")
    assert [(one.name, one.namespace) for one in b.children] == [("e", "w")]
    assert list(b.all("e")) == []


@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE, ELSEWHERE])
def test_declarations_are_refused_in_one_message(data: bytes) -> None:
    told = refused(data)
    assert told.startswith("law.dmn:")
    assert "expected XML without declarations of types and entities, came a document type declaration" in told


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<a>\n<b></a>", "law.dmn:2: expected well-formed XML, came a fault (mismatched tag)"),
        (b"", "expected well-formed XML, came a fault (no element found)"),
        (b"not xml", "expected well-formed XML"),
        (
            b'<?xml version="1.0" encoding="no-such"?><a/>',
            "expected XML in a known encoding, came unknown encoding: no-such; save the file as UTF-8",
        ),
        (b"<a>\xff</a>", "law.dmn:1: expected well-formed XML"),
        (b"<a>" * (DEEPEST + 1), f"expected at most {DEEPEST} levels of elements, came more"),
        (b"<a>" + b" " * LARGEST + b"</a>", f"expected at most {LARGEST:,} bytes"),
        (b"<a>&undefined;</a>", "expected well-formed XML, came a fault (undefined entity)"),
    ],
)
def test_what_is_no_xml_is_refused(data: bytes, told: str) -> None:
    assert told in refused(data)
