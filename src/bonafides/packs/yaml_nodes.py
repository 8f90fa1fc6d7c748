"""The nodes of a YAML text, each with its place: by libyaml, which is seven times as fast as the library in Python.

What libyaml does not take is read once more in Python: its faults are told in words that `document.py` knows. libyaml descends
into what is nested by calls of C, without an end; so the depth is looked at first, event by event.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import Node

DEEPEST = 30


def compose(text: str) -> Node | None:
    """The root, None for an empty text. Raises YAMLError, ValueError."""
    fast = YAML(typ="safe")
    root: Node | None
    try:
        # A line that begins with % may ask for another version of YAML, which libyaml passes over.
        if "\n%" not in f"\n{text}" and _nested(fast.Parser(text)) < DEEPEST:
            root = fast.compose(text)
            return root
    except (YAMLError, ValueError):
        pass  # told below
    slow = YAML(typ="rt", pure=True)
    slow.max_depth = DEEPEST
    root = slow.compose(text)
    return root


def _nested(events: Any) -> int:
    """How deep lists and entries stand in each other; not counted on once it is too deep."""
    depth = deepest = 0
    while deepest <= DEEPEST and (event := events.get_event()) is not None:
        if isinstance(event, CollectionStartEvent):
            depth += 1
            deepest = max(deepest, depth)
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
    return deepest
