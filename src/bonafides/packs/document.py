"""A YAML file of a pack, with the line of every value, so that each fault can name its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from bonafides.packs.faults import PackFault

LARGEST_BYTES = 1_000_000
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Document:
    """`content` is the parsed file (ruamel's round-trip tree); `name` is its path within the pack."""

    name: str
    content: Any

    def line(self, path: tuple[int | str, ...]) -> int:
        """The 1-based line of the value at `path`, or of its nearest ancestor that has one."""
        node, line = self.content, 1
        for step in path:
            try:
                if isinstance(node, CommentedMap) and step in node:
                    line = node.lc.key(step)[0] + 1
                elif isinstance(node, CommentedSeq) and isinstance(step, int) and step < len(node):
                    line = node.lc.item(step)[0] + 1
                else:
                    break
            except (KeyError, TypeError):
                break
            node = node[step]
        return line

    def fault(self, path: tuple[int | str, ...], expected: str, came: object, mend: str = "") -> PackFault:
        where = ".".join(str(step) for step in path)
        return PackFault(self.name, self.line(path), where, expected, _short(came), mend)

    def model(self, shape: type[M], content: Any = None, at: tuple[int | str, ...] = ()) -> M | list[PackFault]:
        """The content as a `shape`, or every fault that kept it from being one."""
        try:
            return shape.model_validate(_plain(self.content if content is None else content))
        except ValidationError as error:
            return [self._from_pydantic(dict(item), at) for item in error.errors()]

    def _from_pydantic(self, item: dict[str, Any], at: tuple[int | str, ...]) -> PackFault:
        path = at + tuple(step for step in item["loc"] if not _is_label(step))
        if item["type"] == "missing":
            return self.fault(path[:-1], f"an entry `{path[-1]}`", "none", f"add `{path[-1]}: …`")
        if item["type"] == "extra_forbidden":
            return self.fault(path, "no such entry", f"`{path[-1]}`", "remove it, or mend its spelling")
        return self.fault(path, item["msg"].removeprefix("Value error, "), item["input"])


def parse_document(name: str, content: bytes) -> Document | PackFault:
    """Parse one YAML file. A file too large, not UTF-8, or not YAML is a fault."""
    if len(content) > LARGEST_BYTES:
        return PackFault(name, 0, "", f"at most {LARGEST_BYTES:,} bytes", f"{len(content):,}")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return PackFault(name, 0, "", "UTF-8 text", f"byte {error.object[error.start]:#04x} at {error.start}")
    try:
        return Document(name, YAML(typ="rt", pure=True).load(text))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return PackFault(name, line, "", "YAML", error.problem or "something else", "check quotes and indentation")


def _is_label(step: int | str) -> bool:
    """Pydantic puts the name of the tried alternative of a union into the path; it is no key of the file."""
    return isinstance(step, str) and (step[:1].isupper() or "[" in step)


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value) for value in node]
    if isinstance(node, str):
        return str(node)
    return node


def _short(came: object) -> str:
    text = repr(_plain(came)) if not isinstance(came, str) else came
    return text if len(text) <= 80 else text[:77] + "…"
