"""The reviewed register of codes that were issued although they do not conform (domain.md 1.6)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from . import gb11714, gb32100, natural_person


@dataclass(frozen=True, slots=True)
class ExceptedCode:
    """One code that an authority has confirmed to be issued, and why it is accepted.

    Raises ValueError where the code is not 18 characters of 0-9 and A-Z, is a natural person's number, is
    valid without any exception, or where the authority or the reason is blank: an exception is a reviewed
    act or none.
    """

    code: str
    confirmed_by: str
    confirmed_on: date
    reason: str

    def __post_init__(self) -> None:
        if natural_person.kind_of(self.code):
            raise ValueError("a natural person's number cannot be excepted")
        if len(self.code) != 18 or not set(gb11714.ALPHABET).issuperset(self.code):
            raise ValueError(
                f"an excepted code is 18 characters of 0-9 and A-Z; {natural_person.mask(self.code)!r} came"
            )
        if gb32100.holds(self.code):
            raise ValueError(f"{self.code} is valid as it is; take it off the register of exceptions")
        if not self.confirmed_by.strip() or not self.reason.strip():
            raise ValueError(f"the exception of {self.code} needs the authority that confirmed it, and a reason")


@dataclass(frozen=True, slots=True)
class ExceptionRegister:
    """The exceptions in force. Raises ValueError where a code stands in it twice."""

    by_code: dict[str, ExceptedCode] = field(default_factory=dict, hash=False)

    @classmethod
    def of(cls, entries: Iterable[ExceptedCode]) -> "ExceptionRegister":
        """Make a register of its entries."""
        by_code: dict[str, ExceptedCode] = {}
        for entry in entries:
            if entry.code in by_code:
                raise ValueError(f"{entry.code} stands twice in the register of exceptions")
            by_code[entry.code] = entry
        return cls(by_code)


NO_EXCEPTIONS = ExceptionRegister()
