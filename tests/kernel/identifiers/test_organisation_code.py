import pytest

from bonafides.kernel.identifiers.organisation_code import OrganisationCode


@pytest.mark.parametrize(
    ("raw", "code", "changes"),
    [
        ("134972577", "134972577", ()),
        ("13497257-7", "134972577", ("hyphen removed",)),
        ("１３８３０２９５－x", "13830295X", ("full-width to half-width", "hyphen removed", "upper-cased")),
    ],
)
def test_accepts_nine_characters_with_or_without_the_hyphen(raw, code, changes):
    answer = OrganisationCode().check(raw)
    assert (answer.code, answer.valid, answer.changes) == (code, True, changes)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("134972578", "check-character"),
        ("1349-72577", "length"),
        ("13497257无", "character"),
        ("000000000", "missing"),
        ("91110000600037341L", "is-uscc"),
        ("320100000045616", "is-registration-number"),
    ],
)
def test_says_why_it_refuses(raw, reason):
    answer = OrganisationCode().check(raw)
    assert (answer.code, answer.reason) == (None, reason)
