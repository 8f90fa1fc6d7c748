"""Canonical JSON of many flat objects at once, as polars expressions. Equal to `one.py` by test.

Objects hold strings, integers up to 2^53 - 1, booleans, lists of strings, and text that is canonical JSON already. A
null is a member that is not there. There are no floats: a pack has no fact of that type.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

import bonafides.kernel.canonical.one as reference

_ESCAPED = {chr(code): reference.canonical(chr(code)).decode()[1:-1] for code in (*range(0x20), 0x22, 0x5C)}


def string(value: pl.Expr) -> pl.Expr:
    """A string column as JSON strings. RFC 8785 escapes only the two marks and the control characters."""
    return _quoted(value.str.replace_many(list(_ESCAPED), list(_ESCAPED.values())))


def _quoted(value: pl.Expr) -> pl.Expr:
    return pl.concat_str(pl.lit('"'), value, pl.lit('"'))


def integer(value: pl.Expr) -> pl.Expr:
    return value.cast(pl.String)


def boolean(value: pl.Expr) -> pl.Expr:
    return pl.when(value).then(pl.lit("true")).when(~value).then(pl.lit("false"))


def strings(value: pl.Expr) -> pl.Expr:
    """A list column of strings as JSON arrays."""
    inner = value.list.eval(string(pl.element())).list.join(",")
    return pl.when(value.is_not_null()).then(pl.concat_str(pl.lit("["), inner, pl.lit("]")))


def of(dtype: pl.DataType | type[pl.DataType], value: pl.Expr) -> pl.Expr:
    """The JSON text of a column by its type. Raises TypeError for a type that has no exact JSON form."""
    if dtype == pl.String:
        return string(value)
    if dtype == pl.Boolean:
        return boolean(value)
    if dtype == pl.Date:
        return _quoted(value.dt.to_string("iso:strict"))
    if isinstance(dtype, pl.List) and dtype.inner == pl.String:
        return strings(value)
    if isinstance(dtype, pl.DataType) and dtype.is_integer():
        return integer(value)
    raise TypeError(f"no exact JSON for a column of {dtype}")


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be")


def members(texts: Mapping[str, pl.Expr]) -> pl.Expr:
    """One object a row from the JSON text of each member; null members are left out.

    Member names sort by UTF-16 code units (RFC 8785 3.2.3).
    """
    return joined({name: member(name, text) for name, text in texts.items()})


def member(name: str, text: pl.Expr) -> pl.Expr:
    """A member of an object from the JSON text of its value; null where that is."""
    return pl.concat_str(pl.lit(reference.canonical(name).decode() + ":"), text)


def joined(made: Mapping[str, pl.Expr]) -> pl.Expr:
    """`members` of what `member` made: several objects that share members make each once."""
    parts = [made[name] for name in sorted(made, key=_utf16)]
    if not parts:
        return pl.lit("{}")
    return pl.concat_str(pl.lit("{"), pl.concat_str(parts, separator=",", ignore_nulls=True), pl.lit("}"))
