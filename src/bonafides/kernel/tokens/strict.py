"""JSON that says each thing once: two readers of a signed text must not read two things in it."""

from __future__ import annotations

import json
from typing import Any

from bonafides.kernel.tokens.errors import Refused


def read_object(text: str | bytes, what: str) -> dict[str, Any]:
    """A JSON object without a repeated name. Raises Refused."""
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Refused(f"{what}: expected JSON: {error}") from error
    if not isinstance(value, dict):
        raise Refused(f"{what}: expected a JSON object, came {type(value).__name__}")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Refused("a name stands twice in one object")
    return made


def _no_constant(word: str) -> Any:
    raise Refused(f"{word} is no JSON")
