"""What keeps an entry from being what it should be, in a lawyer's words rather than a library's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

Path = tuple[int | str, ...]


def wrong(expected: str, came: str, mend: str = "", at: Path = ()) -> PydanticCustomError:
    """To be raised by a validator of ours; `at` leads from the validated entry to the place that is wrong."""
    told = {"expected": expected, "came": came, "mend": mend, "at": at}
    return PydanticCustomError("pack", "expected {expected}, came {came}", told)


def shown(value: object) -> str:
    """A value of a pack as its author would know it again, shortened."""
    if value is None:
        return "nothing"
    if value == "":
        return "an empty text"
    if isinstance(value, dict):
        return _cut("entries " + ", ".join(f"`{key}`" for key in value) if value else "no entries")
    if isinstance(value, tuple | list):
        return _cut("a list of " + ", ".join(shown(one) for one in value) if value else "an empty list")
    return f"`{_cut(str(value).lower() if isinstance(value, bool) else str(value))}`"


def _cut(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"


def faults_of(error: ValidationError, content: Any) -> Iterator[tuple[Path, str, str, str]]:
    """(path, expected, came, mend) of each thing that is wrong with `content`."""
    of_choice: dict[Path, list[_Placed]] = {}
    for item in error.errors():
        placed = _placed(item, content)
        if item["type"] == "too_short" and item["input"]:
            continue  # pydantic counts only the elements that are in order; the others have faults of their own
        if placed.choice is None:
            yield placed.told()
        else:
            of_choice.setdefault(placed.choice, []).append(placed)
    for path, tried in of_choice.items():
        meant = [one for one in tried if one.fits] or tried
        if any(one.path != path or one.missing for one in meant):
            yield from (one.told() for one in meant)
        else:
            expected = dict.fromkeys(one.told()[1] for one in meant)
            mends = dict.fromkeys(one.told()[3] for one in meant)
            yield path, _either(list(expected)), meant[0].told()[2], next(filter(None, mends), "")


def _either(expected: list[str]) -> str:
    return expected[0] if len(expected) == 1 else f"{', '.join(expected[:-1])}, or {expected[-1]}"


@dataclass(frozen=True)
class _Placed:
    """One error of pydantic's. `choice` is where it tried several types, `fits` whether this one is what came."""

    item: ErrorDetails
    path: Path
    missing: str
    choice: Path | None
    fits: bool

    def told(self) -> tuple[Path, str, str, str]:
        context: dict[str, Any] = self.item.get("ctx", {})
        came = shown(self.item["input"])
        if self.missing:
            return self.path, f"an entry `{self.missing}`", "none", f"add `{self.missing}: …`"
        if self.item["type"] == "pack":
            return (*self.path, *context["at"]), context["expected"], context["came"], context["mend"]
        if self.item["type"] == "extra_forbidden":
            return self.path, "an entry that belongs here", f"`{self.path[-1]}`", "mend its spelling, or remove it"
        expected = _expected(self.item["type"], context, self.item["msg"])
        unquoted = isinstance(self.item["input"], int | Decimal | date)
        mend = "put it in quotes" if expected == "text" and unquoted else ""
        return self.path, expected, came, mend


def _placed(item: ErrorDetails, content: Any) -> _Placed:
    """Follow pydantic's location; what is neither a key nor a place of a list is the name of a type it tried."""
    path, node, missing, choice, fits = (), content, "", None, True  # type: tuple[Any, ...], Any, str, Path | None, bool
    for number, step in enumerate(item["loc"]):
        inside = isinstance(node, dict) and step in node
        if inside or (isinstance(node, tuple) and isinstance(step, int) and step < len(node)):
            path, node = (*path, step), node[step]
        elif item["type"] == "missing" and number == len(item["loc"]) - 1:
            missing = str(step)
        elif step != "[key]":
            choice = path
            fits = _is_of(str(step), node)
    return _Placed(item, path, missing, choice, fits)


def _is_of(label: str, node: Any) -> bool:
    if isinstance(node, dict):
        return label[:1].isupper() or label.startswith("dict[")
    if isinstance(node, tuple):
        return label.startswith("tuple[")
    return label in ("str", "bool", "int", "date")


def _expected(kind: str, context: dict[str, Any], message: str) -> str:
    match kind:
        case "string_type":
            return "text"
        case "string_too_short":
            return "some text"
        case "string_too_long":
            return f"at most {context['max_length']} characters"
        case "int_type":
            return "a whole number"
        case "bool_type":
            return "true or false"
        case "date_type":
            return "a day such as 2021-09-01, without quotes"
        case "tuple_type":
            return "a list"
        case "dict_type" | "model_type":
            return "entries `name: value`"
        case "literal_error":
            words = str(context["expected"]).replace("'", "`").replace("False", "`false`")
            return f"one of {words}" if " or " in words else words
        case "greater_than_equal":
            return f"at least {context['ge']:,}"
        case "less_than_equal":
            return f"at most {context['le']:,}"
        case "too_short":
            return "at least one"
    return message[:1].lower() + message[1:]
