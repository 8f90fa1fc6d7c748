"""What is wrong with a FEEL text."""

from __future__ import annotations

from bonafides.kernel.feel.ast import NOWHERE, Span


class FeelError(ValueError):
    """A text that does not parse, names what is not known, or surely has no value: its type is wrong.

    `expected`, `came` and `mend` are phrases for people; `at` is the place in the text.
    """

    def __init__(self, expected: str, came: str, mend: str = "", *, at: Span = NOWHERE) -> None:
        self.expected, self.came, self.mend, self.at = expected, came, mend, at
        super().__init__(f"expected {expected}, came {came}" + (f"; {mend}" if mend else ""))
