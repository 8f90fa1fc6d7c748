"""A YAML file of a pack as plain values, with the line of every one, so that each fault can name its place.

The file is composed but not constructed by the library: what a pack may say is text, whole numbers, true and false,
days, lists and entries; no aliases, no tags, no names but text. So a file costs no more memory than it is long.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from bonafides.packs.faults import PackFault
from bonafides.packs.wording import Path, faults_of, shown
from bonafides.packs.yaml_nodes import DEEPEST, compose

LARGEST_BYTES = 1_000_000
M = TypeVar("M", bound=BaseModel)
_CORE = "tag:yaml.org,2002:"


@dataclass(frozen=True)
class Document:
    """`content` holds plain values, lists as tuples; `name` is the file's path within the pack."""

    name: str
    content: Any
    lines: dict[Path, int] = field(repr=False)

    def line(self, path: Path) -> int:
        """The 1-based line of the value at `path`, or of its nearest ancestor that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path, expected: str, came: str, mend: str = "") -> PackFault:
        where = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
        return PackFault(self.name, self.line(path), where, expected, came, mend)

    def model(self, shape: type[M], at: Path = ()) -> M | list[PackFault]:
        """What stands at `at` as a `shape`, or every fault that kept it from being one."""
        content = self.content
        for step in at:
            content = content[step]
        try:
            return shape.model_validate(content)
        except ValidationError as error:
            return [self.fault((*at, *path), *told) for path, *told in faults_of(error, content)]


def parse_document(name: str, content: bytes) -> Document | list[PackFault]:
    """Parse one YAML file. A file too large, not UTF-8, or not YAML is a fault."""
    if len(content) > LARGEST_BYTES:
        return [too_large(name)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        came = f"the byte {content[error.start]:#04x}"
        return [PackFault(name, line, "", "UTF-8 text", came, "save the file as UTF-8")]
    try:
        root = compose(text)
    except (YAMLError, ValueError) as error:
        return [_syntax_fault(name, text, error)]
    if root is None:
        return [
            PackFault(
                name, 0, "", "entries `name: value`", "an empty file", "docs/reference/pack.md says what is in it"
            )
        ]
    reading = _Reading(name)
    document = Document(name, reading.value(root, ()), reading.lines)
    return reading.faults or document


def too_large(name: str) -> PackFault:
    mend = "a pack holds law, not records: split the file, or take out what is no law"
    return PackFault(name, 0, "", f"at most {LARGEST_BYTES:,} bytes", "more", mend)


class _Reading:
    """Nodes to plain values. Whatever else YAML can say is a fault."""

    def __init__(self, name: str) -> None:
        self.document = Document(name, None, {})
        self.lines = self.document.lines
        self.faults: list[PackFault] = []
        self._seen: set[int] = set()

    def value(self, node: Node, path: Path) -> Any:
        if id(node) in self._seen:
            self.lines.setdefault(path, self.lines[path[:-1]])
            return self._wrong(path, "the value itself", "an alias `*…`", "write it out once more")
        self._seen.add(id(node))
        self.lines.setdefault(path, node.start_mark.line + 1 if path else 1)
        if isinstance(node, SequenceNode) and node.tag == f"{_CORE}seq":
            return tuple(self.value(one, (*path, index)) for index, one in enumerate(node.value))
        if isinstance(node, MappingNode) and node.tag == f"{_CORE}map":
            return self._entries(node, path)
        if isinstance(node, ScalarNode) and (read := _SCALARS.get(str(node.tag))):
            try:
                return read(node.value)
            except ValueError as error:
                return self._wrong(path, str(error), shown(node.value), "or put it in quotes, if it is a text")
        return self._wrong(path, "a plain value", f"the tag `{node.tag}`", "remove the tag")

    def _entries(self, node: MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            name, line = str(key.value), key.start_mark.line + 1
            here = (*path, name)
            if not isinstance(key, ScalarNode) or key.tag != f"{_CORE}str":
                at = Document(self.document.name, None, {path: line})
                plain = isinstance(key, ScalarNode)
                came = shown(name) if plain else "a list or entries"
                mend = f'put it in quotes: "{name}"' if plain else "write `name: value`"
                self.faults.append(at.fault(path, "text as the name of an entry", came, mend))
            elif name in found:
                at = Document(self.document.name, None, {here: line})
                came = f"it a second time (first on line {self.lines[here]})"
                self.faults.append(at.fault(here, "each entry once", came, "remove one"))
            else:
                self.lines[here] = line
                found[name] = self.value(value, here)
        return found

    def _wrong(self, path: Path, expected: str, came: str, mend: str) -> None:
        self.faults.append(self.document.fault(path, expected, came, mend))


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError("characters that exist") from None
    return value


def _whole(value: str) -> int:
    if not re.fullmatch(r"[+-]?(0|[1-9][0-9]{0,17})", value):
        raise ValueError("a whole number such as 36")
    return int(value)


def _number(value: str) -> Decimal:
    """No entry takes a decimal; it is read as one so that the fault can show what was written."""
    try:
        return Decimal(value)
    except InvalidOperation:
        raise ValueError("text or a whole number") from None


def _truth(value: str) -> bool:
    if value.lower() not in ("true", "false"):
        raise ValueError("true or false")
    return value.lower() == "true"


def _day(value: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("a day such as 2021-09-01, without a time")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("a day that the calendar has") from None


_SCALARS: dict[str, Callable[[str], Any]] = {
    f"{_CORE}str": _text,
    f"{_CORE}int": _whole,
    f"{_CORE}float": _number,
    f"{_CORE}bool": _truth,
    f"{_CORE}null": lambda _: None,
    f"{_CORE}timestamp": _day,
}

# What the library says: what was expected, what came, the mend.
_SYNTAX: tuple[tuple[str, tuple[str, str, str]], ...] = (
    ("mapping values", ("one `name: value` a line", "another `: `", "quote a text with `: ` in it, or align lines")),
    ("end of stream", ("a closing quote", "the end of the file", "close the quote that begins here")),
    ("stream end", ("a closing bracket", "the end of the file", "close the bracket that opens here")),
    (r"'\t'", ("blanks for indentation", "a tab", "replace the tab with blanks")),
    ("cannot start", ("a value", "a mark that begins none", "put the text in quotes")),
    ("escape", ("single quotes around a text that holds `\\`", "double quotes", "write '…' for \"…\"")),
    ("expected ':'", ("`name: value`", "no `: `", "add it, or mend the indentation")),
    ("expected ','", ("a comma or a closing bracket", "something else", "check the brackets that open here")),
    ("block end", ("an entry indented like those above", "another indentation", "align it, or close a quote above it")),
    ("undefined alias", ("the value itself", "an alias `*…`", "write it out; quote a text that begins with `*`")),
    ("another document", ("one document", "a second one after `---`", "remove `---`, or make it a file of its own")),
    ("maximum depth", (f"at most {DEEPEST} levels", "more", "check brackets and indentation")),
)  # fmt: skip


def _syntax_fault(name: str, text: str, error: Exception) -> PackFault:
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        came = f"the control character {ord(text[error.position]):#04x}"
        return PackFault(name, line, "", "text without control characters", came, "remove it")
    mark, problem = None, str(error)
    if isinstance(error, MarkedYAMLError):
        problem = error.problem or ""
        opened = any(words in problem for words in ("end of stream", "stream end", "expected ','"))
        mark = error.context_mark if opened and error.context_mark else error.problem_mark
    line = mark.line + 1 if mark else 0
    told = next((told for words, told in _SYNTAX if words in problem), None)
    if told is None:
        return PackFault(name, line, "", "YAML", f"something else ({problem})", "check quotes and indentation")
    return PackFault(name, line, "", *told)
