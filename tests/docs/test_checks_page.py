"""The page of checks: its example has the members that an answer has."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

from django.utils import timezone
from tests.docs.pages import ROOT, text
from tests.measures import world
from tests.measures.checks.conftest import register, shop
from tests.measures.checks.test_check import UNKNOWN, weighed

from bonafides.measures.checks.asker import OPERATOR
from bonafides.measures.checks.check import check
from bonafides.measures.checks.points import point_in_force
from bonafides.measures.models import Instance

__all__ = ["register", "shop", "weighed"]  # fixtures
PAGE = text(ROOT / "docs" / "reference" / "checks.md")


def shape(value: Any) -> Any:
    """Names and kinds of members, in their order; of a text that may be null, that it is one or the other."""
    if isinstance(value, dict):
        return [(name, shape(one)) for name, one in value.items()]
    if isinstance(value, list):
        return [shape(one) for one in value]
    return "text" if isinstance(value, str) or value is None else type(value).__name__


def test_the_example_is_what_is_answered(weighed: Instance) -> None:
    [block] = re.findall(r"^```json checks\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    told = json.loads(block)
    codes = [world.CODE, UNKNOWN]
    done = json.loads(check(point_in_force(told["point"]), codes, OPERATOR).text)
    assert shape(told) == shape(done)
    assert told["errors"] == done["errors"]
    assert told["answers"][0]["measures"][0]["basis"] == done["answers"][0]["measures"][0]["basis"]
    assert told["catalogue"][0]["title"] == done["catalogue"][0]["title"]
    assert weighed.since <= timezone.localdate() + timedelta(days=1)
