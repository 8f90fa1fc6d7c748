from __future__ import annotations

import pytest
from tests.registry import repository_pack

from bonafides.packs.faults import PackRefusedError
from bonafides.packs.load import parse_pack


def test_an_operator_that_may_change_needs_the_standard_that_says_how_it_is_shown() -> None:
    files = {name: text for name, text in repository_pack("cn").files.items() if "operator" not in name.split("/")[-1]}
    with pytest.raises(PackRefusedError, match="expected a decision `operator_segment`"):
        parse_pack(files, "cn")
