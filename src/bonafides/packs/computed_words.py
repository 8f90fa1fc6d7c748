"""What code computes from the register for an input of a decision (`{computed: NAME}`): a closed set, each with its type.

Upper apps register who computes it (`procedures/computed.py`).
"""

from __future__ import annotations

from collections.abc import Mapping

from bonafides.kernel.feel.types import BOOLEAN, DATE, Type

COMPUTED: Mapping[str, Type] = {
    "minimum_reached": BOOLEAN,
    "on_a_list": BOOLEAN,
    "same_type_penalty": BOOLEAN,
    "duties_performed": BOOLEAN,
    "corrected": BOOLEAN,
    "pledge_item_excluded": BOOLEAN,
    "papers_promised": BOOLEAN,
    "missed_on": DATE,
}
