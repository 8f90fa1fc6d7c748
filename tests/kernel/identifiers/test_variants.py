import pytest

from bonafides.kernel.identifiers.variants import similar_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社髙島屋@東京都", "株式会社高島屋@東京都"),
        ("山﨑製作所@東京都", "山崎製作所@東京都"),
        ("𠮷野@東京都", "吉野@東京都"),
        ("渡邊@東京都", "渡邉@東京都"),
        ("愛西物流センター@愛知県", "愛西物流センタ@愛知県"),
        ("A・G'S-BUILD株式会社@東京都", "A.G’S‐BUILD株式会社@東京都"),
        ("市ヶ谷@東京都", "市ケ谷@東京都"),
        ("葛\U000e0100城@東京都", "葛城@東京都"),
    ],
)
def test_suggests_one_firm(one, other):
    assert similar_key(one) == similar_key(other)


def test_keeps_different_firms_apart():
    assert similar_key("株式会社光@広島県") != similar_key("有限会社光@広島県")
    assert similar_key("株式会社光@広島県") != similar_key("株式会社光@東京都")
