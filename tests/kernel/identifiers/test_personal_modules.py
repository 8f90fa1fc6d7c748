import warnings

from stdnum.util import get_number_modules

from bonafides.kernel.identifiers.personal_modules import PERSONAL


def test_every_module_with_a_birth_date_or_a_gender_is_barred():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        modules = {module.__name__.removeprefix("stdnum."): module for module in get_number_modules()}
    intimate = {name for name, module in modules.items() if {"get_birth_date", "get_gender"} & set(dir(module))}
    assert intimate
    assert intimate <= PERSONAL
    assert set(modules) >= PERSONAL  # none misspelt, none gone


def test_codes_of_organisations_are_not_barred():
    assert not PERSONAL & {"us.ein", "jp.cn", "cn.uscc", "lei", "br.cnpj", "fr.siren", "nl.btw"}
