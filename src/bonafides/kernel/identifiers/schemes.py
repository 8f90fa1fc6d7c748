"""A scheme by its name, as a pack writes it (docs/reference/pack.md, `schemes`)."""

from .check import Scheme
from .divisions import DivisionTable
from .excepted import NO_EXCEPTIONS, ExceptionRegister
from .name_place import NamePlace
from .organisation_code import OrganisationCode
from .pattern import PatternScheme
from .registration_number import RegistrationNumber
from .stdnum_scheme import StdnumScheme
from .taxpayer_number import TaxpayerNumber
from .uscc import Uscc

BUILT_IN = ("uscc", "registration-number", "organisation-code", "taxpayer-number", "name-place")


def scheme(
    name: str,
    *,
    pattern: str | None = None,
    stdnum: str | None = None,
    max_length: int = 64,
    divisions: DivisionTable | None = None,
    exceptions: ExceptionRegister = NO_EXCEPTIONS,
) -> Scheme:
    """Return a built-in scheme, or a pack's own by its `pattern` or by the python-stdnum module `stdnum`.

    Raises ValueError for an unknown name without either, for a built-in name with one, for both, and for a
    pattern or module that does not serve.
    """
    if pattern is not None or stdnum is not None:
        if name in BUILT_IN:
            raise ValueError(f"{name!r} is built in; a scheme of a pack's own needs a name of its own")
        if pattern is not None and stdnum is not None:
            raise ValueError(f"scheme {name!r} has both a pattern and a stdnum module; one of them defines it")
        return PatternScheme(name, pattern, max_length) if pattern is not None else StdnumScheme(name, stdnum or "")
    if name == "uscc":
        return Uscc(divisions, exceptions)
    if name == "registration-number":
        return RegistrationNumber(divisions)
    if name == "organisation-code":
        return OrganisationCode()
    if name == "taxpayer-number":
        return TaxpayerNumber(divisions)
    if name == "name-place":
        return NamePlace()
    raise ValueError(f"no scheme {name!r} is built in ({', '.join(BUILT_IN)}); give it a pattern or a stdnum module")
