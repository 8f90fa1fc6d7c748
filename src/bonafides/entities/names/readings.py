"""Other characters that whoever typed may have meant: the other script, and those that are read alike."""

from __future__ import annotations

import unicodedata
from functools import cache

import opencc


def simplified(text: str) -> str:
    """Traditional characters as simplified ones; all others stay."""
    return str(_converter("t2s").convert(text))


def traditional(text: str) -> str:
    """Simplified characters as traditional ones."""
    return str(_converter("s2t").convert(text))


def homophones(sign: str) -> str:
    """Common characters that are read as this one, whatever the tone, in the order of their codes; without it."""
    return "".join(one for one in _by_reading().get(_reading(sign), "") if one != sign)


def sound_alike(one: str, other: str) -> bool:
    reading = _reading(one)
    return reading != "" and reading == _reading(other)


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


@cache
def _table() -> dict[int, str]:
    from pypinyin.pinyin_dict import pinyin_dict  # here, as its tables take a moment to load

    return pinyin_dict


@cache
def _reading(sign: str) -> str:
    """Its first reading, without the tone; `` for what is no Chinese character."""
    first = unicodedata.normalize("NFKD", _table().get(ord(sign), "").partition(",")[0])
    return "".join(one for one in first.replace("u\u0308", "v") if not unicodedata.combining(one))


@cache
def _by_reading() -> dict[str, str]:
    found: dict[str, str] = {}
    for high in range(0xB0, 0xD8):  # level 1 of GB 2312: the 3,755 characters in common use
        for low in range(0xA1, 0xFF):
            try:
                sign = bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            reading = _reading(sign)
            found[reading] = found.get(reading, "") + sign
    return found
