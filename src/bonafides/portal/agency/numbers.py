"""Numbers of officers as they are typed: with commas of either language between them."""

from __future__ import annotations

import re


def numbers(typed: str) -> list[str]:
    """Each once, in their order."""
    return list(dict.fromkeys(one for one in re.split(r"[\s,，、;；]+", typed) if one))
