"""A scheme that a pack takes from python-stdnum by the name of its module, such as `us.ein` or `jp.cn`."""

import importlib
import re
from dataclasses import dataclass, field
from typing import Protocol, cast

from stdnum import exceptions

from .check import Check, ReasonCode
from .normalise import normalise
from .pattern import names_a_person, trimmed
from .personal_modules import PERSONAL
from .refusal import guard, refuse

_NAME = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)?")
_MAX_LENGTH = 64


class _Module(Protocol):
    def validate(self, number: str) -> str: ...


@dataclass(frozen=True, slots=True)
class StdnumScheme:
    """Codes that `stdnum.<module>` accepts, in its compact form.

    The module is imported when the scheme is made, so that a pack that names none fails as it loads. Raises
    ValueError for a name outside of `stdnum`, for a module that validates nothing, and for one whose
    numbers are natural persons'.
    """

    name: str
    module: str
    _validator: _Module = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.module):
            raise ValueError(f"{self.module!r} is not the name of a module within stdnum, such as us.ein")
        if self.module in PERSONAL:
            raise ValueError(f"stdnum.{self.module} identifies natural persons, who are outside of this platform")
        try:
            module = importlib.import_module(f"stdnum.{self.module}")
        except ImportError as error:
            raise ValueError(f"python-stdnum has no module {self.module!r}") from error
        if not callable(getattr(module, "validate", None)):
            raise ValueError(f"stdnum.{self.module} has no numbers to validate")
        object.__setattr__(self, "_validator", cast(_Module, module))

    def check(self, raw: str) -> Check:
        """Normalise and check one cell."""
        text, changes = trimmed(raw)
        reason: ReasonCode = "length"
        if 0 < len(text) <= _MAX_LENGTH:
            try:
                code = self._validator.validate(text)
            except exceptions.InvalidLength:
                reason = "length"
            except exceptions.InvalidChecksum:
                reason = "check-character"
            except exceptions.InvalidComponent:
                reason = "component"
            except Exception:  # modules of the library also fail in ways of their own on text that is no number
                reason = "format"
            else:
                if not names_a_person(normalise(code)[0]):
                    if code != text:
                        changes = (*changes, "separators removed")
                    return Check(self.name, raw, code, valid=True, changes=changes)
        if refused := guard(self.name, raw, normalise(text)[0], changes):
            return refused
        return refuse(self.name, raw, changes, reason)
