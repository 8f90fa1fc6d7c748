"""What a new OpenAPI file takes away from programs that were written by the last one.

Asked for more than before, or answered otherwise than before: a program breaks. What is new beside the old breaks none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
METHODS = ("get", "put", "post", "delete", "patch")
_LEAST, _MOST = ("minimum", "minLength", "minItems"), ("maximum", "maxLength", "maxItems")


def breaking(old: Schema, new: Schema) -> list[str]:
    """Each thing that breaks, by where it is."""
    return list(_Comparison(old, new).all())


class _Comparison:
    def __init__(self, old: Schema, new: Schema) -> None:
        self._old, self._new = old, new

    def all(self) -> Iterator[str]:
        for path, methods in self._old["paths"].items():
            for method in (one for one in METHODS if one in methods):
                now = self._new["paths"].get(path, {}).get(method)
                where = f"{method.upper()} {path}"
                if now is None:
                    yield f"{where}: it is gone"
                else:
                    yield from self._operation(where, methods[method], now)

    def _operation(self, where: str, old: Schema, new: Schema) -> Iterator[str]:
        before = {(one["in"], one["name"]): one for one in old.get("parameters", ())}
        after = {(one["in"], one["name"]): one for one in new.get("parameters", ())}
        for key, one in before.items():
            if key not in after:
                yield f"{where}: the parameter {key[1]} is gone"
            else:
                yield from self._asked(f"{where}: {key[1]}", one.get("schema", {}), after[key].get("schema", {}))
        for key, one in after.items():
            if one.get("required") and not before.get(key, {}).get("required"):
                yield f"{where}: the parameter {key[1]} is needed now"
        yield from self._body(where, old.get("requestBody", {}), new.get("requestBody", {}))
        for status, answer in old["responses"].items():
            if str(status)[0] == "2":
                yield from self._answer(f"{where}: {status}", answer, new["responses"].get(status))

    def _body(self, where: str, old: Schema, new: Schema) -> Iterator[str]:
        if new.get("required") and not old.get("required"):
            yield f"{where}: a body is needed now"
        for media, one in old.get("content", {}).items():
            if media not in new.get("content", {}):
                yield f"{where}: a body of {media} is taken no more"
            else:
                yield from self._asked(f"{where}: body", one.get("schema", {}), new["content"][media].get("schema", {}))

    def _answer(self, where: str, old: Schema, new: Schema | None) -> Iterator[str]:
        if new is None:
            yield f"{where}: this answer is gone"
            return
        for media, one in old.get("content", {}).items():
            if media not in new.get("content", {}):
                yield f"{where}: no answer of {media} any more"
            else:
                yield from self._told(where, one.get("schema", {}), new["content"][media].get("schema", {}))

    def _asked(self, where: str, old: Schema, new: Schema, deep: int = 0) -> Iterator[str]:
        """What could be sent must be taken still."""
        old, new = _plain(old, self._old), _plain(new, self._new)
        if lost := _types(old) - _types(new):
            yield f"{where}: no {' or '.join(sorted(lost))} is taken any more"
        if "enum" in new and (lost := set(map(str, old.get("enum", ["anything"]))) - set(map(str, new["enum"]))):
            yield f"{where}: taken no more: {', '.join(sorted(lost))}"
        for word, sign in (*((one, 1) for one in _LEAST), *((one, -1) for one in _MOST)):
            if word in new and (word not in old or sign * (new[word] - old[word]) > 0):
                yield f"{where}: {word} is {new[word]} now"
        for name in set(new.get("required", ())) - set(old.get("required", ())):
            yield f"{where}.{name}: it is needed now"
        yield from self._within(where, old, new, deep, self._asked, gone=False)

    def _told(self, where: str, old: Schema, new: Schema, deep: int = 0) -> Iterator[str]:
        """What comes must be what could come before."""
        old, new = _plain(old, self._old), _plain(new, self._new)
        if more := _types(new) - _types(old):
            yield f"{where}: it may be {' or '.join(sorted(more))} now"
        if "enum" in old and (more := set(map(str, new.get("enum", ["anything"]))) - set(map(str, old["enum"]))):
            yield f"{where}: it may be {', '.join(sorted(more))} now"
        for name in set(old.get("required", ())) - set(new.get("required", ())):
            yield f"{where}.{name}: it may be missing now"
        yield from self._within(where, old, new, deep, self._told, gone=True)

    def _within(self, where: str, old: Schema, new: Schema, deep: int, compare: Any, *, gone: bool) -> Iterator[str]:
        if deep > 12:  # a schema within itself
            return
        for name, one in old.get("properties", {}).items():
            if name in new.get("properties", {}):
                yield from compare(f"{where}.{name}", one, new["properties"][name], deep + 1)
            elif gone or new.get("additionalProperties") is False:
                yield f"{where}.{name}: it is gone"
        if "items" in old and "items" in new:
            yield from compare(f"{where}[]", old["items"], new["items"], deep + 1)


def _plain(schema: Schema, whole: Schema) -> Schema:
    """A schema without references; of `anyOf` that has one beside null, that one, which may be null."""
    while "$ref" in schema:
        found: Any = whole
        for part in str(schema["$ref"]).removeprefix("#/").split("/"):
            found = found[part]
        schema = found
    kinds = [_plain(one, whole) for one in schema.get("anyOf", ())]
    if not kinds:
        return schema
    types = sorted({name for one in kinds for name in _types(one)})
    others = [one for one in kinds if one.get("type") != "null"]
    return {**(others[0] if len(others) == 1 else {}), "type": types}


def _types(schema: Schema) -> set[str]:
    told = schema.get("type", "anything")
    return set(told) if isinstance(told, list) else {str(told)}
