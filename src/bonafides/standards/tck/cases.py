"""The cases of a test file of the TCK: inputs and the results that are expected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bonafides.kernel.dmn.faults import ModelFault, ModelRefusedError
from bonafides.kernel.dmn.xml import Element, parse_xml
from bonafides.kernel.feel.functions import FUNCTIONS
from bonafides.kernel.feel.values import Value

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_READ: dict[str, Callable[[str], Value]] = {
    "string": lambda text: text,
    "boolean": lambda text: text.strip() in ("true", "1"),
    "date": lambda text: FUNCTIONS["date"](text.strip()),
    "time": lambda text: FUNCTIONS["time"](text.strip()),
    "dateTime": lambda text: FUNCTIONS["date and time"](text.strip()),
    "duration": lambda text: FUNCTIONS["duration"](text.strip()),
    **dict.fromkeys(
        ("decimal", "double", "float", "integer", "int", "long"), lambda text: FUNCTIONS["number"](text.strip())
    ),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """One result of a case. `error` if the model is expected to have none."""

    name: str
    kind: str
    value: Value
    error: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `line` is where it begins."""

    id: str
    inputs: dict[str, Value]
    expected: tuple[Expected, ...]
    line: int


def read_cases(data: bytes, file: str) -> tuple[str, list[Case]]:
    """The name of the model's file, and the cases. Raises ModelRefusedError for a file that is none of the TCK's."""
    root = parse_xml(data, file)
    if root.name != "testCases":
        raise ModelRefusedError(file, [ModelFault(file, root.line, "", "`testCases` of the DMN TCK", f"`{root.name}`")])
    return root.content("modelName"), [_case(one, at, file) for at, one in enumerate(root.all("testCase"), start=1)]


def _case(element: Element, number: int, file: str) -> Case:
    inputs = {one.attribute("name"): _value(one, file) for one in element.all("inputNode")}
    expected = []
    for one in element.all("resultNode"):
        holder = one.first("expected")
        value = None if holder is None else _value(holder, file)
        kind = one.attribute("type") or element.attribute("type") or "decision"
        expected.append(Expected(one.attribute("name"), kind, value, one.attribute("errorResult") == "true"))
    return Case(element.attribute("id") or str(number), inputs, tuple(expected), element.line)


def _value(holder: Element, file: str) -> Value:
    """A value, a list of values, or components of a context."""
    if (simple := holder.first("value")) is not None:
        return _simple(simple, file)
    if (items := holder.first("list")) is not None:
        return None if _is_null(items) else tuple(_value(one, file) for one in items.all("item"))
    components = {one.attribute("name"): _value(one, file) for one in holder.all("component")}
    return components or None


def _simple(element: Element, file: str) -> Value:
    if _is_null(element):
        return None
    named = element.attribute("type", "string", _XSI).rpartition(":")[2]
    if named not in _READ:
        fault = ModelFault(file, element.line, "", f"a type of XML Schema ({', '.join(_READ)})", f"`{named}`")
        raise ModelRefusedError(file, [fault])
    return _READ[named](element.text)


def _is_null(element: Element) -> bool:
    return element.attribute("nil", "false", _XSI) == "true"
