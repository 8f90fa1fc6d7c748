"""Canonical JSON of one value: the examples of RFC 8785, and what it refuses."""

from __future__ import annotations

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from bonafides.kernel.canonical.one import canonical


def test_the_order_of_names_is_that_of_utf16_code_units() -> None:
    """RFC 8785, section 3.2.3."""
    value = {
        "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
        "\U0001f600": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis",
    }  # fmt: skip
    order = ["\\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    text = canonical(value).decode()
    assert sorted(order, key=lambda name: text.index(f'"{name}"')) == order


def test_only_what_json_must_escape_is_escaped() -> None:
    assert canonical("\u20ac$\u000f\nA'B\"\\/\x7f\u2028") == '"\u20ac$\\u000f\\nA\'B\\"\\\\/\x7f\u2028"'.encode()
    assert canonical({"a": [True, False, None, -0, 2**53 - 1]}) == b'{"a":[true,false,null,0,9007199254740991]}'


@pytest.mark.parametrize("value", [2**53, -(2**53), float("nan"), float("inf"), {"a": object()}])
def test_what_json_cannot_hold_exactly_is_refused(value: object) -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        canonical(value)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@given(JSON)
@settings(deadline=None)
def test_every_value_is_as_the_library_has_it(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises((rfc8785.CanonicalizationError, UnicodeEncodeError)):
        canonical({"a": "\ud800"})
