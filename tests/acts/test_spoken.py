"""What an act refuses, in the language of its reader; the error itself stays English, for logs and programs."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from bonafides.acts.act import Acting, ActRefusedError
from bonafides.acts.authority import why_not
from bonafides.acts.roles import Role
from bonafides.acts.spoken import spoken


def test_the_same_refusal_in_both_languages() -> None:
    with pytest.raises(ActRefusedError) as caught:
        Acting("", "operator", "IN-54 3", "why").check()
    english = "an act needs its officer: give it, nothing was changed"
    assert str(caught.value) == english
    assert spoken(caught.value, "en") == english
    assert spoken(caught.value, "zh-hans") == "作出行为须有 officer：请填写；未作任何改动"
    with override("zh-hans"):
        assert str(caught.value) == english
        assert spoken(caught.value) == "作出行为须有 officer：请填写；未作任何改动"


def test_a_reason_within_a_refusal_is_said_with_it() -> None:
    why = why_not("", "operator", "a name", (Role.DECIDER, Role.REVIEWER))
    told = ActRefusedError("%(why)s; nothing was changed", why=why)
    assert spoken(told, "zh-hans") == (
        "此行为由机关的 decider 或 reviewer 作出，不由运维人员作出：请写明人员和机关；未作任何改动"
    )


def test_what_is_no_sentence_is_told_as_it_is() -> None:
    assert spoken(ValueError("as it is"), "zh-hans") == "as it is"
