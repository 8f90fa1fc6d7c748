"""The code of a document commits to its content."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.documents.code import LENGTH, bare, code_of, grouped, hash_of

TEXTS = st.text('abc列入 {}"', max_size=8)


def test_codes() -> None:
    assert code_of(bytes(32)) == "0" * 24
    assert code_of(b"\xff" * 32) == "Z" * 24
    assert grouped("0123456789ABCDEFGHJKMNPQ") == "0123-4567-89AB-CDEF-GHJK-MNPQ"
    assert bare(" 0123-4567 89ab-cdef-ghjk-mnpq\n") == "0123456789ABCDEFGHJKMNPQ"
    assert bare("U" * 24) is None


@given(st.dictionaries(TEXTS, TEXTS), st.dictionaries(TEXTS, TEXTS), st.binary(min_size=32, max_size=32))
def test_another_content_has_another_code(one: dict[str, str], other: dict[str, str], salt: bytes) -> None:
    assert (code_of(hash_of(one, salt)) == code_of(hash_of(other, salt))) == (one == other)


@given(st.binary(min_size=32, max_size=32))
def test_a_code_is_read_back_however_it_was_typed(content_hash: bytes) -> None:
    code = code_of(content_hash)
    assert len(code) == LENGTH
    assert bare(grouped(code).lower()) == bare(code.replace("1", "I").replace("0", "o")) == code
