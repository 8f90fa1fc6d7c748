"""The names that an expression may use, with their types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bonafides.kernel.feel.signatures import BUILT_IN, PROPERTIES, Signatures
from bonafides.kernel.feel.types import ContextOf, ListOf, Type


@dataclass(frozen=True, slots=True)
class Scope:
    """Variables and functions by name. `functions` are those beside the built-in ones. `tested` is the type of `?`."""

    variables: Mapping[str, Type] = field(default_factory=dict)
    functions: Mapping[str, Signatures] = field(default_factory=dict)
    tested: Type | None = None

    def signatures(self, function: str) -> Signatures | None:
        """How a function may be called; None if it is not known. A model's own function hides a built-in one."""
        return self.functions.get(function) or BUILT_IN.get(function)

    def function_names(self) -> frozenset[str]:
        return frozenset(self.functions) | frozenset(BUILT_IN)

    def member_names(self) -> frozenset[str]:
        """Every name that may follow a dot."""
        fixed = {name for names in PROPERTIES.values() for name in names}
        return frozenset(fixed | set(_members(self.variables.values())))

    def parameter_names(self) -> frozenset[str]:
        """Every name by which an argument may be given."""
        return frozenset(
            parameter.name
            for signatures in (*self.functions.values(), *BUILT_IN.values())
            for signature in signatures
            for parameter in signature.parameters
        )


def _members(types: Iterable[Type]) -> Iterable[str]:
    for one in types:
        if isinstance(one, ContextOf):
            for name, of in one.members:
                yield name
                yield from _members((of,))
        elif isinstance(one, ListOf):
            yield from _members((one.item,))
