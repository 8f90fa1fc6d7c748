r"""Regular expressions that every engine reads alike.

A fact's `pattern` is read by polars (Rust) when a file comes in, by Python where a single record is checked, and
by whoever validates our JSON. They agree on a small part of the syntax, and a pack keeps to it: characters, `.`,
`[ ]`, `( )`, `(?: )`, `|`, `^`, `$`, the repetitions `*`, `+`, `?` and `{n,m}`, and `\` before a mark. `\d` and its
like differ from engine to engine in which characters of the world they mean.
"""

from __future__ import annotations

import re
from functools import lru_cache

import polars as pl

from bonafides.packs.wording import wrong

_MARK = r"\\[\\.+*?()|\[\]{}^$/#&~-]"  # not \< and \>, which are boundaries of words in Rust
_MEMBER = rf"(?:{_MARK}|[^\]\[\\])"
_CLASS = rf"\[\^?(?!\])(?:(?!&&|--|~~|\|\|){_MEMBER})+\]"
_ATOM = rf"(?:{_MARK}|{_CLASS}|[^\\\[({{*+?])"
_REPEATED = r"(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??(?![*+?{])"
_PORTABLE = re.compile(rf"(?:\(\?:|\((?!\?)|{_ATOM}(?:{_REPEATED})?)*")


def check_pattern(pattern: str) -> None:
    """Raise `wrong` for a pattern that some engine cannot read, or reads otherwise."""
    read = _PORTABLE.match(pattern)
    place = read.end() if read else 0
    if place < len(pattern):
        mend = "docs/reference/pack.md lists what they do; for `\\d` write `[0-9]`"
        raise wrong("a pattern that every engine reads alike", f"`{pattern[place : place + 10]}` in `{pattern}`", mend)
    _compiled(pattern, "pattern")


def check_extract(pattern: str) -> None:
    """Raise `wrong` for an `extract` that the ingest cannot run, or that has no group to take out."""
    _compiled(pattern, "extract")
    if not pl.select(pl.lit("").str.extract_groups(pattern)).to_series().struct.fields:
        raise wrong("a group `( )` around what is to be taken out", f"`{pattern}`")


def _compiled(pattern: str, what: str) -> None:
    try:
        pl.select(pl.lit("").str.contains(pattern, strict=True))
        if what == "pattern":
            portable(pattern)
    except (pl.exceptions.ComputeError, re.error) as error:
        told = next(
            (line for line in reversed(str(error).splitlines()) if line.startswith("error:")), "it does not compile"
        )
        came = f"`{pattern}` ({told.removeprefix('error: ')})"
        raise wrong(
            f"a regular expression in `{what}`", came, "mend it; a mark that stands for itself has a `\\` before it"
        ) from None


@lru_cache(maxsize=1000)
def portable(pattern: str) -> re.Pattern[str]:
    """The pattern as Python must read it to agree with the others: its own `$` also stands before a last line break."""
    return re.compile(re.sub(rf"({_MARK}|{_CLASS})|\$", lambda found: found[1] or r"\Z", pattern))
