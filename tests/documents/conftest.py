"""The small world of `issuing.py`, made once for the tests of a module; what each writes is undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.documents import issuing
from tests.registry import rolled_back


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The world; its tests are marked `django_db`."""
    with rolled_back(django_db_blocker):
        issuing.world()
        yield
