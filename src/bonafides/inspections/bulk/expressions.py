"""The kernel's bytes as SQL: the canonical row of a subject, its leaf, its ticket. All over one row of a frozen list."""

from __future__ import annotations

from pathlib import Path


def text(value: str) -> str:
    """A text as a constant of SQL."""
    return "'" + value.replace("'", "''") + "'"


def frozen(path: Path, *, numbered: bool = False) -> str:
    """The rows of a frozen list, in their order."""
    return f"read_parquet({text(str(path))}{', file_row_number = true' if numbered else ''})"


def _json(column: str) -> str:
    # RFC 8785 escapes quotes, backslashes and control characters; the last are refused before.
    return f"""'"' || replace(replace({column}, '\\', '\\\\'), '"', '\\"') || '"'"""


def row_json() -> str:
    """The canonical JSON of `Subject.row()`: members in the order of their names, those absent left out."""
    pair = f"list_transform(last_pair, lambda number: {_json('number')})"
    return (
        f"""'{{"code":' || {_json("code")}"""
        f""" || CASE WHEN excluded IS NULL THEN '' ELSE ',"excluded":' || {_json("excluded")} END"""
        f""" || CASE WHEN last_pair IS NULL THEN '' ELSE ',"last_pair":[' || array_to_string({pair}, ',') || ']' END"""
        f""" || CASE WHEN region IS NULL THEN '' ELSE ',"region":' || {_json("region")} END"""
        f""" || ',"stratum":' || {_json("stratum")} || ',"weight":' || weight || '}}'"""
    )


def leaf() -> str:
    """The leaf hash of a subject's commitment in the tree."""
    return rf"unhex(sha256('\x00'::BLOB || unhex(sha256(salt || encode({row_json()})))))"


def parent(pair: str) -> str:
    """The hash of the node above two hashes that stand one after another."""
    return rf"unhex(sha256('\x01'::BLOB || {pair}))"


def ticket(key: bytes, *, blinded: bool) -> str:
    """A subject's ticket in small hexadecimal letters, which are ordered as its bytes are: the least of its weight."""
    head, tail = text(f"{key.decode()}\n"), " || lower(hex(salt)) || chr(10)" if blinded else ""
    first = f"sha256({head} || code || {text(chr(10) + '0' + chr(10))}{tail})"
    each = f"sha256({head} || code || chr(10) || number || chr(10){tail})"
    return f"CASE WHEN weight = 1 THEN {first} ELSE list_min(list_transform(range(weight), lambda number: {each})) END"
