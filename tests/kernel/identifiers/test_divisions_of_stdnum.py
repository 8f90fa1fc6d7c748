from bonafides.kernel.identifiers.divisions import PROVINCES
from bonafides.kernel.identifiers.divisions_of_stdnum import divisions_of_stdnum


def test_reads_the_table_of_the_installed_library():
    table = divisions_of_stdnum()
    assert len(table.names) > 6_000
    assert {code[:2] for code in table.names} == PROVINCES
    assert table.names["110000"] == "北京市"
    assert table.names["110101"] == "北京市东城区"
    assert table.names["130204"] == "河北省古冶区"  # 东矿区 until 1994
    assert table.names["110103"] == "北京市崇文区"  # abolished in 2010
    assert "990000" not in table.names
    assert table.edition.startswith("python-stdnum ")


def test_reads_it_once():
    assert divisions_of_stdnum() is divisions_of_stdnum()
