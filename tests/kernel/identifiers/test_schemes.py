import pytest

from bonafides.kernel.identifiers import BUILT_IN, scheme


def test_every_built_in_scheme_has_its_name():
    assert [scheme(name).name for name in BUILT_IN] == list(BUILT_IN)


def test_a_pack_defines_its_own():
    assert scheme("sf-business", pattern="[0-9]{1,6}").check("12").code == "12"
    assert scheme("ein", stdnum="us.ein").check("91-1144442").code == "911144442"
    assert not scheme("short", pattern="[0-9]+", max_length=3).check("1234").valid


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("unheard-of", {}, "built in"),
        ("uscc", {"pattern": "x"}, "name of its own"),
        ("own", {"pattern": "x", "stdnum": "us.ein"}, "both"),
        ("own", {"stdnum": ""}, "not the name"),
    ],
)
def test_a_definition_that_cannot_serve_is_refused(name, options, message):
    with pytest.raises(ValueError, match=message):
        scheme(name, **options)
