"""What a draft is about, as one text: so that one matter has one draft of one account."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

Kind = Literal["open", "step", "proof", "repair", "reply", "pledge", "apply"]
LONGEST = 500


@dataclass(frozen=True)
class Matter:
    """`name`: a procedure, a step, an item or a form. `agency` and `ref`: a record. `case`: the case that a step is of."""

    kind: Kind
    pack: str
    name: str = ""
    agency: str = ""
    ref: str = ""
    case: int = 0

    def text(self) -> str:
        """As it is kept: what it does not name is left out."""
        told = {word: value for word, value in asdict(self).items() if value}
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def matter_of(text: str) -> Matter:
    """A matter as it was kept."""
    return Matter(**json.loads(text))


def matter_asked(given: Mapping[str, Any]) -> Matter | None:
    """A matter as a button of a page sends it; None for what no page of ours sends."""
    words = {name: str(given.get(name, "")) for name in ("kind", "pack", "name", "agency", "ref", "case")}
    case = words.pop("case") or "0"
    if words["kind"] not in get_args(Kind) or not case.isdecimal() or len(case) > 18:
        return None
    if any("\0" in value for value in words.values()):
        return None
    found = Matter(case=int(case), **words)  # type: ignore[arg-type]  # one of the kinds
    return found if len(found.text()) <= LONGEST else None
