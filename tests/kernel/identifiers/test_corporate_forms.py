import pytest

from bonafides.kernel.identifiers.corporate_forms import FORMS, other_writings, written_out


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("(株)博仙", "株式会社博仙"),
        ("泉流通(株)", "泉流通株式会社"),
        ("福岡造船(株)長崎工場", "福岡造船株式会社長崎工場"),
        ("(有)赤塚商会", "有限会社赤塚商会"),
        ("すず木茶房(同)", "すず木茶房合同会社"),
        (
            "(特非)中高年ワーク支援(人材の紹介・派遣)の会",
            "特定非営利活動法人中高年ワーク支援(人材の紹介・派遣)の会",
        ),
        ("(公財)ふるさと", "公益財団法人ふるさと"),
        ("株(株", "株(株"),
    ],
)
def test_writes_out_a_form_that_stands_alone_between_brackets(name, written):
    assert written_out(name) == written


def test_no_form_brings_brackets_of_its_own():
    assert not any(bracket in form for form in FORMS.values() for bracket in "()")


def test_the_other_writings_of_a_name():
    assert other_writings("(株)博仙") == ("株式会社博仙",)
    assert other_writings("泉流通合同会社") == ("泉流通(合)", "泉流通(同)")
    assert other_writings("澄岚县兴曦面馆有限公司") == other_writings("(株") == ()
