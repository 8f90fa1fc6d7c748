"""A value as a document tells it, in one language: days, money, codes of a list in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bonafides.acts.act import ActRefusedError
from bonafides.kernel.sentence import Joined
from bonafides.packs.document_form import Given
from bonafides.packs.vocabulary import Text

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_PYTHON: dict[str, tuple[type, ...]] = {
    "string": (str, dict), "text": (str, dict), "words": (list, tuple), "date": (date,), "integer": (int,), "money": (int,),
    "boolean": (bool,),
}  # fmt: skip
_DIGITS = "〇一二三四五六七八九"
_UNITS = {
    "working-days": {"zh": "{}个工作日", "en": "{} working days", "one": "{} working day"},
    "days": {"zh": "{}日", "en": "{} days", "one": "{} day"},
    "months": {"zh": "{}个月", "en": "{} months", "one": "{} month"},
    "years": {"zh": "{}年", "en": "{} years", "one": "{} year"},
}


def day_text(day: date, language: str) -> str:
    """A day as an official text writes it: 2026年11月29日, 29 November 2026."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def chinese_number(number: int) -> str:
    """A number from 1 to 999 as headings and articles are numbered in Chinese: 十二, 一百零三."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        head += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        head += "零"
    return head + (_DIGITS[ones] if ones else "")


def length_text(length: Decimal, unit: str, language: str) -> str:
    """The length of a period: 5个工作日, 5 working days."""
    words = _UNITS[unit]
    return words["zh" if language == "zh" else "one" if length == 1 else "en"].format(length)


def spoken(value: Any, language: str) -> str:
    """A value whose kind nothing declares: an entry of a list."""
    if value is None:
        return "—"
    if isinstance(value, Mapping):
        return str(value.get(language) or next(iter(value.values()), ""))
    if isinstance(value, bool):
        return {True: ("是", "yes"), False: ("否", "no")}[value][language != "zh"]
    if isinstance(value, date):
        return day_text(value, language)
    if isinstance(value, (list, tuple)):
        return ("；" if language == "zh" else "; ").join(spoken(one, language) for one in value)
    return str(value)


def given_text(one: Given, labels: Mapping[str, Text], value: Any, language: str) -> str:
    """A value that a form declares; `labels`: its words in words."""
    if one.type == "money":
        return f"{'-' if value < 0 else ''}¥{abs(value) // 100:,}.{abs(value) % 100:02d}"
    words = value if isinstance(value, (list, tuple)) else (value,)
    told = (
        spoken(labels[word], language) if isinstance(word, str) and word in labels else spoken(word, language)
        for word in words
    )
    return ("、" if language == "zh" else ", ").join(told)


def check_given(form: str, name: str, one: Given, labels: Mapping[str, Text], value: Any) -> None:
    """Raise ActRefusedError for a value that is not of the declared kind."""
    kinds = _PYTHON[one.type]
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise ActRefusedError(
            "document %(form)s: expected `%(name)s` of type %(type)s, came %(came)s; nothing was changed",
            form=form,
            name=name,
            type=one.type,
            came=type(value).__name__,
        )
    strange = [
        word for word in (value if isinstance(value, (list, tuple)) else (value,)) if labels and word not in labels
    ]
    if strange and not isinstance(value, dict):
        raise ActRefusedError(
            "document %(form)s: expected `%(name)s` to be of %(labels)s, came %(strange)r; nothing was changed",
            form=form,
            name=name,
            labels=Joined(labels),
            strange=strange[0],
        )
