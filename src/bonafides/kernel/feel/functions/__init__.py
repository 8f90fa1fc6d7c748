"""The built-in functions, by name. Each takes the values of its arguments and gives a value, or null where it has none.

A function here never raises for a value of FEEL, whatever its type: the reference evaluator asks nothing of the type
checker. `signatures.BUILT_IN` says what each is called and takes; a test holds the two to each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bonafides.kernel.feel.functions import calendar, lists, numbers, strings
from bonafides.kernel.feel.values import Value

Function = Callable[..., Value]

FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {**calendar.FUNCTIONS, **lists.FUNCTIONS, **numbers.FUNCTIONS, **strings.FUNCTIONS}
)
