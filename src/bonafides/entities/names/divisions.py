"""The names of a country's divisions, those it had before among them, from python-stdnum's list."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_NAMES = re.compile(r'\b(province|county)="([^"]*)"')
_YEARS = re.compile(r"\[[-0-9]*\]")
_LARGE = re.compile(r"\d\d |  \d\d00 ")  # a province, or a prefecture of one


@cache
def divisions(source: str) -> frozenset[str]:
    """All names; `source` is the list's name in python-stdnum, such as `cn.loc`."""
    return frozenset(name for name, _ in _listed(source))


@cache
def large_divisions(source: str) -> frozenset[str]:
    """Provinces and prefectures: names often leave out what they are (珠海 for 珠海市). Of counties that would mean too much."""
    return frozenset(name for name, large in _listed(source) if large)


@cache
def _listed(source: str) -> tuple[tuple[str, bool], ...]:
    package, _, name = source.partition(".")
    text = (resources.files("stdnum") / package / f"{name}.dat").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines():
        large = _LARGE.match(line) is not None
        for _, names in _NAMES.findall(line):
            found += [(_YEARS.sub("", one).strip(), large) for one in names.split(",")]
    return tuple(one for one in found if len(one[0]) > 1)
