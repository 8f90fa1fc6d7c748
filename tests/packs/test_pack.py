"""`pack.yaml`: schemes, who may be a subject, and that no natural person may."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from bonafides.packs.load import load_pack
from bonafides.packs.vocabulary import SubjectKind


def test_what_a_pack_cannot_say_is_told(told: Callable[[str, str, str], list[str]], case: Any) -> None:
    assert told(case.file, case.old, case.new) == case.messages


def test_no_kind_of_subject_is_a_natural_person() -> None:
    assert get_args(SubjectKind) == ("enterprise", "sole-trader", "cooperative", "organisation")


def test_a_pack_knows_its_schemes_by_name(packs: Path) -> None:
    pack = load_pack(packs / "cn")
    assert pack.name == "cn"
    assert pack.scheme("uscc").role == "identity"
    assert "files" not in repr(pack)
