"""A value as a document tells it, in one language: days, money, codes of a list in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bonafides.acts.act import ActRefusedError
from bonafides.packs.document_form import Given
from bonafides.packs.vocabulary import Text

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_PYTHON: dict[str, tuple[type, ...]] = {
    "string": (str, dict), "text": (str, dict), "date": (date,), "integer": (int,), "money": (int,), "boolean": (bool,),
}  # fmt: skip
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
    if isinstance(value, date):
        return day_text(value, language)
    if isinstance(value, (list, tuple)):
        return ("；" if language == "zh" else "; ").join(spoken(one, language) for one in value)
    return str(value)


def given_text(one: Given, value: Any, language: str) -> str:
    """A value that a form declares."""
    if one.type == "boolean":
        return {True: ("是", "yes"), False: ("否", "no")}[bool(value)][language != "zh"]
    if one.type == "money":
        return f"{'-' if value < 0 else ''}¥{abs(value) // 100:,}.{abs(value) % 100:02d}"
    if isinstance(value, str) and value in one.labels:
        return spoken(one.labels[value], language)
    return spoken(value, language)


def check_given(form: str, name: str, one: Given, value: Any) -> None:
    """Raise ActRefusedError for a value that is not of the declared kind."""
    kinds = _PYTHON[one.type]
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise ActRefusedError(
            f"document {form}: expected `{name}` of type {one.type}, came {type(value).__name__}; nothing was changed"
        )
    if one.labels and isinstance(value, str) and value not in one.labels:
        raise ActRefusedError(
            f"document {form}: expected `{name}` to be one of {', '.join(one.labels)}, came {value!r}; nothing was changed"
        )


def as_text(value: Any) -> Text | None:
    """A text in languages, where a value is one."""
    return dict(value) if isinstance(value, Mapping) else None
